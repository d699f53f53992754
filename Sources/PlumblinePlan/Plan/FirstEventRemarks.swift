import Plumbline

/// A series comes with its first event. What a counter was before its first scrape nobody knows, so that is not counted.
func firstEventRemarks(_ objective: ObjectiveDeclaration) -> [Problem] {
    guard case .events(_, let total) = objective.indicator else { return [] }
    let open = Set(
        total.selectors.flatMap { $0.metric.labels }.filter { declared in
            if case .closed = declared.label.values { false } else { true }
        }.map(\.label.name))
    guard !open.isEmpty else { return [] }
    let names = open.sorted().joined(separator: ", ")
    return [
        Problem(
            "objective '\(objective.name)' does not count the first event of each new value of \(names), with which its "
                + "series begins; a metric without the label would", at: objective.origin, mend: "")
    ]
}
