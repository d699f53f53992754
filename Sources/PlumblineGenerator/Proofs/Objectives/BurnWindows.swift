import Plumbline

/// The windows of an objective, shortest first, and when proofs have samples to tell them apart.
final class BurnWindows: Sendable {
    let windows: [Quantity<Time>]
    let lengths: [Milliseconds]
    let addTiles: [Bool]
    /// The calendar's period, where there is one: it adds up recorded hours, and no tiles.
    let byHours: Quantity<Time>?
    /// The time from one sample to the next: the longest that has one at the edge of every window.
    let tick: Milliseconds
    /// When everything is evaluated, in ticks.
    let now: Int
    private let calendar: CalendarPeriod?

    /// Events before the longest window, which only one that is too long counts.
    private static let tooOld = 7

    init(_ objective: ObjectiveDeclaration) {
        windows = objective.windows
        lengths = windows.map(\.milliseconds)
        addTiles = windows.map(\.addsTiles)
        calendar = objective.calendar
        byHours = objective.calendar.map { _ in objective.period }
        tick = lengths.reduce(tile.milliseconds, greatestCommonDivisor)
        // Recorded tiles stand at multiples of their length.
        let end = ((lengths.max() ?? 0) / tile.milliseconds + 3) * tile.milliseconds
        now = (objective.calendar.map { ($0.sampleStart + $0.sampleLength) * 1000 } ?? end) / tick
    }

    func index(of window: Quantity<Time>) -> Int? { windows.firstIndex { $0.base == window.base } }

    /// What long windows are made of.
    var pieces: [Quantity<Time>] { byHours == nil ? [tile] : [tile, hour] }

    /// Those that read the metric.
    var direct: [Quantity<Time>] { windows.filter { !$0.addsTiles } }

    /// A counter that goes up at both edges of each piece: a window that is a little shorter or longer counts otherwise.
    func counter(_ history: BurnHistory, _ count: (EventCount) -> Int) -> [InputSeries.Run] {
        var rises: [(tick: Int, by: Int)] = []
        var nearer = 0
        for window in direct {
            let events = count(history.piece(window))
            let length = window.milliseconds / tick
            rises += [(now - length + 1, events - events / 2), (now - nearer, events / 2)]
            nearer = length
        }
        if rises.contains(where: { $0.by > 0 }) { rises.append((now - nearer, Self.tooOld)) }
        return .counter(risingAt: rises, from: now - nearer - 1, to: now)
    }

    /// Recorded tiles, or hours, of the past: one near each edge of each piece of the history.
    ///
    /// Where something is recorded right now as well, those without events say nothing.
    func samples(_ history: BurnHistory, of piece: Quantity<Time>, _ kind: EventKind) -> [Int: Int] {
        let step = piece.milliseconds / tick
        let isHour = piece.base == hour.base
        var samples: [Int: Int] = [:]
        func add(_ events: Int, at tick: Int) {
            if events > 0 || !history.isScraped { samples[tick, default: 0] += events }
        }
        var nearer = 0
        for window in windows where window.addsTiles && isCalendar(window) == isHour {
            let events = history.piece(window)[kind]
            let length = self.length(window)
            add(events - events / 2, at: now - length + step)
            add(events / 2, at: now - max(nearer, step) - step)
            nearer = length
        }
        return samples
    }

    /// Recorded samples that no window counts, only one that is too long or that takes more than full hours.
    func uncounted(of piece: Quantity<Time>) -> [Int: Int] {
        let step = piece.milliseconds / tick
        let isHour = piece.base == hour.base
        let longest = windows.filter { $0.addsTiles && isCalendar($0) == isHour }.last.map(length) ?? 0
        // Of the calendar's, the last hour of the period before is known just when this one begins; and between two full
        // hours another is recorded each minute.
        let places = isHour ? [now - longest, now - longest + step + step / 2] : [now - longest - step]
        return Dictionary(uniqueKeysWithValues: places.map { ($0, Self.tooOld) })
    }

    private func isCalendar(_ window: Quantity<Time>) -> Bool { byHours.map { $0.base == window.base } ?? false }

    /// How far back a window reaches, in ticks.
    private func length(_ window: Quantity<Time>) -> Int {
        if let calendar, isCalendar(window) { return calendar.sampleLength * 1000 / tick }
        return window.milliseconds / tick
    }
}

/// Euclid's.
private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
