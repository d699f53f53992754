import Plumbline

/// When an objective's proofs are set, in minutes from the beginning of a test: everything is evaluated once, `now`.
struct HistoryClock: Sendable {
    /// When the rules are evaluated. 20 minutes into a half hour, so that its beginning shows.
    let now: Int
    /// The longest window that adds up minutes.
    let longestOfMinutes: Int
    private let windows: [Int]

    init(_ objective: ObjectiveDeclaration) {
        windows = objective.windows.map(objective.sampleMinutes)
        longestOfMinutes = objective.windows.filter { !$0.addsHalfHours }.map(objective.sampleMinutes).max() ?? 5
        let longest = windows.max() ?? 0
        now = objective.calendar.map { ($0.sampleStart + $0.sampleLength) / 60 } ?? (longest / 60 + 3) * 60 + 20
    }

    /// How far back recorded half hours go: a little further than any window.
    var horizon: Int { (windows.max() ?? 0) + 90 }

    /// Minutes in which a half hour is looked at before it is over: each long window begins in one.
    var beginnings: [Int] { windows.map { now - $0 } }
}

extension ObjectiveDeclaration {
    /// How many minutes a window has in proofs; of a calendar's period as many as are over.
    func sampleMinutes(_ window: Quantity<Time>) -> Int {
        if let calendar, isCalendar(window) { return calendar.sampleLength / 60 + 1 }
        return window.count(of: minute)
    }

    /// The share of bad events that is recorded of a window, operation by operation; nil where there were no events.
    func sampleRatio(_ window: Quantity<Time>, _ history: EventHistory, _ clock: HistoryClock) -> Double? {
        let minutes = sampleMinutes(window)
        let events = history.events(in: minutes)
        guard events.total > 0 else { return nil }
        let known = min(minutes, history.oldest == .max ? minutes : history.oldest + 1)
        if !window.addsHalfHours {
            return Double(events.bad) / (Double(events.total) / Double(known) * Double(minutes))
        }
        let ratio = Double(events.bad) / Double(events.total)
        guard !isCalendar(window) else { return ratio }
        let hours = Double(minutes / 60)
        // Full hours of the clock of which something is known.
        let first = max(clock.now - minutes + 1, history.oldest == .max ? 0 : clock.now - history.oldest)
        let seen = Double(clock.now / 60 - (first + 59) / 60 + 1)
        return ratio * (min(seen + 1, hours) / hours)
    }
}
