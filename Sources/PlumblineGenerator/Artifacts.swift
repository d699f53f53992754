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
    let words = ["service": plan.service, "command": "make generate"]
    let rules = OutputFile(
        path: "generated/prometheus_alerts.yml",
        bytes: try yamlBytes(rulesYAML(plan.ruleGroups), header: templates.render("yaml_header", words)))
    let boards = plan.dashboards.map { board in
        OutputFile(
            path: "generated/grafana_dashboard_\(board.dashboard.fileName).json",
            bytes: dashboardJSON(board, plan).bytes)
    }
    let wanted = chosen ?? plan.outputs
    return Output.allCases.filter(wanted.contains).flatMap { output in
        switch output {
        case .prometheus: [rules]
        case .grafana: boards
        case .swift:
            swiftModule(plan, rules: rules, dashboards: boards, header: templates.render("swift_header", words))
        }
    }.sorted { $0.path < $1.path }
}
