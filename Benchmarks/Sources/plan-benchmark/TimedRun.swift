import Plumbline

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// Seconds by stage of one run, from declarations to bytes.
struct TimedRun {
    var stages: [(name: String, time: Duration)] = []
    var bytes = 0

    /// Runs a stage and notes its time.
    mutating func stage<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
        let clock = ContinuousClock()
        let start = clock.now
        let result = try body()
        stages.append((name, clock.now - start))
        return result
    }

    var json: String {
        let fields = stages.map { "\"\($0.name)\": \($0.time / .seconds(1))" } + ["\"bytes\": \(bytes)"]
        return "{\(fields.joined(separator: ", "))}"
    }
}

/// The generator's own pipeline (`Artifacts.swift`), stage by stage.
func timedRun(alerts: Int, perBlock: Int) throws -> TimedRun {
    var run = TimedRun()
    let spec = run.stage("declare") { SyntheticSpec(alerts: alerts, perBlock: perBlock).spec }
    let plan = try run.stage("plan") { try ProvenPlan(spec) }.plan
    let rules = try run.stage("YAML") {
        OutputFile(
            path: "rules", bytes: try yamlBytes(rulesYAML(writtenGroups(plan.ruleGroups, in: "rules")), header: ""))
    }
    let boards = run.stage("JSON") {
        plan.dashboards.map {
            OutputFile(path: "board", bytes: dashboardJSON($0, plan).bytes)
        }
    }
    let module = run.stage("Swift") { swiftModule(plan, rules: rules, dashboards: boards, header: "") }
    run.bytes = ([rules] + boards + module).reduce(0) { $0 + $1.bytes.count }
    return run
}

/// From objectives to the files of all outputs. A target's files that need others' make them once more.
func timedRun(objectives count: Int, perBlock: Int) throws -> TimedRun {
    var run = TimedRun()
    let spec = run.stage("declare") { SyntheticObjectives(count: count, perBlock: perBlock).spec }
    let proven = try run.stage("plan") { try ProvenPlan(spec) }
    let files = try run.stage("files") { try outputFiles(of: proven, templates: Templates()) }
    run.bytes = files.reduce(0) { $0 + $1.bytes.count }
    return run
}
