public import Plumbline

/// All that is wrong with a spec, in the order of the places.
public struct Diagnostics: Error, Sendable {
    /// Each problem once.
    public let problems: [Problem]

    package init(_ problems: some Sequence<Problem>) {
        self.problems = problems.sorted { ($0.origin, $0.message) < ($1.origin, $1.message) }
    }
}
