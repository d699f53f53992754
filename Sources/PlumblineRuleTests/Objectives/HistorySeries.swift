import Plumbline
import PlumblinePlan

/// A history as the series that were recorded of it: events by minute, and since each piece of the clock began.
///
/// What it counts does not matter, so objectives of the same promise share the samples.
struct HistorySamples: Sendable {
    let history: EventHistory
    let minutes: [RecordedSeries.Kind: SharedSamples]
    let pieces: [RecordedSeries.Kind: SharedSamples]

    init(_ history: EventHistory, _ clock: HistoryClock) {
        self.history = history
        func samples(_ runs: (RecordedSeries.Kind) -> [InputSeries.Run]) -> [RecordedSeries.Kind: SharedSamples] {
            Dictionary(uniqueKeysWithValues: RecordedSeries.Kind.allCases.map { ($0, SharedSamples(runs($0))) })
        }
        let recorded = Recorder(history: history, clock: clock)
        minutes = samples(recorded.minutes)
        pieces = samples(recorded.pieces)
    }
}

private struct Recorder {
    let history: EventHistory
    let clock: HistoryClock

    private var now: Int { clock.now }

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

    /// What had been counted since the piece began, up to the end of the last one.
    ///
    /// A piece without anything special is as it was in the end from its beginning: that is all that is read of it.
    func pieces(_ kind: RecordedSeries.Kind) -> [InputSeries.Run] {
        let first = max(now - min(clock.horizon, history.oldest), 0)
        let special = Set(([first] + clock.beginnings + history.bursts.keys.map { now - $0 }).map { $0 / clock.piece })
        var runs = [InputSeries.Run].gap(first)
        let usual = [.total: history.traffic * clock.piece, .minutes: clock.piece][kind] ?? 0
        var quiet = 0
        func close() {
            if quiet > 0 { runs.append(.init(start: Double(usual), count: quiet)) }
            quiet = 0
        }
        for piece in (first / clock.piece)..<(now / clock.piece) {
            guard special.contains(piece) else {
                quiet += clock.piece
                continue
            }
            close()
            let minutes = max(piece * clock.piece, first)..<((piece + 1) * clock.piece)
            var sum = 0
            runs += .values(
                minutes.map { tick in
                    sum += count(kind, tick)
                    return sum
                })
        }
        close()
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
