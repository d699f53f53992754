import Plumbline

/// Every expression, wherever it stands: what its construction found wrong, its regular expressions, its windows.
@Sendable func checkQueries(_ declarations: Declarations) -> [Problem] {
    let rules = declarations.groups.flatMap(\.rules).flatMap { named -> [Problem] in
        switch named.value {
        case .alert(let alert):
            alert.problems + check(alert.expression, alert.origin, inRule: true, declarations.spec)
        case .recording(let rule):
            rule.problems + check(rule.expression, rule.origin, inRule: true, declarations.spec)
        }
    }
    let panels = declarations.boards.flatMap(\.panels).flatMap(\.value.series).flatMap { series in
        series.problems + check(series.expression, series.origin, inRule: false, declarations.spec)
    }
    return rules + panels
}

private func check(_ expression: Expression, _ origin: Origin, inRule: Bool, _ spec: Spec) -> [Problem] {
    var problems: [Problem] = []
    expression.visit { part in
        switch part {
        case .selector(let selector):
            for matcher in selector.matchers { problems += check(matcher, inRule: inRule) }
        case .range(_, .fixed(let window)):
            problems += check(window, origin, spec)
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

private func check(_ window: Quantity<Time>, _ origin: Origin, _ spec: Spec) -> [Problem] {
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
        return invalidRegex(pattern).map {
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

/// What is wrong with a pattern; nil when it is fine. Swift's own syntax is a superset of RE2's in the constructs
/// people use; what RE2 leaves out (look-around, back-references, atomic and possessive forms) is named here.
private func invalidRegex(_ pattern: String) -> String? {
    for (construct, name) in [
        ("(?=", "look-ahead"), ("(?!", "look-ahead"), ("(?<=", "look-behind"), ("(?<!", "look-behind"),
        ("(?>", "atomic groups"), ("*+", "possessive repetition"), ("++", "possessive repetition"),
    ] where pattern.contains(construct) {
        return "RE2 has no \(name)"
    }
    if pattern.contains(/\\[1-9]/) { return "RE2 has no back-references" }
    do {
        _ = try Regex(pattern)
        return nil
    } catch {
        return "\(error)"
    }
}
