/// All of several objectives at once: good while each keeps within its budget, looked at once a minute over the last 5
/// minutes. A share of time.
///
/// ```swift
/// let ordering = SLO("ordering", …, objective: .percent(99), over: .days(30),
///                    good: allOf(objectives.latency, objectives.availability), onMissingData: .fires)
/// // max(slo:burn_rate:current{slo="latency"} or slo:burn_rate:current{slo="availability"}) <= 1
/// ```
public func allOf<each L: LabelSet, each D: Dimension>(
    _ slos: repeat SLO<each L, each D>, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
) -> SLI<NoLabels, Count> {
    var (parts, leaves): ([RecordedObjective], [RecordedObjective]) = ([], [])
    repeat parts.append((each slos).identity)
    repeat leaves += (each slos).leaves
    return SLI(allOf: parts, leaves: leaves, Origin(file, line, column))
}

/// The events of several objectives together, those of some counted more than once: what fails of `weight(3)` costs as
/// much as three failures of `weight(1)`.
///
/// ```swift
/// good: weighted(objectives.ordering.weight(3), objectives.browsing.weight(1))
/// // sum(slo:events:increase{slo="ordering", kind="total", window="1m"} * 3
/// //     or slo:events:increase{slo="browsing", kind="total", window="1m"})
/// ```
public func weighted(
    _ parts: WeightedObjective..., file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
) -> SLI<NoLabels, Count> {
    SLI(weighted: parts, Origin(file, line, column))
}

/// An objective as a part of another one.
public struct WeightedObjective: Sendable, Hashable {
    package let objective: RecordedObjective
    package let leaves: [RecordedObjective]
    package let weight: Int

    package var name: String { objective.name }
}

extension SLO {
    /// The objective as a part of a `weighted` one; each of its events counts `weight` times.
    public func weight(_ weight: Int) -> WeightedObjective {
        WeightedObjective(objective: identity, leaves: leaves, weight: weight)
    }
}

extension [WeightedObjective] {
    /// The parts' events of the last minute together: one series, of as many of them as are there.
    package func sum(_ kind: RecordedSeries.Kind, _ origin: Origin) -> Expression {
        let parts = map { part in
            let events = RecordedSeries.events.selector(
                part.objective, kind: kind, window: RecordedSeries.minute, origin)
            return part.weight == 1
                ? events : .binary(.multiply, nil, events, .number(ExactDecimal(part.weight)))
        }
        let all = parts.dropFirst().reduce(parts.first ?? .number(.zero)) { .binary(.or, nil, $0, $1) }
        return .aggregate(.sum, parameter: nil, nil, all)
    }
}
