public import Plumbline

/// How diagnostics are written.
public enum DiagnosticFormat: String, Sendable, CaseIterable {
    /// `specs/Latency.swift:40:9: error: …`, as compilers do: editors and terminals make it clickable.
    case text
    /// `::error file=…,line=…,col=…::…`: GitHub Actions shows it beside the line.
    case github
    /// One JSON document with all problems, for other tools.
    case json
}

extension DiagnosticFormat {
    /// All problems as text that ends in a newline.
    public func text(_ problems: [Problem], severity: String = "error") -> String {
        switch self {
        case .text: problems.map { plain($0, severity) }.joined()
        case .github: problems.map { github($0, severity) }.joined()
        case .json: json(problems, severity)
        }
    }

    private func plain(_ problem: Problem, _ severity: String) -> String {
        let mend = problem.mend.isEmpty ? "" : "; \(problem.mend)"
        let notes = problem.notes.map { "\($0.origin): note: \($0.message)".visible + "\n" }.joined()
        return "\(problem.origin): \(severity): \(problem.message)\(mend)".visible + "\n" + notes
    }

    /// GitHub's workflow commands end with the line, and their properties with `,` and `:`.
    private func github(_ problem: Problem, _ severity: String) -> String {
        let command = severity == "error" ? "error" : "notice"
        let notes = problem.notes.map { " (\($0.message): \($0.origin))" }.joined()
        let mend = problem.mend.isEmpty ? "" : "; \(problem.mend)"
        let file = problem.origin.path.gitHubData.replacing(":", with: "%3A").replacing(",", with: "%2C")
        let place = "file=\(file),line=\(problem.origin.line),col=\(problem.origin.column)"
        return "::\(command) \(place)::\((problem.message + mend + notes).gitHubData)\n"
    }

    private func json(_ problems: [Problem], _ severity: String) -> String {
        let list = problems.map { problem -> JSON in
            [
                "severity": .string(severity),
                "message": .string(problem.message),
                "mend": .string(problem.mend),
                "place": place(problem.origin),
                "notes": .array(
                    problem.notes.map { ["message": .string($0.message), "place": place($0.origin)] }),
            ]
        }
        return String(decoding: JSON.object(["problems": .array(list)]).bytes, as: UTF8.self)
    }

    private func place(_ origin: Origin) -> JSON {
        ["file": .string(origin.path), "line": .integer(Int(origin.line)), "column": .integer(Int(origin.column))]
    }
}

extension String {
    fileprivate var gitHubData: String {
        unicodeScalars.map { scalar in
            switch scalar {
            case "%": "%25"
            case "\r": "%0D"
            case "\n": "%0A"
            default: String(scalar)
            }
        }.joined()
    }

    /// On one line, and harmless to a terminal: names in a spec may hold anything.
    fileprivate var visible: String {
        unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
            default: String(scalar)
            }
        }.joined()
    }
}
