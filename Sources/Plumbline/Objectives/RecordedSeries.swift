/// The series that Prometheus records for every objective. Their names hold no window: those are a label.
package enum RecordedSeries: String, Sendable, CaseIterable {
    /// Events by `kind`: in the last minute, since a piece of the clock began, and in each window of a day or more.
    case events = "slo:events:increase"
    /// The share of events that were bad, by `window`; nothing while there were none.
    case errorRatio = "slo:error:ratio"
    /// The share that was good over the period.
    case compliance = "slo:sli:ratio"
    /// What is left of the budget: 1 untouched, 0 spent, negative beyond.
    case budgetRemaining = "slo:error_budget:remaining"
    /// How many times faster than allowed the budget burns: now, and over the period.
    case currentBurn = "slo:burn_rate:current"
    case periodBurn = "slo:burn_rate:period"
    /// How much of a calendar period is over.
    case elapsed = "slo:period:elapsed_ratio"
    case objective = "slo:objective:ratio"
    /// Always 1, with the objective's facts as labels.
    case info = "slo:info"

    /// The `kind` label of what is counted: all events, the bad ones, and the minutes of which anything is known.
    package enum Kind: String, Sendable, CaseIterable { case total, bad, minutes }

    /// The `window` label of the events since a piece of the clock began: `clock-30m`.
    package static func clock(_ piece: Quantity<Time>) -> String { "clock-\(piece.promQL ?? "")" }
    /// The `window` label of the events of the last minute.
    package static let minute = "1m"

    /// The series of one objective: `slo:sli:ratio{service="feature-store", slo="availability"}`.
    package func selector(
        _ objective: String, kind: Kind? = nil, window: String? = nil, _ origin: Origin
    ) -> Expression { selector(.equals, .text(objective), kind, window, origin) }

    /// The series of several objectives.
    package func selector(of objectives: [String], _ origin: Origin) -> Expression {
        selector(.matches, .oneOf(objectives), nil, nil, origin)
    }

    private func selector(
        _ comparison: Matcher.Comparison, _ objective: Matcher.Operand, _ kind: Kind?, _ window: String?,
        _ origin: Origin
    ) -> Expression {
        let metric = MetricDeclaration(
            name: rawValue, help: "", kind: .gauge, unit: .ratio, labels: [], isExternal: true, origin: origin)
        var selection = Selection(metric)
        selection.matchers = [
            Matcher(label: "service", comparison: .equals, operand: .contract(.service), origin: origin),
            Matcher(label: "slo", comparison: comparison, operand: objective, origin: origin),
        ]
        for (label, value) in [("kind", kind?.rawValue), ("window", window)] {
            guard let value else { continue }
            selection.matchers.append(
                Matcher(label: label, comparison: .equals, operand: .text(value), origin: origin))
        }
        return selection.expression
    }
}

extension SLO {
    /// What is left of the error budget of the period, as Prometheus recorded it: 1 when nothing failed, 0 when it is
    /// spent, negative beyond: `slo:error_budget:remaining{service="…", slo="…"}`.
    public var budgetRemaining: Query<Labels, Ratio> { recorded(.budgetRemaining, .ratio) }

    /// The share that was good over the period, as Prometheus recorded it: `slo:sli:ratio{service="…", slo="…"}`.
    public var recordedCompliance: Query<Labels, Ratio> { recorded(.compliance, .ratio) }

    /// How many times faster than allowed the budget burned in the last 5 minutes, as Prometheus recorded it:
    /// `slo:burn_rate:current{service="…", slo="…"}`.
    public var burnRate: Query<Labels, Count> { recorded(.currentBurn, .count) }

    private func recorded<E>(_ series: RecordedSeries, _ unit: Unit<E>) -> Query<Labels, E> {
        Query(
            series.selector(name, origin), unit: unit.info,
            labels: SurvivingLabels(names: Set(groupedBy), target: false, opaque: false), problems: [], origin: origin)
    }
}
