import Plumbline

/// How long a name may be, in bytes: several go into one file name, which has 255 at most.
private let longestName = 100

/// Names are short enough to be part of a file name, and what becomes a file has one of its own where capitals do not
/// count.
@Sendable func checkNames(_ declarations: Declarations) -> [Problem] {
    allNames(declarations).filter { $0.name.utf8.count > longestName }.map { named in
        Problem(
            "the name of \(named.kind) '\(named.name.prefix(30))…' has \(named.name.utf8.count) bytes",
            at: named.origin,
            mend: "use at most \(longestName); names become parts of file names")
    } + clashes(declarations)
}

private typealias Name = (kind: String, name: String, origin: Origin)

private func allNames(_ declarations: Declarations) -> [Name] {
    let spec = declarations.spec
    var names: [Name] = [("service", spec.service, spec.origin), ("module", spec.module, spec.origin)]
    names += declarations.groups.compactMap(\.declared).map { ("rule group", $0.name, $0.origin) }
    for alert in declarations.alerts {
        names.append(("alert", alert.name, alert.origin))
        names += alert.extraLabels.keys.sorted().map { ("label", $0, alert.origin) }
    }
    for rule in declarations.recordings {
        names.append(("recording rule", rule.name, rule.origin))
        names += rule.labels.keys.sorted().map { ("label", $0, rule.origin) }
    }
    for metric in declarations.metrics.map(\.value) {
        names.append(("metric", metric.name, metric.origin))
        names += metric.labels.map { ("label", $0.label.name, $0.label.origin) }
    }
    for objective in declarations.objectives.map(\.value) {
        names.append(("objective", objective.name, objective.origin))
        names += (objective.service.map { [("service", $0, objective.origin)] } ?? [])
        names += objective.alerts.compactMap(\.name).map { ("alert", $0, objective.origin) }
        names += objective.alerts.flatMap { $0.labels.keys.sorted() }.map { ("label", $0, objective.origin) }
        names += objective.alerts.flatMap { $0.annotations.keys.sorted() }.map { ("annotation", $0, objective.origin) }
    }
    names += declarations.boards.map { ("dashboard", $0.dashboard.fileName, $0.dashboard.origin) }
    return names + declarations.variables.map { ("variable", $0.value.name, $0.value.origin) }
}

/// macOS and Windows take `A.md` and `a.md` for one file. What is the same with capitals is told by the checks of each
/// kind.
private func clashes(_ declarations: Declarations) -> [Problem] {
    let spec = declarations.spec
    let burning = declarations.objectives.map(\.value).flatMap { objective in
        objective.alertNames(spec.service).map { (kind: "alert", name: $0, origin: objective.origin) }
    }
    let alerts: [Name] = declarations.alerts.map { ("alert", $0.name, $0.origin) } + burning
    let boards: [Name] = declarations.boards.map { ("dashboard file", $0.dashboard.fileName, $0.dashboard.origin) }
    let index: [Name] = [("page", "README", spec.origin)]
    return clashes(index + alerts) + clashes(boards)
}

private func clashes(_ names: [Name]) -> [Problem] {
    var first: [String: Name] = [:]
    return names.compactMap { named in
        guard let earlier = first.updateValue(named, forKey: named.name.lowercased()) else { return nil }
        first[named.name.lowercased()] = earlier
        guard earlier.name != named.name || earlier.kind != named.kind else { return nil }
        return Problem(
            "\(named.kind) '\(named.name)' and \(earlier.kind) '\(earlier.name)' would share a file where capitals do not count",
            at: named.origin, mend: "rename one of them",
            notes: earlier.origin == named.origin ? [] : [.init("the other is declared here", earlier.origin)])
    }
}
