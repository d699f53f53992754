import Plumbline
import PlumblinePlan

/// How many events there were, and how many of them were bad.
struct EventCount: Hashable, Sendable {
    var total = 0
    var bad = 0

    /// Events that all failed.
    static func bad(_ count: Int) -> EventCount { EventCount(total: count, bad: count) }
    /// Bad ones among the events that are there anyway.
    static func badAmongTraffic(_ count: Int) -> EventCount { EventCount(total: 0, bad: count) }

    func plus(_ other: EventCount) -> EventCount { EventCount(total: total + other.total, bad: bad + other.bad) }

}

/// What happened to an objective up to now, minute by minute: the same number of events in each, and what came besides.
///
/// The newest minute has the age 0. Nothing bad is in it, as rules may record it anew.
struct EventHistory: Sendable {
    /// Good events of every minute.
    var traffic = 0
    /// What came besides, by age in minutes.
    private(set) var bursts: [Int: EventCount] = [:]
    /// The age of the oldest minute of which anything is known.
    var oldest = Int.max
    /// The age of a minute that was not evaluated: nothing is known of it.
    var missed: Int?

    init(traffic: Int = 0) { self.traffic = traffic }

    mutating func add(_ events: EventCount, at age: Int) {
        guard events != EventCount(), age >= 0 else { return }
        bursts[age] = (bursts[age] ?? EventCount()).plus(events)
    }

    /// The events of the minute of that age.
    func events(at age: Int) -> EventCount {
        isKnown(age) ? EventCount(total: traffic).plus(bursts[age] ?? EventCount()) : EventCount()
    }

    private func isKnown(_ age: Int) -> Bool { age <= oldest && age != missed }

    /// What is counted of a kind in the minute of that age.
    func count(_ kind: RecordedSeries.Kind, at age: Int) -> Int {
        switch kind {
        case .total: events(at: age).total
        case .bad: events(at: age).bad
        case .minutes: isKnown(age) ? 1 : 0
        }
    }

    /// How many of the last `minutes` are known.
    func known(of minutes: Int) -> Int {
        let recorded = oldest == .max ? minutes : min(minutes, oldest + 1)
        return missed.map { $0 < recorded } == true ? recorded - 1 : recorded
    }

    /// What is counted of a kind in the last `minutes`.
    func count(_ kind: RecordedSeries.Kind, in minutes: Int) -> Int {
        switch kind {
        case .total: events(in: minutes).total
        case .bad: events(in: minutes).bad
        case .minutes: known(of: minutes)
        }
    }

    /// All events of the last `minutes`.
    func events(in minutes: Int) -> EventCount {
        bursts.filter { $0.key < minutes && isKnown($0.key) }.values
            .reduce(EventCount(total: traffic * known(of: minutes))) { $0.plus($1) }
    }
}
