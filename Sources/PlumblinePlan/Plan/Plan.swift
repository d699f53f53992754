package import Plumbline

/// Everything that will be emitted, resolved: if a plan exists, it can be emitted. Making one is the only validation.
///
/// `Spec` → `Plan` → `[OutputFile]` → one write.
package struct Plan: Sendable {
    package internal(set) var declarations: Declarations
    package let service: String
    package let module: String
    /// The kinds of files that the spec asks for.
    package let outputs: Set<Output>
    package let metrics: [Declarations.Named<MetricDeclaration>]
    package let objectives: [Declarations.Named<ObjectiveDeclaration>]
    package let ruleGroups: [PlannedGroup]
    /// Where each of them was declared, by name.
    package let groupOrigins: [String: Origin]
    /// The names of those that stand in the spec; the others follow from objectives.
    package let declaredGroups: [String]
    package let dashboards: [PlannedDashboard]
    /// The declared alerts by name, and all panels by their path below Grafana's address.
    package let alerts: [String: Alert]
    package let panels: [String: PanelAddress]
    /// The objectives by name.
    let promises: [String: ObjectiveDeclaration]
    package let routing: PlannedRouting?
    package let scrape: Spec.Scrape
    package let kubernetes: Kubernetes
    package let provisioning: GrafanaProvisioning
    package let mimir: Mimir
    /// The addresses that pages link to: where runbooks stand, and Grafana.
    package let runbooks: String
    package let grafana: String
    /// Prints expressions as they stand in rules.
    package let text: PromQLText
    /// A digest of the metric contract: names, kinds, units, labels, buckets.
    package let fingerprint: String
    /// What `specs check` tells without failing: waivers, unchecked PromQL.
    package let remarks: [Problem]
    /// Where everything with a name was declared, for `specs locate`.
    package let places: [Place]

    /// Resolves a spec.
    ///
    /// - Throws: All problems at once, in the order of their places.
    package init(_ spec: Spec) throws(Diagnostics) {
        let declarations = Declarations(spec)
        let deep = depthProblems(declarations)
        guard deep.isEmpty else { throw Diagnostics(deep) }
        let problems = Set(allChecks.concurrentMap { $0(declarations) }.joined())
        guard problems.isEmpty else { throw Diagnostics(problems) }
        let digest = contractFingerprint(spec.service, declarations.ownMetrics.map(\.value))
        let text = PromQLText(spec: spec, fingerprint: digest)
        let boards = declarations.boards.map { PlannedDashboard($0, declarations.variables.map(\.value), text) }
        self.declarations = declarations
        service = spec.service
        module = spec.module
        outputs = spec.outputs
        metrics = declarations.ownMetrics
        objectives = declarations.objectives
        let links = boards.linksOfAlerts
        let budgets = boards.objectiveLinks
        ruleGroups =
            declarations.groups.map { PlannedGroup($0, text, links) }
            + declarations.objectives.concurrentMap { $0.value.ruleGroup(text, panel: budgets[$0.value.name]) }
        groupOrigins = Dictionary(zip(ruleGroups.map(\.name), declarations.groupOrigins)) { first, _ in first }
        declaredGroups = declarations.groups.map { $0.name(spec) }
        dashboards = boards
        alerts = Dictionary(declarations.alerts.map { ($0.name, $0) }) { first, _ in first }
        panels = boards.panelsByPath
        promises = Dictionary(objectives.map { ($0.value.name, $0.value) }) { first, _ in first }
        let hasTiers = ruleGroups.contains { $0.rules.contains { $0.label("tier") != nil } }
        let groups = Set(objectives.flatMap(\.value.groupedBy))
        let services = objectives.map(\.value).services(besides: spec.service)
        routing = declarations.routings.first.map {
            PlannedRouting(
                $0, services: services, hasTiers: hasTiers, groups: groups, alerts: declarations.alerts)
        }
        scrape = spec.scrape
        kubernetes = declarations.clusters.first ?? Kubernetes()
        provisioning = declarations.provisionings.first ?? GrafanaProvisioning()
        mimir = declarations.mimirs.first ?? Mimir(at: spec.origin)
        let limits = spec.outputs.contains(.mimir) ? ruleGroups.problems(mimir) : []
        guard limits.isEmpty else { throw Diagnostics(limits) }
        runbooks = spec.runbooks ?? ""
        grafana = spec.grafana
        self.text = text
        fingerprint = digest
        remarks = allRemarks(declarations) + deploymentRemarks(declarations, ruleGroups, mimir)
        places = allPlaces(declarations)
    }
}
