package import Plumbline

/// The whole pipeline: a spec becomes a plan, a plan becomes files. Pure: nothing is read or written.
///
/// - Throws: `Diagnostics` with all problems of the spec, or what libyaml refuses to write.
package func outputFiles(of spec: Spec, templates: Templates) throws -> [OutputFile] {
    try outputFiles(of: Plan(spec), templates: templates)
}

/// The files of a plan, of all its outputs or of some, sorted by path.
package func outputFiles(
    of plan: Plan, templates: Templates, only chosen: Set<Output>? = nil
) throws -> [OutputFile] {
    let header = templates.render("yaml_header", plan.headerWords)
    @Sendable func yaml(_ name: String, _ tree: YAML) throws -> OutputFile {
        OutputFile(
            path: "generated/\(name).yml",
            bytes: try yamlBytes(tree, header: header))
    }
    let rules = try yaml("prometheus_alerts", rulesYAML(plan.ruleGroups))
    let boards = plan.dashboards.map { board in
        OutputFile(
            path: "generated/grafana_dashboard_\(board.dashboard.fileName).json",
            bytes: dashboardJSON(board, plan).bytes)
    }
    let wanted = chosen ?? plan.outputs
    return try Output.allCases.filter(wanted.contains).concurrentMap { output -> [OutputFile] in
        switch output {
        case .prometheus: [rules]
        case .proofs:
            try plan.proofs.files.concurrentMap { try yaml($0.name, $0.yaml(groups: plan.declaredGroups)) }
        case .grafana: boards
        case .swift:
            swiftModule(
                plan, rules: rules, dashboards: boards,
                header: templates.render("swift_header", plan.headerWords))
        case .runbooks: runbookFiles(plan, templates)
        case .guide: [guideFile(plan, templates)]
        case .alertmanager:
            try plan.routing.map { [try yaml("alertmanager", alertmanagerYAML($0, service: plan.service))] } ?? []
        case .scrape: [try yaml("prometheus_scrape", scrapeYAML(plan.scrape))]
        case .kubernetes:
            try kubernetesManifests(plan, dashboards: boards).map { try yaml("kubernetes/\($0.name)", $0.manifest) }
        case .mimir: [try yaml("mimir_rules", mimirYAML(plan))]
        case .openSLO: try openSLOFiles(plan).map { try yaml("openslo/\($0.name)", $0.tree) }
        case .grafanaProvisioning: try provisioningFiles(plan).map { try yaml("grafana/\($0.name)", $0.tree) }
        }
    }.flatMap { $0 }.sorted { $0.path < $1.path }
}

extension Plan {
    /// What every file says first: whose specs it comes from, and how it is changed.
    var headerWords: [String: Any] { ["service": service, "command": "swift run specs generate"] }
}
