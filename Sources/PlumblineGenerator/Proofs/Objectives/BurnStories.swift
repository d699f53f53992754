import Plumbline

/// One thing that may happen to an objective, in words and in events: a burn just over its bound, or not quite.
struct BurnStory: Sendable {
    let words: String
    let samples: BurnSamples
    /// The burns that alert, by their definition and not by their rules' text.
    let holding: [Burn]

    var history: BurnHistory { samples.history }
}

/// All that is told of an objective. What it counts does not matter, so objectives of the same promise share it.
struct BurnStories: Sendable {
    /// What makes a difference.
    struct Promise: Hashable {
        let objective: Quantity<Ratio>
        let period: Quantity<Time>
        let calendar: CalendarPeriod?
        let burn: [Burn]
        let minimumEvents: Int?
    }

    let windows: BurnWindows
    let all: [BurnStory]
    /// What shows in recorded series: of every piece another number of events; one bad event; nothing; and recorded
    /// totals alone, without what was good of them.
    let eventful, oneBad, nothing, onlyTotals: BurnSamples
    /// Other groups than the one that it is about.
    let others, well: BurnSamples
    /// What is known right now of series that are not to be counted.
    let stranger: SharedSamples

    init(_ objective: ObjectiveDeclaration) {
        let windows = BurnWindows(objective)
        let teller = StoryTeller(objective: objective, windows: windows)
        self.windows = windows
        all = teller.stories + [teller.everythingBurns(), teller.nothingScraped()]
        func told(_ events: (Int) -> EventCount, _ change: (inout BurnHistory) -> Void = { _ in }) -> BurnSamples {
            var history = BurnHistory(windows)
            for (index, window) in windows.windows.enumerated() { history.add(events(index), upTo: window) }
            change(&history)
            return BurnSamples(history, uncounted: true)
        }
        eventful = told { EventCount(total: 1000 << $0, bad: 10 + 7 * $0) }
        oneBad = told({ $0 == 0 ? .bad(1) : .none }) { $0.hasGoodSeries = false }
        nothing = told { _ in .none }
        onlyTotals = told({ _ in .good(100) }) { history in
            history.isScraped = false
            history.hasGoodTiles = false
        }
        others = told { _ in EventCount(total: 500, bad: 5) }
        well = told { _ in .good(1000) }
        stranger = SharedSamples(.single([windows.now: 7]))
    }

    /// Those of each promise, made once.
    static func all(of objectives: [ObjectiveDeclaration]) -> [Promise: BurnStories] {
        let promises = Dictionary(objectives.map { ($0.promise, $0) }) { first, _ in first }
        let told = Array(promises).concurrentMap { ($0.key, BurnStories($0.value)) }
        return Dictionary(uniqueKeysWithValues: told)
    }
}

extension ObjectiveDeclaration {
    var promise: BurnStories.Promise {
        .init(objective: objective, period: period, calendar: calendar, burn: burn, minimumEvents: minimumEvents)
    }
}
