import Plumbline

/// Every expression, wherever it stands: what its construction found wrong, its regular expressions, its windows.
@Sendable func checkQueries(_ declarations: Declarations) -> [Problem] {
    let rules = declarations.groups.flatMap(\.rules).flatMap { named -> [Problem] in
        switch named.value {
        case .alert(let alert):
            all(alert.problems, in: alert.expression, at: alert.origin, inRule: true, declarations.spec)
        case .recording(let rule):
            all(rule.problems, in: rule.expression, at: rule.origin, inRule: true, declarations.spec)
        }
    }
    let panels = declarations.boards.flatMap(\.panels).flatMap(\.value.series).flatMap { series in
        all(series.problems, in: series.expression, at: series.origin, inRule: false, declarations.spec)
    }
    return rules + panels
}

/// What was found where the expression was written, and what shows only in the place where it stands.
private func all(
    _ found: [Problem], in expression: Expression, at origin: Origin, inRule: Bool, _ spec: Spec
) -> [Problem] {
    let declared = Set(expression.selectors.map(\.metric.origin))
    let others = check(expression, origin, inRule: inRule, spec).filter { other in
        !found.contains { $0.message == other.message }
    }
    return found.map { $0.moved(from: declared, to: origin) } + others
}

extension Problem {
    /// An operator cannot know its place and tells that of its left side, which for a bare metric is its declaration.
    fileprivate func moved(from declared: Set<Origin>, to place: Origin) -> Problem {
        guard declared.contains(origin) else { return self }
        return Problem(
            message, at: place, mend: mend, notes: [Note("the left side is declared here", origin)] + notes)
    }
}

private func check(_ expression: Expression, _ origin: Origin, inRule: Bool, _ spec: Spec) -> [Problem] {
    var problems: [Problem] = []
    expression.visit { part in
        switch part {
        case .selector(let selector):
            for matcher in selector.matchers { problems += check(matcher, inRule: inRule) }
        case .range(_, .fixed(let window)), .subquery(_, let window, _):
            problems += windowProblems(window, origin, spec)
        case .range(_, let window) where inRule && window != .automatic:
            problems.append(
                Problem(
                    "a rule cannot use a panel's window \(window == .rateInterval ? "$__rate_interval" : "$__range")",
                    at: origin, mend: "write a fixed window such as over: .minutes(5)"))
        default: break
        }
    }
    return problems
}

/// A window is a duration, no longer than Prometheus keeps, and wide enough that a missed scrape leaves no gap.
func windowProblems(_ window: Quantity<Time>, _ origin: Origin, _ spec: Spec) -> [Problem] {
    guard window.promQL != nil, let base = window.base else { return [.notADuration(window, "window", at: origin)] }
    if let kept = spec.scrape.retention.base, base > kept {
        return [
            Problem(
                "the window \(window.words) is longer than Prometheus keeps: \(spec.scrape.retention.words)",
                at: origin, mend: "shorten it or declare a longer retention")
        ]
    }
    if let interval = spec.scrape.interval.base, let shortest = interval.times(ExactDecimal(4)), base < shortest {
        return [
            Problem(
                "the window \(window.words) is shorter than 4 scrapes of \(spec.scrape.interval.words)", at: origin,
                mend: "widen it to at least \(shortest) s, or a missed scrape leaves gaps")
        ]
    }
    return []
}

private func check(_ matcher: Matcher, inRule: Bool) -> [Problem] {
    switch matcher.operand {
    case .regex(let pattern):
        return regexProblem(pattern).map {
            [
                Problem(
                    "label '\(matcher.label)' is matched by the invalid regex '\(pattern)': \($0)",
                    at: matcher.origin, mend: "write it in RE2 syntax")
            ]
        } ?? []
    case .variable(let variable) where inRule:
        return [
            Problem(
                "a rule cannot use the dashboard variable $\(variable.name)", at: matcher.origin,
                mend: "name the value, or drop the matcher")
        ]
    case .text, .oneOf, .variable, .contract: return []
    }
}
