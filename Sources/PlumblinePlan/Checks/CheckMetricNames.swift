import Plumbline

/// Metric names and help, by Prometheus' "Metric and label naming".
@Sendable func checkMetricNames(_ declarations: Declarations) -> [Problem] {
    declarations.metrics.map(\.value).flatMap { metric in
        guard !metric.isExternal else { return metric.nameOfOthers(declarations.spec.target) }
        guard metric.name.isIdentifier() else {
            return [
                Problem(
                    "'\(metric.name)' is not a metric name", at: metric.origin,
                    mend: "use letters, digits and underscores, not beginning with a digit")
            ]
        }
        let broken = metric.brokenRules
        var problems = broken.filter { rule in !metric.waivers.contains { $0.rule == rule.rule } }.map(\.problem)
        for waiver in metric.waivers where waiver.rule != .unused && !broken.contains(where: { $0.rule == waiver.rule })
        {
            problems.append(
                Problem(
                    "\(metric.name) keeps the rule .\(waiver.rule.rawValue), so the waiver is not needed",
                    at: waiver.origin, mend: "remove the waiver"))
        }
        for waiver in metric.waivers where waiver.reason.isBlank {
            problems.append(
                Problem(
                    "the waiver of .\(waiver.rule.rawValue) for \(metric.name) gives no reason", at: waiver.origin,
                    mend: "say why, as people will ask"))
        }
        if metric.help.isBlank {
            problems.append(
                Problem(
                    "\(metric.name) has no help text", at: metric.origin, mend: "say in a sentence what it measures"))
        }
        return problems
    }
}

extension MetricDeclaration {
    /// Others may have recorded it, with colons in the name, and Prometheus 3 stores any name.
    fileprivate func nameOfOthers(_ target: PrometheusTarget) -> [Problem] {
        guard !name.isIdentifier(colons: true), target.version < .v3 || name.isBlank else { return [] }
        return [
            Problem(
                "'\(name)' is not a metric name of Prometheus 2", at: origin,
                mend: "use letters, digits, underscores and colons, not beginning with a digit, or declare target: .v3")
        ]
    }

    fileprivate var brokenRules: [(rule: NamingRule, problem: Problem)] {
        var broken: [(rule: NamingRule, problem: Problem)] = []
        func breaks(_ rule: NamingRule, _ message: String, _ mend: String) {
            broken.append(
                (
                    rule,
                    Problem("\(name) \(message)", at: origin, mend: "\(mend), or waive .\(rule.rawValue) with a reason")
                ))
        }
        let stem = kind.isCounter && name.hasSuffix("_total") ? String(name.dropLast(6)) : name
        if kind.isCounter != name.hasSuffix("_total") {
            kind.isCounter
                ? breaks(.totalSuffix, "is a counter and does not end in _total", "call it \(name)_total")
                : breaks(.totalSuffix, "ends in _total and is not a counter", "call it \(name.dropLast(6))")
        }
        if kind == .info, !name.hasSuffix("_info") {
            breaks(.unitSuffix, "is an info metric and does not end in _info", "call it \(name)_info")
        }
        if let suffix = unit.suffix {
            if !unit.isBase {
                breaks(.unitSuffix, "is in \(unit.name), which is no base unit", "record \(unit.baseName)")
            } else if !stem.hasSuffix("_\(suffix)") {
                let whole = "\(stem)_\(suffix)" + (kind.isCounter ? "_total" : "")
                breaks(.unitSuffix, "is in \(unit.name) and does not say so", "call it \(whole)")
            }
        }
        return broken
    }
}

extension UnitInfo {
    /// What Prometheus wants recorded in place of a unit that is no base unit.
    fileprivate var baseName: String { name.hasSuffix("seconds") ? "seconds" : "a ratio" }
}

extension MetricDeclaration.Kind {
    var isCounter: Bool { self == .counter }
}
