package import Plumbline

/// The spec's declarations sorted into kinds, each in declared order: what the checks and the plan read.
package struct Declarations: Sendable {
    /// A declaration with its Swift name.
    package struct Named<Value: Sendable>: Sendable {
        package let property: String
        package let value: Value
    }

    package enum Rule: Sendable {
        case alert(Alert)
        case recording(Recording)
    }

    package struct Group: Sendable {
        package let declared: RuleGroup?
        package var rules: [Named<Rule>] = []
    }

    package enum BoardItem: Sendable {
        case row(Row)
        case panel(Panel)
    }

    package struct Board: Sendable {
        package let dashboard: Dashboard
        package var items: [Named<BoardItem>] = []
        package var annotations: [Annotation] = []

        package var panels: [Named<Panel>] {
            items.compactMap { item in
                guard case .panel(let panel) = item.value else { return nil }
                return Named(property: item.property, value: panel)
            }
        }
    }

    package let spec: Spec
    package private(set) var metrics: [Named<MetricDeclaration>] = []
    package private(set) var objectives: [Named<ObjectiveDeclaration>] = []
    package private(set) var groups: [Group] = []
    package private(set) var boards: [Board] = []
    package private(set) var variables: [Named<VariableDeclaration>] = []
    /// Panels, rows and annotations in a struct without a `Dashboard`.
    package private(set) var strays: [any Declaration] = []

    package init(_ spec: Spec) {
        self.spec = spec
        for item in spec.items { add(item) }
    }

    /// All alerts, in declared order.
    package var alerts: [Alert] {
        groups.flatMap(\.rules).compactMap { if case .alert(let alert) = $0.value { alert } else { nil } }
    }

    /// All recording rules, in declared order.
    package var recordings: [Recording] {
        groups.flatMap(\.rules).compactMap { if case .recording(let rule) = $0.value { rule } else { nil } }
    }

    /// Our own metrics, which the module records.
    package var ownMetrics: [Named<MetricDeclaration>] { metrics.filter { !$0.value.isExternal } }

    private mutating func add(_ item: SpecItem) {
        switch item.declaration {
        case let metric as any Metric: metrics.append(Named(property: item.property, value: metric.metric))
        case let slo as any AnySLO: objectives.append(Named(property: item.property, value: slo.objectiveDeclaration))
        case let alert as Alert: add(.alert(alert), item)
        case let rule as any AnyRecordingRule: add(.recording(rule.recording), item)
        case let variable as Variable: variables.append(Named(property: item.property, value: variable.declaration))
        case let row as Row: add(item) { $0.items.append(Named(property: item.property, value: .row(row))) }
        case let panel as Panel: add(item) { $0.items.append(Named(property: item.property, value: .panel(panel))) }
        case let annotation as Annotation: add(item) { $0.annotations.append(annotation) }
        case let dashboard as Dashboard: boards.append(Board(dashboard: dashboard))
        default: break
        }
    }

    private mutating func add(_ rule: Rule, _ item: SpecItem) {
        let named = Named(property: item.property, value: rule)
        if let index = groups.firstIndex(where: { $0.declared?.origin == item.group?.origin }) {
            groups[index].rules.append(named)
        } else {
            groups.append(Group(declared: item.group, rules: [named]))
        }
    }

    private mutating func add(_ item: SpecItem, _ change: (inout Board) -> Void) {
        if let index = boards.lastIndex(where: { $0.dashboard.origin == item.dashboard?.origin }) {
            change(&boards[index])
        } else {
            strays.append(item.declaration)
        }
    }
}
