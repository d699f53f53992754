public import Plumbline

/// All that is wrong with a spec, in the order of the places.
public struct Diagnostics: Error, Sendable {
    /// Each problem once.
    public let problems: [Problem]

    package init(_ problems: some Sequence<Problem>) {
        self.problems = problems.sorted { ($0.origin, $0.message) < ($1.origin, $1.message) }
    }
}

/// How diagnostics are written.
public enum DiagnosticFormat: String, Sendable, CaseIterable {
    /// `specs/Latency.swift:40:9: error: …`, as compilers do: editors and terminals make it clickable.
    case text
    /// `::error file=…,line=…,col=…::…`: GitHub Actions shows it beside the line.
    case github
    /// One JSON document with all problems, for other tools.
    case json
}
