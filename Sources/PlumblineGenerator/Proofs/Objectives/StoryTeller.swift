import Plumbline

/// Makes the stories up.
struct StoryTeller {
    let objective: ObjectiveDeclaration
    let windows: BurnWindows

    private var burn: [Burn] { objective.burn }

    private func story(_ words: String, _ history: BurnHistory) -> BurnStory {
        BurnStory(words: words, samples: BurnSamples(history), holding: burn.filter { holds($0, history) })
    }

    /// Those of all burns, and for each bound that none of them shows to be no mere difference one under it.
    var stories: [BurnStory] {
        let all = burn.flatMap(stories)
        return all
            + burn.flatMap(underBounds).filter { under in
                !all.contains { isOnlyUnder(under.window, under.other, of: under.burn, $0.history) }
            }.map(\.story)
    }

    /// For each burn: just over both bounds; exactly at either; just enough events, and one too few.
    func stories(_ burn: Burn) -> [BurnStory] {
        let which = "\(burn.tier.rawValue) by \(burn.long.words) and \(burn.short.words)"
        guard let bound = objective.threshold(burn), let (bad, total) = bound.fraction else { return [] }
        let floor = objective.eventFloor(burn)
        // Enough events that one of them is less than a thousandth of the bound.
        let scale = max((1000 + bad - 1) / bad, (floor + total - 1) / total)
        let at = EventCount(total: total * scale, bad: bad * scale)
        let over = EventCount(total: at.total, bad: at.bad + 1)
        let under = EventCount(total: at.total, bad: at.bad - 1)
        func story(_ words: String, _ recent: EventCount, _ past: EventCount) -> BurnStory {
            self.story("\(which): \(words)", apart(burn, recent, past))
        }
        return [
            story("just over both bounds", over, at),
            story("\(burn.long.words) exactly at the bound", over, under),
            story("\(burn.short.words) exactly at the bound", at, over),
            story("just enough events", .bad(floor), .none),
            story("one event too few", .bad(floor - 1), .none),
        ]
    }

    private typealias UnderBound = (burn: Burn, window: Quantity<Time>, other: Quantity<Time>, story: BurnStory)

    /// One window well under its bound while the other is over it.
    private func underBounds(_ burn: Burn) -> [UnderBound] {
        guard let bound = objective.threshold(burn)?.double, bound > 0 else { return [] }
        let bad = max(objective.eventFloor(burn), 1)
        let all = Int(min(Double(bad) / bound, 1e12).rounded(.up))
        let which = "\(burn.tier.rawValue) by \(burn.long.words) and \(burn.short.words)"
        let long = apart(burn, .bad(bad), .good(all))
        let short = apart(burn, EventCount(total: 4 * all, bad: bad), .bad(8 * all))
        return [
            (
                burn, burn.long, burn.short,
                story("\(which): \(burn.long.words) under the bound", long)
            ),
            (
                burn, burn.short, burn.long,
                story("\(which): \(burn.short.words) under the bound", short)
            ),
        ]
    }

    /// Whether the one window alone keeps a burn from alerting, by a ratio under the bound.
    private func isOnlyUnder(
        _ under: Quantity<Time>, _ over: Quantity<Time>, of burn: Burn, _ history: BurnHistory
    ) -> Bool {
        guard let bound = objective.threshold(burn)?.double, let low = history.events(in: under),
            let high = history.events(in: over), let long = history.events(in: burn.long)
        else { return false }
        let others = self.burn.filter { $0.tier == burn.tier && $0 != burn }
        return low.errorRatio < bound && high.errorRatio > bound && long.total >= objective.eventFloor(burn)
            && !others.contains { holds($0, history) }
    }

    /// `recent` events in the burn's short window and `past` ones in the rest of the long one, such that no other burn
    /// of the tier holds where that can be had.
    private func apart(_ burn: Burn, _ recent: EventCount, _ past: EventCount) -> BurnHistory {
        let others = self.burn.filter { $0.tier == burn.tier && $0 != burn }
        let histories = [rightNow(burn, recent, past), longer(burn, recent, past)]
        let all = histories + histories.map { diluted($0, behind: burn, others) }
        return all.first { history in !others.contains { holds($0, history) } } ?? all[0]
    }

    /// What is recent, in the shortest window: every window knows of it.
    private func rightNow(_ burn: Burn, _ recent: EventCount, _ past: EventCount) -> BurnHistory {
        var history = BurnHistory(windows)
        history.add(recent, upTo: burn.short.addsTiles ? burn.short : windows.windows.first ?? burn.short)
        history.add(past, upTo: burn.long)
        return history
    }

    /// What is recent, longer ago than shorter windows look back. Windows that add up tiles have to be told apart.
    private func longer(_ burn: Burn, _ recent: EventCount, _ past: EventCount) -> BurnHistory {
        var history = BurnHistory(windows)
        history.add(recent, upTo: burn.short)
        history.add(burn.long.addsTiles && !burn.short.addsTiles ? recent.plus(past) : past, upTo: burn.long)
        return history
    }

    /// With as many good events as it takes, longer ago than the burn looks back.
    private func diluted(_ history: BurnHistory, behind burn: Burn, _ others: [Burn]) -> BurnHistory {
        var diluted = history
        for other in others where (other.long.base ?? .zero) > (burn.long.base ?? .zero) {
            guard let bound = objective.threshold(other)?.double, bound > 0 else { continue }
            let bad = diluted.events(in: other.long)?.bad ?? 0
            diluted.add(.good(2 * Int(Double(bad) / bound)), upTo: other.long)
        }
        return diluted
    }

    /// Whether the burn alerts.
    func holds(_ burn: Burn, _ history: BurnHistory) -> Bool {
        guard let bound = objective.threshold(burn)?.double, let long = history.events(in: burn.long),
            let short = history.events(in: burn.short)
        else { return false }
        return long.errorRatio > bound && short.errorRatio > bound && long.total >= objective.eventFloor(burn)
    }

    /// All burns hold at once, each with another error ratio: longer windows have more good events in them.
    func everythingBurns() -> BurnStory {
        var history = BurnHistory(windows)
        let count = burn.map(objective.eventFloor).max() ?? 1
        history.add(.bad(count * 1000), upTo: windows.windows.first ?? tile)
        for window in windows.windows {
            guard let events = history.events(in: window), events.total > 0 else { continue }
            let bounds = burn.filter { $0.long.base == window.base || $0.short.base == window.base }
                .compactMap { objective.threshold($0)?.double }
            guard let bound = bounds.max(), events.errorRatio > bound else { continue }
            let wanted = bound + (events.errorRatio - bound) * 0.75
            history.add(.good(Int(Double(events.bad) / wanted) - events.total), upTo: window)
        }
        // What is left of the budget is a quarter of it, where there is a period behind the windows.
        if let events = history.events(in: objective.period), let budget = objective.budget?.double, budget > 0 {
            let enough = Int(Double(events.bad) / (budget * 0.75)) - events.total
            let isRead = burn.contains { [$0.long.base, $0.short.base].contains(objective.period.base) }
            if enough > 0, !isRead {
                history.add(.good(enough), upTo: objective.period)
            }
        }
        return story("everything burns", history)
    }

    /// Nothing is scraped any more: windows that read the metric are gone, those of tiles remember.
    func nothingScraped() -> BurnStory {
        var history = everythingBurns().history
        history.isScraped = false
        for window in windows.windows where window.addsTiles {
            history.add(.bad(1000 * (burn.map(objective.eventFloor).max() ?? 1)), upTo: window)
        }
        return story("nothing is scraped any more", history)
    }
}

extension ExactDecimal {
    /// The value as a reduced fraction of whole numbers; nil where they do not fit.
    fileprivate var fraction: (numerator: Int, denominator: Int)? {
        guard significand > 0, exponent > -16, exponent <= 0 else { return nil }
        var (numerator, denominator) = (significand, 1)
        for _ in 0..<(-exponent) { denominator *= 10 }
        for prime in [2, 5] {
            while numerator % prime == 0, denominator % prime == 0 {
                numerator /= prime
                denominator /= prime
            }
        }
        return (numerator, denominator)
    }
}
