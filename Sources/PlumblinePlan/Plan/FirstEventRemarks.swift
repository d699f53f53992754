import Plumbline

/// A series comes with its first event. What a counter was before its first scrape nobody knows, so that is not counted.
func firstEventRemarks(_ objective: ObjectiveDeclaration) -> [Problem] {
    let counters: [MetricDeclaration]
    switch objective.indicator {
    case .events(_, let total): counters = total.selectors.map(\.metric)
    case .counters(let pair): counters = [pair.total.metric, pair.counted.metric]
    case .bound, .errorRatio, .weighted: return []
    }
    let open = Set(
        counters.flatMap(\.labels).filter { declared in
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
