import Plumbline

/// Whatever is declared is read somewhere: a metric that nothing reads costs storage for nothing.
@Sendable func checkUnused(_ declarations: Declarations) -> [Problem] {
    let panels = declarations.boards.flatMap(\.panels).map(\.value)
    let expressions =
        declarations.alerts.map(\.expression) + declarations.recordings.map(\.expression)
        + panels.flatMap(\.series).map(\.expression)
    let read = Set(expressions.flatMap(\.selectors).map(\.metric.name))
        .union(declarations.objectives.flatMap(\.value.selectors).map(\.metric.name))
    let selected = Set(expressions.flatMap(\.variables).map(\.name))

    func unused(_ kind: String, _ name: String, _ origin: Origin, _ mend: String) -> Problem {
        Problem("\(kind) '\(name)' is read by no alert, objective or panel", at: origin, mend: mend)
    }
    let metrics = declarations.metrics.map(\.value).flatMap { metric -> [Problem] in
        let waiver = metric.waivers.first { $0.rule == .unused }
        if let waiver, read.contains(metric.name) {
            return [
                Problem(
                    "\(metric.name) is read, so the waiver of .unused is not needed", at: waiver.origin,
                    mend: "remove the waiver")
            ]
        }
        guard waiver == nil, !read.contains(metric.name) else { return [] }
        return [unused("metric", metric.name, metric.origin, "draw it, remove it, or waive .unused with a reason")]
    }
    let recordings = declarations.recordings.filter { !read.contains($0.name) }
        .map { unused("recording rule", $0.name, $0.origin, "draw it or remove it") }
    let variables = declarations.variables.map(\.value).filter { !selected.contains($0.name) }
        .map { unused("variable", $0.name, $0.origin, "select by it with .isSelected(in:), or remove it") }
    return metrics + recordings + variables
}
