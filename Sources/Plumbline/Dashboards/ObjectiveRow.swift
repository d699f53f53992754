/// A row of a dashboard that shows how one objective stands: what is left of its budget, its compliance over the period,
/// its burn rate by window with the bounds of its alerts, and the budget over time.
///
/// ```swift
/// struct Promises {
///     let dashboard = Dashboard("promises", title: "Promises", summary: "Whether we keep them.")
///     let availability = ObjectiveRow(objectives.availability)
/// }
/// ```
/// Its burn-rate alerts lead to the burn rate's panel.
public struct ObjectiveRow: Sendable {
    private let row: Row
    private let panels: [(name: String, panel: Panel)]

    /// A row of four panels; their ids follow from the name of the property that holds the row.
    public init<L, D>(
        _ slo: SLO<L, D>, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        let origin = Origin(file, line, column)
        let panels = ObjectivePanels(slo: slo.objectiveDeclaration, origin: origin)
        row = Row("Objective: \(slo.name)", file: file, line: line, column: column)
        self.panels = [
            ("BudgetLeft", panels.budgetLeft), ("Compliance", panels.compliance), ("BurnRates", panels.burnRates),
            ("BudgetOverTime", panels.budgetOverTime),
        ]
    }
}

extension ObjectiveRow: DeclarationGroup {
    package var members: [(name: String, declaration: any Declaration)] {
        [("Row", row)] + panels.map { ($0.name, $0.panel) }
    }
}

private struct ObjectivePanels {
    let slo: ObjectiveDeclaration
    let origin: Origin

    var budgetLeft: Panel {
        panel(
            "budget left", .stat, "Of \(slo.period.words): 100 % when nothing failed, 0 % when it is spent.",
            series(.budgetRemaining), steps: budgetSteps, width: 4)
    }

    var compliance: Panel {
        let promised = slo.objective.base.map { [Step(at: $0, .green)] } ?? []
        return panel(
            "compliance", .stat, "\(slo.summary) Over \(slo.period.words).", series(.compliance),
            steps: [.base(.red)] + promised, width: 4)
    }

    /// A line for each window, and one for each bound that an alert has.
    var burnRates: Panel {
        let budget = slo.budget ?? .one
        let ratio = RecordedSeries.errorRatio.selector(slo.identity, origin)
        let bounds = slo.burn.compactMap { burn in
            burn.factor.base.map { Step(at: $0, burn.tier == .page ? .red : .orange) }
        }
        var seen: Set<Step> = []
        return panel(
            "burn rate by window", .graph,
            "How many times faster than allowed the budget burns; at 1 it lasts \(slo.period.words).",
            Series(
                legend: legend(["window"]), .binary(.divide, nil, ratio, .number(budget)), .count,
                labels: labels(["window"]), origin),
            steps: [.base(.transparent)] + bounds.filter { seen.insert($0).inserted }, width: 8)
    }

    var budgetOverTime: Panel {
        panel(
            "budget over time", .graph, "What was left of the budget at each time.", series(.budgetRemaining),
            steps: [.base(.transparent), .from(0, .red)], width: 8)
    }

    private var budgetSteps: [Step] { [.base(.red), .from(0, .orange), .from(0.5, .green)] }

    private func series(_ recorded: RecordedSeries) -> Series {
        let legend = slo.groupedBy.isEmpty ? [TextSegment.literal(slo.name)] : legend([])
        return Series(legend: legend, recorded.selector(slo.identity, origin), .ratio, labels: labels([]), origin)
    }

    private func legend(_ further: [String]) -> [TextSegment] {
        let labels = (slo.groupedBy + further).map { TextSegment.label($0, origin) }
        return Array(labels.map { [$0] }.joined(separator: [.literal(" ")]))
    }

    private func labels(_ further: [String]) -> SurvivingLabels {
        SurvivingLabels(names: Set(slo.groupedBy + further), target: false, opaque: false)
    }

    private func panel(
        _ what: String, _ kind: PanelKind, _ summary: String, _ series: Series, steps: [Step], width: Int
    ) -> Panel {
        Panel(
            title: "\(slo.name): \(what)", kind: kind, series: [series], alerts: [], objective: nil, steps: steps,
            mappings: [], summary: summary, links: [], drillDown: [], size: Size(width: width, height: 8),
            origin: origin)
    }
}
