package import Plumbline

/// One alert for each tier of an objective: it fires when any of the tier's burns holds, and stays the same alert while
/// another takes over.
package struct BurnAlert {
    package let name: String
    package let tier: Tier
    package let burns: [Burn]
    /// What burns too fast, in words.
    package let bounds: String
}

extension ObjectiveDeclaration {
    /// `ManifestInsertBudgetBurnsFast` pages, `ManifestInsertBudgetBurnsSlowly` is a ticket; after the service's name.
    package func burnAlerts(_ service: String) -> [BurnAlert] {
        Tier.allCases.compactMap { tier in
            let burns = burn.filter { $0.tier == tier }
            guard !burns.isEmpty else { return nil }
            let speed = tier == .page ? "Fast" : "Slowly"
            return BurnAlert(
                name: alertName(tier.alert, "BudgetBurns\(speed)", service), tier: tier, burns: burns,
                bounds: burns.map(boundWords).joined(separator: ", or "))
        }
    }

    /// The error ratio from which a burn is too fast: factor × budget, exactly.
    package func threshold(_ burn: Burn) -> ExactDecimal? { budget.flatMap { burn.factor.base?.times($0) } }

    /// Fewer bad events than this in the long window do not alert. Where the spec does not say, one bad event alone must
    /// not, whatever it weighs. A floor under all events would silence an outage at low traffic.
    package var leastBadEvents: Int {
        if let minimumBadEvents { return minimumBadEvents }
        // Of how many events an error ratio is the share nobody says.
        if case .errorRatio = indicator { return 0 }
        return heaviestEvent + 1
    }

    /// As how many events one may count.
    package var heaviestEvent: Int {
        guard case .weighted(let parts) = indicator else { return 1 }
        return parts.map(\.weight).max() ?? 1
    }

    /// Any of the tier's burns. Neither window nor series are in the labels, so that one alert does not become another
    /// when the second burn takes over from the first.
    func condition(_ alert: BurnAlert) -> Expression {
        let burning = alert.burns.map(condition)
        let any = burning.dropFirst().reduce(burning.first ?? .number(.zero)) { .binary(.or, nil, $0, $1) }
        return .aggregate(.max, parameter: nil, groupedBy.isEmpty ? nil : .by(groupedBy), any)
    }

    /// Long and short window over the threshold, and enough bad events. While the short window has no events it is as it
    /// was last: neither does an outage end when nobody calls any more, nor does one begin anew.
    private func condition(_ burn: Burn) -> Expression {
        let threshold = Expression.number(threshold(burn) ?? .one)
        let matched = Modifier(matching: .by(groupedBy))
        let long = RecordedSeries.errorRatio.selector(identity, window: label(of: burn.long), origin)
        let short = RecordedSeries.errorRatio.selector(identity, window: label(of: burn.short), origin)
        let last = Expression.call("last_over_time", [.range(short, .fixed(burn.long))])
        let over = Expression.binary(
            .and, matched, .binary(.greater, nil, long, threshold), .binary(.greater, nil, last, threshold))
        guard leastBadEvents > 0 else { return over }
        // Half an event apart, as sums of shares are not whole to the last digit.
        let least = ExactDecimal(2 * leastBadEvents - 1).times(ExactDecimal(5, exponent: -1)) ?? .one
        return .binary(.and, matched, over, .binary(.greater, nil, bad(burn.long), .number(least)))
    }
}

extension PlannedRule {
    init(_ alert: BurnAlert, of objective: ObjectiveDeclaration, _ text: PromQLText, panel: String?) {
        name = .alert(alert.name)
        expression = text.rule(objective.condition(alert))
        labels = objective.labels(alert.tier.alert, alert.tier.severity, alert.tier, text.spec)
        annotations = [
            ("summary", objective.burnSummary(alert, objective.template(text))),
            ("description", objective.burnDescription(alert, objective.template(text))),
            ("runbook_url", text.spec.runbooks.map { "\($0)\(alert.name).md".templateQuoted } ?? ""),
        ]
        if let panel { annotations.append(("dashboard_url", (text.spec.grafana + panel).templateQuoted)) }
        annotations += objective.furtherAnnotations(alert.tier.alert)
    }
}

extension [PlannedDashboard] {
    /// For each objective the panel that shows its burn rates, else what is left of its budget, else another of its
    /// recorded series, else the line of its bound.
    package var objectiveLinks: [String: String] {
        var links: [String: (rank: Int, path: String)] = [:]
        for board in self {
            for panel in board.panels {
                let drawn = panel.panel.series.flatMap(\.expression.recorded).map { series, objective in
                    (rank: [RecordedSeries.errorRatio, .budgetRemaining].firstIndex(of: series) ?? 2, objective)
                }
                for (rank, objective) in drawn + (panel.panel.objective.map { [(3, $0.name)] } ?? [])
                where rank < links[objective]?.rank ?? 4 {
                    links[objective] = (rank, "/d/\(board.dashboard.uid)?viewPanel=\(panel.id)")
                }
            }
        }
        return links.mapValues(\.path)
    }
}

extension Expression {
    /// The recorded series of objectives that it reads.
    var recorded: [(series: RecordedSeries, objective: String)] { selectors.compactMap(\.recorded) }
}

extension Selector {
    /// Which recorded series of which objective this is.
    fileprivate var recorded: (series: RecordedSeries, objective: String)? {
        guard let series = RecordedSeries(rawValue: name) else { return nil }
        for matcher in matchers where matcher.label == "slo" {
            if case .text(let objective) = matcher.operand { return (series, objective) }
        }
        return nil
    }
}
