import Plumbline

/// One thing that may happen to an objective, in words and in events: a burn just over its bound, or not quite.
struct BurnStory: Sendable {
    let words: String
    let history: BurnHistory
    /// The burns that alert, by their definition and not by their rules' text.
    let holding: [Burn]
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

    init(_ objective: ObjectiveDeclaration) {
        let teller = StoryTeller(objective: objective, windows: BurnWindows(objective))
        windows = teller.windows
        all = teller.stories + [teller.everythingBurns(), teller.nothingScraped()]
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
