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

        /// Rules in a struct without a `RuleGroup` stand in one named after the service.
        package func name(_ spec: Spec) -> String { declared?.name ?? spec.service }
    }

    package enum BoardItem: Sendable {
        case row(Row)
        case panel(Panel)
    }

    package struct Board: Sendable {
        package let dashboard: Dashboard
        package var items: [Named<BoardItem>] = []
        /// The panels among the items.
        package var panels: [Named<Panel>] = []
        package var annotations: [Annotation] = []
    }

    package let spec: Spec
    package private(set) var metrics: [Named<MetricDeclaration>] = []
    package internal(set) var objectives: [Named<ObjectiveDeclaration>] = []
    package internal(set) var groups: [Group] = []
    /// The alerts of all groups.
    package private(set) var alerts: [Alert] = []
    /// The recording rules of all groups.
    package private(set) var recordings: [Recording] = []
    package private(set) var boards: [Board] = []
    package private(set) var variables: [Named<VariableDeclaration>] = []
    package private(set) var routings: [Routing] = []
    package private(set) var clusters: [Kubernetes] = []
    package private(set) var provisionings: [GrafanaProvisioning] = []
    package private(set) var mimirs: [Mimir] = []
    /// Panels, rows and annotations in a struct without a `Dashboard`.
    package private(set) var strays: [any Declaration] = []

    /// What tells groups and dashboards apart: in a loop many stand in one place, by mistake two have one name.
    private struct Key: Hashable {
        let name: String?
        let origin: Origin?
    }

    private var groupIndices: [Key: Int] = [:]
    private var boardIndices: [Key: Int] = [:]

    package init(_ spec: Spec) {
        self.spec = spec
        for item in spec.items { add(item) }
    }

    /// Our own metrics, which the module records.
    package var ownMetrics: [Named<MetricDeclaration>] { metrics.filter { !$0.value.isExternal } }

    /// Where each planned group was declared: the rules' groups first, then one for each objective.
    var groupOrigins: [Origin] { groups.map { $0.declared?.origin ?? spec.origin } + objectives.map(\.value.origin) }

    private mutating func add(_ item: SpecItem) {
        switch item.declaration {
        case let metric as any Metric: metrics.append(Named(property: item.property, value: metric.metric))
        case let slo as any AnySLO: objectives.append(Named(property: item.property, value: slo.objectiveDeclaration))
        case let group as RuleGroup: _ = index(of: group)
        case let alert as Alert: add(.alert(item.group.map { Alert(alert, in: $0) } ?? alert), item)
        case let rule as any AnyRecordingRule: add(.recording(rule.recording), item)
        case let variable as Variable: variables.append(Named(property: item.property, value: variable.declaration))
        case let row as Row: add(item) { $0.items.append(Named(property: item.property, value: .row(row))) }
        case let panel as Panel:
            add(item) { board in
                board.items.append(Named(property: item.property, value: .panel(panel)))
                board.panels.append(Named(property: item.property, value: panel))
            }
        case let annotation as Annotation: add(item) { $0.annotations.append(annotation) }
        case let routing as Routing: routings.append(routing)
        case let cluster as Kubernetes: clusters.append(cluster)
        case let provisioning as GrafanaProvisioning: provisionings.append(provisioning)
        case let mimir as Mimir: mimirs.append(mimir)
        case let dashboard as Dashboard:
            boardIndices[Key(name: dashboard.uid, origin: dashboard.origin)] = boards.count
            boards.append(Board(dashboard: dashboard))
        default: break
        }
    }

    private mutating func add(_ rule: Rule, _ item: SpecItem) {
        groups[index(of: item.group)].rules.append(Named(property: item.property, value: rule))
        switch rule {
        case .alert(let alert): alerts.append(alert)
        case .recording(let recording): recordings.append(recording)
        }
    }

    /// Where the group is; rules without a declared one share a group.
    private mutating func index(of group: RuleGroup?) -> Int {
        let key = Key(name: group?.name, origin: group?.origin)
        if let index = groupIndices[key] { return index }
        groups.append(Group(declared: group))
        groupIndices[key] = groups.count - 1
        return groups.count - 1
    }

    private mutating func add(_ item: SpecItem, _ change: (inout Board) -> Void) {
        if let index = boardIndices[Key(name: item.dashboard?.uid, origin: item.dashboard?.origin)] {
            change(&boards[index])
        } else {
            strays.append(item.declaration)
        }
    }
}
