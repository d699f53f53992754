package import Plumbline
package import PlumblinePlan
package import PlumblineRuleTests

/// The whole pipeline: a spec becomes a plan, a plan is proven, both become files. Pure: nothing is read or written.
///
/// - Throws: `Diagnostics` with all problems of the spec; or `OutputError` with the file and the place in it for what
///   libyaml refuses to write, and for what does not read back as what was meant.
package func outputFiles(of spec: Spec, templates: Templates) throws -> [OutputFile] {
    try outputFiles(of: ProvenPlan(spec), templates: templates)
}

/// A plan with the proofs that its spec asks for.
package struct ProvenPlan: Sendable {
    package let plan: Plan
    package let proofs: Proofs
    private let delayed: [Problem]

    /// - Throws: All problems of the spec; or of its proofs, where it has none.
    package init(_ spec: Spec) throws(Diagnostics) {
        plan = try Plan(spec)
        let (provable, delayed) = plan.provable
        guard spec.proofs != .required || delayed.isEmpty else { throw Diagnostics(delayed) }
        proofs = try Proofs(provable)
        self.delayed = delayed
    }

    /// What `specs check` tells without failing: of the plan, and rules without a proof.
    package var remarks: [Problem] { plan.remarks + proofs.coverage.missing + delayed }
}

/// The files of a plan, of all its outputs or of some, sorted by path.
package func outputFiles(
    of proven: ProvenPlan, templates: Templates, only chosen: Set<Output>? = nil
) throws -> [OutputFile] {
    let plan = proven.plan
    let header = templates.render("yaml_header", plan.headerWords)
    @Sendable func yaml(_ name: String, _ tree: YAML, advice: String = "") throws(OutputError) -> OutputFile {
        let said = advice.isEmpty ? header : "\(header)\n\(advice)"
        return try .yaml("generated/\(name).yml", tree, header: said)
    }
    let groups = try writtenGroups(plan.ruleGroups, in: "generated/prometheus_alerts.yml")
    let shards = ruleShards(plan.ruleGroups, groups)
    let rules = try yaml("prometheus_alerts", rulesYAML(groups))
    let boards = try plan.dashboards.concurrentMap { board throws(OutputError) in
        try OutputFile.json("generated/grafana_dashboard_\(board.dashboard.fileName).json", dashboardJSON(board, plan))
    }
    func pieces(of output: Output) -> [PieceOfWork] {
        switch output {
        case .prometheus:
            shards.count == 1
                ? [{ [rules] }]
                : shards.map { shard in
                    { [try yaml("prometheus_alerts\(shard.suffix)", rulesYAML(shard.written))] }
                }
        case .proofs:
            proven.proofs.files.map { file in
                let rules = shards.count == 1 ? "prometheus_alerts.yml" : "prometheus_alerts*.yml"
                return { [try yaml(file.name, file.yaml(groups: plan.declaredGroups, rules: rules))] }
            }
        case .grafana: [{ boards }]
        case .swift:
            [
                {
                    swiftModule(
                        plan, rules: rules, dashboards: boards,
                        header: templates.render("swift_header", plan.headerWords))
                }
            ]
        case .runbooks:
            runbookPieces(plan, templates)
        case .guide: [{ [guideFile(plan, templates)] }]
        case .alertmanager:
            plan.routing.map { routing in
                [{ [try yaml("alertmanager", alertmanagerYAML(routing))] }]
            } ?? []
        case .scrape: [{ [try yaml("prometheus_scrape", scrapeYAML(plan.scrape))] }]
        case .kubernetes:
            kubernetesManifests(plan, shards, dashboards: boards).map { manifest in
                {
                    let file = try yaml("kubernetes/\(manifest.name)", manifest.yaml, advice: Manifest.advice)
                    if let problem = manifest.problem(file.bytes) { throw Diagnostics([problem]) }
                    return [file]
                }
            }
        case .mimir: [{ [try yaml("mimir_rules", mimirYAML(plan, groups))] }]
        case .openSLO: [{ try openSLOFiles(plan).map { try yaml("openslo/\($0.name)", $0.tree) } }]
        case .grafanaProvisioning: [{ try provisioningFiles(plan).map { try yaml("grafana/\($0.name)", $0.tree) } }]
        }
    }
    let wanted = chosen ?? plan.outputs
    // Many small pieces last, so that no large one is left for a single processor.
    let work = Output.allCases.filter(wanted.contains).map(pieces).sorted { $0.count < $1.count }.flatMap(\.self)
    return try work.concurrentMap { try $0() }.joined().sorted { $0.path < $1.path }
}

/// The making of some of an output's files; pieces may be made at the same time.
typealias PieceOfWork = @Sendable () throws -> [OutputFile]

extension Plan {
    /// What every file says first: whose specs it comes from, and how it is changed.
    var headerWords: [String: Any] { ["service": service, "command": "swift run specs generate"] }
}
