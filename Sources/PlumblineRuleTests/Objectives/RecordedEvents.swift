import Plumbline
import PlumblinePlan

/// The recorded series by which promtool gets to know a history.
struct RecordedEvents {
    let objective: ObjectiveDeclaration
    /// The spec's; the objective may have another.
    let service: String
    let labels: SeriesLabels

    init(_ objective: ObjectiveDeclaration, service: String, job: String) {
        self.objective = objective
        self.service = service
        labels = SeriesLabels(job: job)
    }

    /// `group` chooses the values of the labels that the objective is grouped by.
    func inputs(_ samples: HistorySamples, group: Int = 0) throws(Underivable) -> [InputSeries] {
        let group = try groupLabels(group)
        return RecordedSeries.Kind.allCases.flatMap { kind in
            [
                (RecordedSeries.minute, samples.minutes[kind]),
                (RecordedSeries.piece(objective.piece), samples.pieces[kind]),
                (RecordedSeries.ended(objective.piece), samples.ended[kind]),
            ]
            .compactMap { window, samples in
                samples.flatMap { $0.runs.isEmpty ? nil : InputSeries(identity(.events, group, kind, window), $0) }
            }
        }
    }

    func identity(
        _ series: RecordedSeries, _ group: LabelValues, _ kind: RecordedSeries.Kind? = nil, _ window: String? = nil
    ) -> SeriesIdentity { SeriesIdentity(series.rawValue, labels(group, kind, window)) }

    /// The labels of a recorded series of the objective.
    func labels(
        _ group: LabelValues, _ kind: RecordedSeries.Kind? = nil, _ window: String? = nil
    ) -> LabelValues {
        var labels = group.merging(["service": objective.service(service), "slo": objective.name]) { $1 }
        labels["by"] = objective.identity.by.isEmpty ? nil : objective.identity.by
        labels["kind"] = kind?.rawValue
        labels["window"] = window
        return labels
    }

    /// The labels of a group, as recorded series have them.
    func groupLabels(_ group: Int) throws(Underivable) -> LabelValues {
        guard !objective.groupedBy.isEmpty else { return [:] }
        let selector: Selector? =
            switch objective.indicator {
            case .events(_, let total): total.selectors.first
            case .counters(let pair): pair.total.expression.selectors.first
            case .bound(let value, _, _), .errorRatio(let value): value.selectors.first
            case .weighted: nil
            }
        guard let selector else { return [:] }
        let matchers = selector.matchers + objective.matchersOfPart
        let all = try labels.fitting(selector.metric, matchers.filter { $0.label != "le" }) { _ in group }
        return all.filter { objective.groupedBy.contains($0.key) }
    }

    /// What is recorded of a minute, in whatever group.
    func ofMinute(
        _ group: LabelValues, at time: Milliseconds, _ counts: [(RecordedSeries.Kind, Double)]
    ) -> ProofTest.SampleExpectation {
        .init(
            expression: seriesText(
                RecordedSeries.events.rawValue, ["slo": objective.name, "window": RecordedSeries.minute]),
            time: time,
            samples: counts.map { kind, count in
                .init(series: identity(.events, group, kind, RecordedSeries.minute).selector, value: count)
            })
    }

    /// Whether the groups' labels have values that tell two groups apart.
    func isGrouped() throws(Underivable) -> Bool { try groupLabels(0) != groupLabels(1) }
}

extension ObjectiveDeclaration {
    /// What the other counter says of the labels that it is grouped by.
    fileprivate var matchersOfPart: [Matcher] {
        guard case .counters(let pair) = indicator else { return [] }
        return pair.counted.matchers.filter { groupedBy.contains($0.label) }
    }
}
