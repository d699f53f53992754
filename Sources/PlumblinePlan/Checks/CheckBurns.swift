import Plumbline

/// Burn-rate alerts can fire, on windows that Prometheus can fill.
@Sendable func checkBurns(_ declarations: Declarations) -> [Problem] {
    let groups = Dictionary(declarations.groups.compactMap(\.declared).map { ($0.name, $0.origin) }) { first, _ in first
    }
    return declarations.objectives.map(\.value).flatMap { objective -> [Problem] in
        let sameGroup = groups[objective.ruleGroupName].map { origin in
            Problem(
                "rule group '\(objective.ruleGroupName)' is also that of objective '\(objective.name)'", at: origin,
                mend: "rename it", notes: [.init("the objective is declared here", objective.origin)])
        }
        return (sameGroup.map { [$0] } ?? []) + objective.floorProblems
            + objective.scrapeProblems(declarations.spec)
            + objective.burn.flatMap { objective.problems(of: $0, declarations.spec) }
    }
}

extension ObjectiveDeclaration {
    fileprivate var floorProblems: [Problem] {
        guard let minimumBadEvents, minimumBadEvents < 1 else { return [] }
        return [problem("has a floor of \(minimumBadEvents) bad events", "ask for at least 1")]
    }

    fileprivate func problems(of burn: Burn, _ spec: Spec) -> [Problem] {
        let which = "\(burn.tier.rawValue) over \(burn.long.words) and \(burn.short.words)"
        var problems: [Problem] = []
        // A budget that is none is checkObjectives' to say.
        if let budget, budget > .zero, budget < .one, let factor = burn.factor.base, let ratio = factor.times(budget) {
            if ratio >= .one {
                problems.append(
                    problem(
                        "can never fire its \(which): \(factor) times a budget of \(budget) is \(ratio), "
                            + "and no more than all events can fail",
                        "declare burn: with a factor of at most \(highestFactor(budget))"))
            } else if factor <= .zero {
                problems.append(problem("has a \(which) with the factor \(factor)", "use a factor over 0"))
            }
        } else if burn.factor.base == nil {
            problems.append(problem("has a \(which) without a factor", "write a finite number such as 14.4"))
        }
        guard let long = burn.long.base, let short = burn.short.base, burn.long.promQL != nil, burn.short.promQL != nil
        else {
            return problems + [problem("has a \(which)", "write windows such as .hours(1) and .minutes(5)")]
        }
        if short >= long {
            problems.append(problem("has a \(which), but the second window is to be the shorter", "swap them"))
        }
        for window in [burn.long, burn.short] { problems += self.problems(of: window, which, spec) }
        return problems
    }

    private func problems(of window: Quantity<Time>, _ which: String, _ spec: Spec) -> [Problem] {
        guard let base = window.base else { return [] }
        if let scrape = spec.scrape.interval.base, let least = scrape.times(ExactDecimal(4)), base < least {
            return [
                problem(
                    "has a \(which): \(window.words) is shorter than 4 scrapes of \(spec.scrape.interval.words)",
                    "widen it to at least \(least) s, or a missed scrape leaves gaps")
            ]
        }
        if let kept = spec.scrape.retention.base, base > kept {
            return [
                problem(
                    "has a \(which), but Prometheus keeps \(spec.scrape.retention.words)",
                    "shorten the window or declare a longer retention")
            ]
        }
        if let whole = period.base, period.wholeDays != nil, base > whole || (calendar != nil && base == whole) {
            return [problem("has a \(which), longer than its period of \(period.words)", "shorten the window")]
        }
        let part = window.addsPieces ? piece : minute
        if let seconds = part.base?.integer, base.integer.map({ $0 % seconds != 0 }) ?? true {
            return [
                problem(
                    "has a \(which): \(window.words) is not made of pieces of \(part.words)",
                    "use a multiple of \(part.words)")
            ]
        }
        return []
    }

    /// Between two full minutes a counter is where it last was in the 5 minutes before.
    fileprivate func scrapeProblems(_ spec: Spec) -> [Problem] {
        guard let scrape = spec.scrape.interval.base, let least = scrape.times(ExactDecimal(4)),
            let length = now.base, length < least, !burn.contains(where: { $0.short.base == length })
        else { return [] }
        return [
            problem(
                "is counted over \(now.words), shorter than 4 scrapes of \(spec.scrape.interval.words)",
                "scrape at least every 75 s")
        ]
    }

    /// The greatest factor in tenths with which fewer than all events have to fail.
    private func highestFactor(_ budget: ExactDecimal) -> ExactDecimal {
        ExactDecimal(Int(min(10 / budget.double, 1e15).rounded(.up)) - 1, exponent: -1)
    }

    private func problem(_ message: String, _ mend: String) -> Problem {
        Problem("objective '\(name)' \(message)", at: origin, mend: mend)
    }
}
