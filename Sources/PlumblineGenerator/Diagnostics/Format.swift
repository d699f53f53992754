public import Plumbline

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
        let notes = problem.notes.map { "\($0.origin): note: \($0.message)\n" }.joined()
        return "\(problem.origin): \(severity): \(problem.message)\(mend)\n" + notes
    }

    /// GitHub's workflow commands take no line breaks and escape three characters.
    private func github(_ problem: Problem, _ severity: String) -> String {
        let command = severity == "error" ? "error" : "notice"
        let notes = problem.notes.map { " (\($0.message): \($0.origin))" }.joined()
        let mend = problem.mend.isEmpty ? "" : "; \(problem.mend)"
        let place = "file=\(problem.origin.path),line=\(problem.origin.line),col=\(problem.origin.column)"
        let message = (problem.message + mend + notes).replacing("%", with: "%25")
            .replacing("\r", with: "%0D").replacing("\n", with: "%0A")
        return "::\(command) \(place)::\(message)\n"
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
