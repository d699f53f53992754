import Plumbline
import PlumblinePlan

/// A history as the series that were recorded of it: events by minute, since each piece of the clock began, and of each that
/// ended.
///
/// What it counts does not matter, so objectives of the same promise share the samples.
struct HistorySamples: Sendable {
    let history: EventHistory
    let minutes: [RecordedSeries.Kind: SharedSamples]
    let pieces: [RecordedSeries.Kind: SharedSamples]
    let ended: [RecordedSeries.Kind: SharedSamples]

    init(_ history: EventHistory, _ clock: HistoryClock) {
        self.history = history
        func samples(_ runs: (RecordedSeries.Kind) -> [InputSeries.Run]) -> [RecordedSeries.Kind: SharedSamples] {
            Dictionary(uniqueKeysWithValues: RecordedSeries.Kind.allCases.map { ($0, SharedSamples(runs($0))) })
        }
        let recorded = Recorder(history: history, clock: clock)
        minutes = samples(recorded.minutes)
        pieces = samples(recorded.pieces)
        ended = samples(recorded.ended)
    }
}

private struct Recorder {
    let history: EventHistory
    let clock: HistoryClock

    private var now: Int { clock.now }
    /// The oldest minute of which anything is read.
    private var first: Int { max(now - min(clock.horizon, history.oldest), 0) }

    private func count(_ kind: RecordedSeries.Kind, _ tick: Int) -> Int { history.count(kind, at: now - tick) }

    /// One sample for each minute that a window of minutes, or the piece that goes on, may look at.
    func minutes(_ kind: RecordedSeries.Kind) -> [InputSeries.Run] {
        let first = max(now - min(max(clock.longestOfMinutes, clock.piece) + 1, history.oldest), 0)
        func recorded(_ ticks: Range<Int>) -> [InputSeries.Run] { .values(ticks.map { count(kind, $0) }) }
        guard let missed = history.missed.map({ now - $0 }), missed >= first else {
            return .gap(first) + recorded(first..<(now + 1))
        }
        return .gap(first) + recorded(first..<missed) + .gap(1) + recorded((missed + 1)..<(now + 1))
    }

    /// What had been counted since the piece began, in each in which a window begins: that is all that is read of them.
    func pieces(_ kind: RecordedSeries.Kind) -> [InputSeries.Run] {
        let begun = Set(clock.beginnings.map { $0 / clock.piece }).sorted().filter { $0 < now / clock.piece }
        var runs: [InputSeries.Run] = []
        var next = 0
        for piece in begun where (piece + 1) * clock.piece > first {
            let ticks = max(piece * clock.piece, first)..<((piece + 1) * clock.piece)
            var sum = 0
            let values = ticks.map { tick in
                sum += count(kind, tick)
                return sum
            }
            runs += .gap(ticks.lowerBound - next) + .values(values)
            next = ticks.upperBound
        }
        return runs
    }

    /// What was counted in a piece, recorded when the next one began. Pieces without anything special in a row are one
    /// sample, as only their sum is read.
    func ended(_ kind: RecordedSeries.Kind) -> [InputSeries.Run] {
        let special = Set(([first] + clock.beginnings + history.bursts.keys.map { now - $0 }).map { $0 / clock.piece })
        let pieces = (first / clock.piece)..<(now / clock.piece)
        var runs: [InputSeries.Run] = []
        var next = 0
        var piece = pieces.lowerBound
        while piece < pieces.upperBound {
            var end = piece + 1
            while !special.contains(piece), end < pieces.upperBound, !special.contains(end) { end += 1 }
            let ticks = max(piece * clock.piece, first)..<(end * clock.piece)
            let place = (piece + 1) * clock.piece
            runs += .gap(place - next) + .values([ticks.reduce(0) { $0 + count(kind, $1) }])
            next = place + 1
            piece = end
        }
        return runs
    }
}

extension [InputSeries.Run] {
    static func gap(_ ticks: Int) -> Self { ticks > 0 ? [.init(start: nil, count: ticks)] : [] }

    /// One value after another, those that grow evenly as one run.
    static func values(_ values: [Int]) -> Self {
        var runs: Self = []
        var index = 0
        while index < values.count {
            let growth = index + 1 < values.count ? values[index + 1] - values[index] : 0
            var end = index + 1
            while end < values.count, values[end] - values[end - 1] == growth { end += 1 }
            // Two values are a run only where they are alike, so that a burst stands for itself.
            if end - index == 2, growth != 0 { end = index + 1 }
            let isOne = end - index == 1
            runs.append(.init(start: Double(values[index]), growth: isOne ? 0 : Double(growth), count: end - index))
            index = end
        }
        return runs
    }
}
