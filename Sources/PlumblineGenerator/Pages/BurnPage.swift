import Plumbline
import PlumblinePlan
import PlumblineRuleTests

/// The page of a burn-rate alert.
struct BurnPage: ObjectivePage {
    let objective: ObjectiveDeclaration
    let alert: BurnAlert
    let service: String

    var description: String {
        objective.burnDescription(
            alert,
            BurnVoice(
                value: "*value*", timeLeft: "*so long*", label: { "*\($0)*" }, quoted: { $0.markdown }))
    }

    var meaning: String {
        let speed = alert.burns.compactMap { objective.timeToSpend($0) }.first ?? ""
        return "More fails than the objective of \(objective.objective.words.markdown) allows for. "
            + "At \(alert.burns.first?.factor.words ?? "") times the allowed rate the budget of "
            + "\(objective.period.words.markdown) is gone after \(speed)."
    }

    var impact: String {
        objective.advice.impact.isBlank
            ? "The promise is being broken: \(objective.summary.markdown)" : objective.advice.impact
    }

    var firstSteps: [String] {
        objective.advice.firstSteps.isEmpty
            ? [
                "See in the panel whether it still burns: the shortest windows say so first.",
                "Find what fails with the first query below.",
                "Look for what began when the burn began: a deployment, a load test, a dependency that is down.",
            ] : objective.advice.firstSteps
    }

    var missing: String {
        objective.notMeasuredAlert(service).map { "\($0.markdown) fires instead" } ?? objective.missingData.inWords
    }

    func burns(_ spec: Spec) -> [String: Any]? {
        var burns: [String: Any] = ["rows": rows, "events": events(spec)]
        burns["isFloored"] = objective.leastBadEvents > 0
        burns["outages"] = outages(spec)
        return burns
    }

    /// A row for each burn: windows and bounds, and the fewest failures that fire it.
    private var rows: [[String: Any]] {
        alert.burns.map { burn in
            [
                "long": burn.long.words, "short": burn.short.words, "factor": burn.factor.words,
                "share": objective.threshold(burn)?.times(ExactDecimal(100)).map { "\($0) %" } ?? "",
                "fewest": objective.leastBadEvents > 0 ? "\(objective.leastBadEvents)" : "any",
                "outage": inWords(objective.secondsToFire(burn)),
                "spent": "\(plainNumber((objective.spentShare(burn) * 1e4).rounded() / 100)) %",
            ]
        }
    }

    /// How long a total outage lasts until it fires, at each end of the declared traffic.
    func outages(_ spec: Spec) -> [String: String]? {
        guard let traffic = objective.traffic,
            let (quietest, busiest) = outage(at: traffic.quietest, spec).flatMap({ quietest in
                outage(at: traffic.busiest, spec).map { (quietest, $0) }
            })
        else { return nil }
        return [
            "quiet": traffic.quietest.words, "atQuietest": quietest, "busy": traffic.busiest.words,
            "atBusiest": busiest,
        ]
    }

    private func outage(at rate: Traffic.Rate, _ spec: Spec) -> String? {
        objective.minutesToFire(alert, at: rate, spec).map { inWords(Double($0) * 60) }
    }

    /// `14.4 × the budget over 1 h and 5 min`
    var threshold: String {
        alert.burns.map { "\($0.factor.words) × the budget over \($0.long.words) and \($0.short.words)" }
            .joined(separator: ", or ").markdown
    }

    /// What is counted.
    private func events(_ spec: Spec) -> String {
        switch objective.indicator {
        case .events, .counters: "events"
        case .errorRatio:
            "looks at the error ratio, one each \(objective.step(spec).words), that share of each being bad"
        case .weighted: "events, as often as they weigh"
        case .bound: "looks at it, one each \(objective.step(spec).words)"
        }
    }

    func queries(_ text: PromQLText) -> [(title: String, query: String)] {
        [
            (objective.failureTitle, text.rule(objective.failures)),
            ("Error ratio by window", recorded(.errorRatio, text)),
            ("Left of the budget", recorded(.budgetRemaining, text)),
            ("Burn rate of the last \(now.words)", recorded(.currentBurn, text)),
        ]
    }

    private func recorded(_ series: RecordedSeries, _ text: PromQLText) -> String {
        text.rule(series.selector(objective.identity, objective.origin))
    }
}

extension ObjectiveDeclaration {
    /// How long everything has to fail until a burn fires, where there were as many events before.
    fileprivate func secondsToFire(_ burn: Burn) -> Double {
        let share = threshold(burn)?.double ?? 1
        // Rules are evaluated once a minute.
        return max((share * (burn.long.base?.double ?? 0) / 60).rounded(.up) * 60, 60)
    }

    /// The share of the period's budget that is gone when a steady burn fires.
    fileprivate func spentShare(_ burn: Burn) -> Double {
        guard let factor = burn.factor.base?.double, let long = burn.long.base?.double,
            let whole = usualPeriod.base?.double, whole > 0
        else { return 0 }
        return factor * long / whole
    }

    /// How long the budget lasts at a burn's rate.
    fileprivate func timeToSpend(_ burn: Burn) -> String? {
        guard let factor = burn.factor.base?.double, factor > 0, let whole = usualPeriod.base?.double else {
            return nil
        }
        return inWords((whole / factor / 60).rounded() * 60)
    }

    fileprivate var failureTitle: String {
        guard parts.isEmpty else { return "Which of its parts burns" }
        return switch indicator {
        case .events, .counters, .weighted: "What failed in the last hour"
        case .errorRatio: "Where more fails now than the objective allows"
        case .bound: "Where the promise is broken now"
        }
    }

    /// The bad events of the last hour by the labels that are left to tell them apart, or the values that are bad.
    fileprivate var failures: Expression {
        guard parts.isEmpty else { return RecordedSeries.currentBurn.selector(of: parts, origin) }
        switch indicator {
        case .events(let good, let total):
            return most(notGood(good, total, by: openLabels(good, total)))
        case .counters(let pair):
            let (part, total) = (pair.counted.expression, pair.total.expression)
            let names = openLabels(part, part)
            guard pair.part == .good else { return most(increase(part, by: names)) }
            let common = Set(openLabels(total, total))
            return most(notGood(part, total, by: names.filter(common.contains)))
        case .errorRatio(let ratio):
            return .binary(.greater, nil, ratio, .number(budget ?? .zero))
        case .bound(let value, let op, let bound):
            return .binary(op == .greaterOrEqual ? .less : .greater, nil, value, .number(bound))
        case .weighted: return RecordedSeries.errorRatio.selector(identity, origin)
        }
    }

    private func increase(_ events: Expression, by names: [String]) -> Expression {
        .aggregate(
            .sum, parameter: nil, names.isEmpty ? nil : .by(names),
            .call("increase", [.range(events, .fixed(.hours(1)))]))
    }

    private func notGood(_ good: Expression, _ total: Expression, by names: [String]) -> Expression {
        let all = increase(total, by: names)
        return .binary(.or, nil, .binary(.subtract, nil, all, increase(good, by: names)), all)
    }

    private func most(_ bad: Expression) -> Expression {
        .aggregate(.topk, parameter: ExactDecimal(10), nil, .binary(.greater, nil, bad, .number(.zero)))
    }

    /// The metric's labels, but those that make an event good or that all events have alike.
    private func openLabels(_ good: Expression, _ total: Expression) -> [String] {
        guard case .selector(let total) = total, case .selector(let good) = good else { return [] }
        let taken = Set((good.matchers + total.matchers).map(\.label))
        return total.metric.labels.map(\.label.name).filter { !taken.contains($0) }
    }
}

/// Whole minutes without the units that are 0: `2d 2h`.
private func inWords(_ seconds: Double) -> String {
    humanizedDuration(seconds).split(separator: " ").filter { !$0.hasPrefix("0") }.joined(separator: " ")
}
