/// All that a service declares, handed to the tool in one line of `specs/main.swift`.
public struct Spec: Sendable {
    /// How Prometheus scrapes the service and how long it keeps what it scraped: bounds for windows.
    public struct Scrape: Sendable {
        package let job: String
        package let interval: Quantity<Time>
        package let retention: Quantity<Time>
        package let path: String
        package let params: [String: [String]]
        package let targets: [String]

        /// The `job` label, the scrape interval, and Prometheus' retention; what path answers, with which parameters of
        /// its query (`["format": ["prometheus"]]`), and at which `host:port`.
        public init(
            job: String, interval: Quantity<Time>, retention: Quantity<Time>, path: String = "/metrics",
            params: [String: [String]] = [:], targets: [String] = ["localhost:8080"]
        ) {
            self.job = job
            self.interval = interval
            self.retention = retention
            self.path = path
            self.params = params
            self.targets = targets
        }
    }

    package let service: String
    package let module: String
    package let scrape: Scrape
    package let target: PrometheusTarget
    package let window: Quantity<Time>
    package let runbooks: String?
    package let grafana: String
    package let seriesBudget: Int
    package let outputs: Set<Output>
    package let proofs: ProofDemand
    package let items: [SpecItem]
    package let origin: Origin

    /// Names a service and gathers its declarations: structs whose stored properties are metrics, objectives, rules,
    /// dashboards and panels. Nothing has to be listed, so nothing can be left out of a list.
    ///
    /// - Parameters:
    ///   - service: The service's name, lowercase with hyphens.
    ///   - module: The generated Swift module and the type in it.
    ///   - scrape: How Prometheus scrapes it.
    ///   - target: The oldest Prometheus that the rules are for, from 2.42 on; what the spec may use depends on it.
    ///   - window: What `.automatic` is in rules.
    ///   - runbooks: The address that alerts' runbook pages stand under, ending in `/`.
    ///   - grafana: The address of Grafana, for the panel links in alerts.
    ///   - seriesBudget: How many series one metric may have, by the product of its labels.
    ///   - outputs: Which kinds of files are generated.
    ///   - proofs: Whether a rule without a proof is an error.
    ///   - declarations: The spec's structs.
    public init(
        _ service: String, module: String, scrape: Scrape, target: PrometheusTarget = .v2_42,
        window: Quantity<Time> = .minutes(5), runbooks: String? = nil, grafana: String, seriesBudget: Int = 20_000,
        outputs: Set<Output> = .standard, proofs: ProofDemand = .wherePossible, _ declarations: any Sendable...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.init(
            service, module: module, scrape: scrape, target: target, window: window, runbooks: runbooks,
            grafana: grafana, seriesBudget: seriesBudget, outputs: outputs, proofs: proofs,
            items: declarations.flatMap { SpecItem.collect($0) },
            origin: Origin(file, line, column))
    }

    package init(
        _ service: String, module: String, scrape: Scrape, target: PrometheusTarget = .v2_42,
        window: Quantity<Time> = .minutes(5), runbooks: String?, grafana: String, seriesBudget: Int = 20_000,
        outputs: Set<Output> = .standard, proofs: ProofDemand = .wherePossible, items: [SpecItem], origin: Origin
    ) {
        self.service = service
        self.module = module
        self.scrape = scrape
        self.target = target
        self.window = window
        self.runbooks = runbooks
        self.grafana = grafana
        self.seriesBudget = seriesBudget
        self.outputs = outputs
        self.proofs = proofs
        self.items = items
        self.origin = origin
    }
}

/// A declaration with the Swift name it has, and the rule group and dashboard whose struct it stands in.
package struct SpecItem: Sendable {
    package let property: String
    package let declaration: any Declaration
    package let group: RuleGroup?
    package let dashboard: Dashboard?

    package init(
        property: String, declaration: any Declaration, group: RuleGroup? = nil, dashboard: Dashboard? = nil
    ) {
        self.property = property
        self.declaration = declaration
        self.group = group
        self.dashboard = dashboard
    }

    /// All declarations among the stored properties of a value, in order, and of the structs and arrays within it.
    /// An array's elements are named after it: `perBackend1`, `perBackend2`.
    package static func collect(
        _ value: Any, named name: String = "", group: RuleGroup? = nil, dashboard: Dashboard? = nil
    ) -> [SpecItem] {
        // A link refers to a declaration that stands elsewhere.
        guard !(value is Link) else { return [] }
        if let declaration = value as? any Declaration {
            return [SpecItem(property: name, declaration: declaration, group: group, dashboard: dashboard)]
        }
        if let made = value as? any DeclarationGroup {
            return made.members.map { member in
                SpecItem(
                    property: name + member.name, declaration: member.declaration, group: group, dashboard: dashboard)
            }
        }
        let mirror = Mirror(reflecting: value)
        let group = mirror.children.lazy.compactMap { $0.value as? RuleGroup }.first ?? group
        let dashboard = mirror.children.lazy.compactMap { $0.value as? Dashboard }.first ?? dashboard
        return mirror.children.enumerated().flatMap { index, child in
            let property = mirror.displayStyle == .optional ? name : child.label ?? "\(name)\(index + 1)"
            return collect(child.value, named: property, group: group, dashboard: dashboard)
        }
    }
}
