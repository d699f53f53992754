import Plumbline
import PlumblinePlan

/// When an objective's proofs are set, in minutes from the beginning of a test: everything is evaluated once, `now`.
struct HistoryClock: Sendable {
    /// When the rules are evaluated: some minutes into a piece of the clock, so that its beginning shows.
    let now: Int
    /// How many minutes a piece of the clock has.
    let piece: Int
    /// The longest window that adds up minutes.
    let longestOfMinutes: Int
    private let windows: [Int]

    /// In an even piece of the clock, or in an odd one.
    init(_ objective: ObjectiveDeclaration, isOdd: Bool = false) {
        windows = objective.windows.map(objective.sampleMinutes)
        longestOfMinutes = objective.windows.filter { !$0.addsPieces }.map(objective.sampleMinutes).max() ?? 5
        piece = objective.piece.count(of: minute)
        let longest = windows.max() ?? 0
        let even =
            objective.calendar.map { ($0.sampleStart + $0.sampleLength) / 60 } ?? (longest / piece / 2 + 3) * 2 * piece
            + 20
        // The odd piece lies before the even one, as the end of a calendar's period is near. Counted in fours they are the
        // fourth and the third: so it shows where a rule takes two pieces for one.
        now = isOdd ? even - 3 * piece : even
    }

    /// How far back recorded pieces go: a little further than any window.
    var horizon: Int { (windows.max() ?? 0) + 3 * piece }

    /// Minutes in which a piece is looked at before it is over: each long window begins in one.
    var beginnings: [Int] { windows.map { now - $0 } }
}

extension ObjectiveDeclaration {
    /// How many minutes a window has in proofs; of a calendar's period as many as are over.
    func sampleMinutes(_ window: Quantity<Time>) -> Int {
        if let calendar, isCalendar(window) { return calendar.sampleLength / 60 + 1 }
        return window.count(of: minute)
    }

    /// The share of bad events that is recorded of a window, operation by operation; nil where there were no events.
    func sampleRatio(_ window: Quantity<Time>, _ history: EventHistory) -> Double? {
        let minutes = sampleMinutes(window)
        let events = history.events(in: minutes)
        guard events.total > 0 else { return nil }
        let known = Double(history.known(of: minutes))
        if !window.addsPieces {
            return Double(events.bad) / (Double(events.total) / known * Double(minutes))
        }
        let ratio = Double(events.bad) / Double(events.total)
        return isCalendar(window) ? ratio : ratio * (known / Double(minutes))
    }

    /// How much of the period's budget is spent, operation by operation; nil where there were no events.
    func sampleSpent(_ history: EventHistory) -> Double? {
        sampleRatio(period, history).map { ratio in
            let spent = ratio / (budget?.double ?? 1)
            guard let calendar else { return spent }
            return spent * (Double(history.known(of: sampleMinutes(period))) / Double(calendar.allMinutes))
        }
    }
}
