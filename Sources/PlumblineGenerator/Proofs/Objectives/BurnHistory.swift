import Plumbline

/// How many events there were, and how many of them were bad.
struct EventCount: Hashable, Sendable {
    var total: Int
    var bad: Int

    static let none = EventCount(total: 0, bad: 0)
    static func bad(_ count: Int) -> EventCount { EventCount(total: count, bad: count) }
    static func good(_ count: Int) -> EventCount { EventCount(total: count, bad: 0) }
    func plus(_ other: EventCount) -> EventCount {
        EventCount(total: total + other.total, bad: bad + other.bad)
    }

    var good: Int { total - bad }
    subscript(kind: EventKind) -> Int {
        switch kind {
        case .total: total
        case .good: good
        case .bad: bad
        }
    }
    /// As the recording rule computes it.
    var errorRatio: Double { total > 0 ? (Double(total) - Double(good)) / Double(total) : 0 }
}

/// Which events a series counts.
enum EventKind: CaseIterable, Sendable { case total, good, bad }

/// What happened up to now, as pieces between the windows of an objective: the first piece is the shortest window, each
/// other one lies between a window and the next longer one.
///
/// Windows that read the metric see the pieces that were scraped. Windows that add up recorded tiles see the tile of
/// right now, and the pieces that were recorded.
struct BurnHistory: Sendable {
    var windows: [Quantity<Time>] { shape.windows }
    /// By window; the events between it and the next shorter one of its kind.
    private(set) var pieces: [EventCount]
    /// False where nothing was scraped, and all that is known was recorded before.
    var isScraped = true
    /// False where no event was ever good, so that there is no series of good ones.
    var hasGoodSeries = true
    /// False where no recorded series says how many were good.
    var hasGoodTiles = true

    let shape: BurnWindows

    init(_ shape: BurnWindows) {
        self.shape = shape
        pieces = Array(repeating: .none, count: shape.windows.count)
    }

    /// The same windows, without events.
    var empty: BurnHistory {
        var empty = self
        empty.pieces = Array(repeating: .none, count: windows.count)
        return empty
    }

    /// Adds events to the piece that ends at this window.
    mutating func add(_ events: EventCount, upTo window: Quantity<Time>) {
        guard let index = shape.index(of: window) else { return }
        pieces[index] = pieces[index].plus(events)
    }

    func piece(_ window: Quantity<Time>) -> EventCount { shape.index(of: window).map { pieces[$0] } ?? .none }

    /// All events in a window; nil where nothing says so.
    func events(in window: Quantity<Time>) -> EventCount? {
        guard window.addsTiles else { return isScraped ? added(upTo: window, ofTiles: false) : nil }
        if let byHours = shape.byHours, window.base == byHours.base {
            return piece(window).plus(events(in: hour) ?? .none)
        }
        let now = isScraped ? events(in: tile) ?? .none : .none
        return now.plus(added(upTo: window, ofTiles: true))
    }

    /// The pieces of one kind, those between longer windows left out.
    private func added(upTo window: Quantity<Time>, ofTiles: Bool) -> EventCount {
        let length = window.milliseconds
        var sum = EventCount.none
        for index in pieces.indices where shape.lengths[index] <= length && shape.addTiles[index] == ofTiles {
            sum = sum.plus(pieces[index])
        }
        return sum
    }
}
