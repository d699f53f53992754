import Plumbline

/// Label names, closed values and open limits of our own metrics.
@Sendable func checkLabels(_ declarations: Declarations) -> [Problem] {
    let all = declarations.ownMetrics.map(\.value)
    let names = all.flatMap { metric in
        duplicates(
            metric.labels.map(\.label), by: \.name, origin: \.origin, { "\(metric.name) has the label '\($0)' twice" },
            mend: "rename one of them")
    }
    let theirs = declarations.metrics.map(\.value).filter(\.isExternal).flatMap { metric in
        metric.labels.compactMap { $0.label.isNamed(declarations.spec.target) ? nil : $0.label.notAName }
    }
    return names + theirs + all.flatMap { metric in metric.labels.flatMap { $0.label.problems(metric) } }
}

/// Set by Prometheus or by the exposition format.
private let reserved = ["le", "quantile", "job", "instance", "alertname", "alertstate", "severity", "service"]

extension LabelDeclaration {
    /// Prometheus' grammar, without the names that it keeps for itself.
    fileprivate var isNamed: Bool { name.isIdentifier() && !name.hasPrefix("__") }

    /// Those of others may be any text in Prometheus 3.
    fileprivate func isNamed(_ target: PrometheusTarget) -> Bool {
        isNamed || (target.version >= .v3 && !name.isBlank && !name.hasPrefix("__"))
    }

    fileprivate var notAName: Problem {
        Problem(
            "'\(name)' is not a label name", at: origin,
            mend: "use letters, digits and underscores, not beginning with a digit or two underscores")
    }

    fileprivate func problems(_ metric: MetricDeclaration) -> [Problem] {
        var problems: [Problem] = []
        if !isNamed {
            problems.append(notAName)
        } else if reserved.contains(name) {
            problems.append(
                Problem("label '\(name)' of \(metric.name) is reserved", at: origin, mend: "choose another name"))
        }
        switch values {
        case .closed(let type, let cases) where cases.isEmpty:
            problems.append(Problem("label '\(name)' has no values", at: origin, mend: "add cases to \(type)"))
        case .closed(let type, let cases):
            problems += duplicates(
                cases, by: \.value, origin: { _ in origin }, { "label '\(name)' has the value '\($0)' twice" },
                mend: "give each case of \(type) a value of its own")
        case .open(let limit) where limit < 1:
            problems.append(
                Problem(
                    "open label '\(name)' has a limit of \(limit)", at: origin,
                    mend: "say how many values there may be, at least 1"))
        case .external:
            problems.append(
                Problem(
                    "label '\(name)' of \(metric.name) has no limit", at: origin,
                    mend: "use OpenLabel(\"\(name)\", limit: …): ExternalLabel is for other people's metrics"))
        case .open, .target: break
        }
        return problems
    }
}
