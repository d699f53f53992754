/// The series that Prometheus records for every objective. Their names hold no window: those are a label.
package enum RecordedSeries: String, Sendable, CaseIterable {
    /// Events by `kind`: in the last minute, since a piece of the clock began, in one that ended, and in each window of a
    /// day or more.
    case events = "slo:events:increase"
    /// The share of events that were bad, by `window`; nothing while there were none.
    case errorRatio = "slo:error:ratio"
    /// The share that was good over the period.
    case compliance = "slo:sli:ratio"
    /// What is left of the budget: 1 untouched, 0 spent, negative beyond.
    case budgetRemaining = "slo:error_budget:remaining"
    /// How many times faster than allowed the budget burns now.
    case currentBurn = "slo:burn_rate:current"
    /// The share that was promised, with the objective's other facts as labels.
    case objective = "slo:objective:ratio"

    /// The `kind` label of what is counted: all events, the bad ones, and the minutes of which anything is known.
    package enum Kind: String, Sendable, CaseIterable { case total, bad, minutes }

    /// The `window` label of the events since a piece of the clock began: `piece-30m`.
    package static func piece(_ length: Quantity<Time>) -> String { "piece-\(length.promQL ?? "")" }
    /// The `window` label of the events of a piece that ended, recorded once: `ended-30m`.
    package static func ended(_ length: Quantity<Time>) -> String { "ended-\(length.promQL ?? "")" }
    /// The `window` label of the events of the last minute.
    package static let minute = "1m"

    /// The series of one objective: `slo:sli:ratio{service="feature-store", slo="availability", by=""}`.
    package func selector(
        _ objective: RecordedObjective, kind: Kind? = nil, window: String? = nil, _ origin: Origin
    ) -> Expression {
        let metric = MetricDeclaration(
            name: rawValue, help: "", kind: .gauge, unit: .ratio, labels: [], isExternal: true, origin: origin)
        var selection = Selection(metric)
        func match(_ label: String, _ operand: Matcher.Operand) {
            selection.matchers.append(Matcher(label: label, comparison: .equals, operand: operand, origin: origin))
        }
        match("service", objective.service.map { .text($0) } ?? .contract(.service))
        match("slo", .text(objective.name))
        match("by", .text(objective.by))
        if let kind { match("kind", .text(kind.rawValue)) }
        if let window { match("window", .text(window)) }
        return selection.expression
    }

    /// The series of several objectives.
    package func selector(of objectives: [RecordedObjective], _ origin: Origin) -> Expression {
        let each = objectives.map { selector($0, origin) }
        return each.dropFirst().reduce(each.first ?? .number(.zero)) { .binary(.or, nil, $0, $1) }
    }
}

/// What tells the recorded series of an objective from all others.
package struct RecordedObjective: Sendable, Hashable {
    package let name: String
    /// In place of the spec's.
    package let service: String?
    package let groupedBy: [String]

    package init(name: String, service: String? = nil, groupedBy: [String]) {
        self.name = name
        self.service = service
        self.groupedBy = groupedBy
    }

    /// The `by` label of its series: `backend,region`; empty, which is no label, where there are no groups. Without it an
    /// objective that is grouped otherwise than before would go on reading the series of before.
    package var by: String { groupedBy.sorted().joined(separator: ",") }
}

extension SLO {
    /// What is left of the error budget of the period, as Prometheus recorded it: 1 when nothing failed, 0 when it is
    /// spent, negative beyond: `slo:error_budget:remaining{service="…", slo="…", by=""}`.
    public var budgetRemaining: Query<Labels, Ratio> { recorded(.budgetRemaining, .ratio) }

    /// The share that was good over the period, as Prometheus recorded it: `slo:sli:ratio{service="…", slo="…"}`.
    public var recordedCompliance: Query<Labels, Ratio> { recorded(.compliance, .ratio) }

    /// How many times faster than allowed the budget burned in the last 5 minutes, as Prometheus recorded it:
    /// `slo:burn_rate:current{service="…", slo="…"}`.
    public var burnRate: Query<Labels, Count> { recorded(.currentBurn, .count) }

    private func recorded<E>(_ series: RecordedSeries, _ unit: Unit<E>) -> Query<Labels, E> {
        Query(
            series.selector(identity, origin), unit: unit.info,
            labels: SurvivingLabels(names: Set(groupedBy), target: false, opaque: false), problems: [], origin: origin)
    }
}
