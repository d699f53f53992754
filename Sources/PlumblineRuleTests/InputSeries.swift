import Plumbline
import PlumblinePlan

/// Label names and their values.
package typealias LabelValues = [String: String]

/// Which series it is; written out once, as many tests have the same ones.
struct SeriesIdentity: Sendable {
    let name: String
    let labels: LabelValues
    /// `name{a="b"}`
    let selector: String

    init(_ name: String, _ labels: LabelValues) {
        self.name = name
        self.labels = labels
        selector = seriesText(name, labels)
    }
}

/// A series that a proof hands to promtool, with one sample a tick.
package struct InputSeries: Sendable {
    /// `count` samples, each `growth` more than the one before; or as many ticks without a sample.
    struct Run: Sendable {
        var start: Double?
        var growth = 0.0
        var count = 1
        /// A marker that the series is gone, in place of samples.
        var isStale = false

        static let stale = Run(start: nil, isStale: true)
    }

    let identity: SeriesIdentity
    /// From the first tick on.
    var runs: [Run] { didSet { written = nil } }
    /// What promtool reads, where it was written before.
    private var written: String?

    var name: String { identity.name }
    var labels: LabelValues { identity.labels }

    init(_ identity: SeriesIdentity, _ runs: [Run]) {
        self.identity = identity
        self.runs = runs
    }

    init(_ identity: SeriesIdentity, _ samples: SharedSamples) {
        self.init(identity, samples.runs)
        written = samples.notation
    }

    /// A gauge that stays, or a counter that grows evenly.
    init(_ identity: SeriesIdentity, from start: Double, growth: Double = 0, ticks: Int) {
        self.init(identity, [Run(start: start, growth: growth, count: ticks + 1)])
    }

    /// The same series, gone with the tick after its last one.
    var ended: InputSeries {
        var ended = self
        ended.runs.append(.stale)
        return ended
    }

    /// How many ticks it goes over.
    var ticks: Int { runs.reduce(0) { $0 + $1.count } }

    /// The value at a tick; nil in a gap, and before and behind it all.
    func value(at tick: Int) -> Double? { run(at: tick).flatMap { $0.run.value($0.index) } }

    /// Whether a marker says at a tick that the series is gone.
    func isStale(at tick: Int) -> Bool { run(at: tick)?.run.isStale ?? false }

    private func run(at tick: Int) -> (run: Run, index: Int)? {
        var index = tick
        guard index >= 0 else { return nil }
        for run in runs {
            if index < run.count { return (run, index) }
            index -= run.count
        }
        return nil
    }
}

extension InputSeries.Run {
    /// As promtool makes it, by adding again and again; which is a product where nothing is rounded.
    func value(_ index: Int) -> Double? {
        guard let start, growth != 0 else { return start }
        if growth == growth.rounded(), start == start.rounded() { return start + growth * Double(index) }
        return (0..<index).reduce(start) { sum, _ in sum + growth }
    }

    /// `5x9`, `0+3x9`, for one sample `5`; `_x9`, which is 9 gaps while the others have 10 samples.
    fileprivate var notation: String {
        if isStale { return "stale" }
        guard let start else { return count == 1 ? "_" : "_x\(count)" }
        if count == 1 { return plainNumber(start) }
        let slope = growth == 0 ? "" : (growth < 0 ? "-" : "+") + plainNumber(growth.magnitude)
        return "\(plainNumber(start))\(slope)x\(count - 1)"
    }
}

extension InputSeries {
    /// The name with its labels, as a selector of just this series.
    package var selector: String { identity.selector }

    /// What promtool reads: `_x10 0+5x20 stale`.
    package var notation: String { written ?? runs.notation }
}

/// Samples that many series have, written out once.
struct SharedSamples: Sendable {
    let runs: [InputSeries.Run]
    let notation: String

    init(_ runs: [InputSeries.Run]) {
        self.runs = runs
        notation = runs.notation
    }
}

extension [InputSeries.Run] {
    /// A counter that goes up at some ticks and stays in between. Before `first` there is nothing.
    static func counter(risingAt rises: [(tick: Int, by: Int)], from first: Int, to last: Int) -> Self {
        var runs: Self = first > 0 ? [.init(start: nil, count: first)] : []
        var (value, begin) = (0, first)
        for rise in rises.sorted(by: { $0.tick < $1.tick }) where rise.by > 0 {
            if rise.tick > begin { runs.append(.init(start: Double(value), count: rise.tick - begin)) }
            value += rise.by
            begin = rise.tick
        }
        return runs + [.init(start: Double(value), count: last - begin + 1)]
    }

    /// Samples at some ticks, and nothing between them.
    static func at(_ samples: [(tick: Int, value: Int)]) -> Self {
        var runs: Self = []
        // Neighbours, and where they begin.
        var (begin, row): (Int, [Int]) = (0, [])
        for (tick, value) in samples {
            if tick != begin + row.count {
                runs += .values(row) + .gap(tick - begin - row.count)
                (begin, row) = (tick, [])
            }
            row.append(value)
        }
        return runs + .values(row)
    }

    /// Single samples, each gone with the next tick where no other follows.
    static func single(_ samples: [Int: Int]) -> Self {
        var runs: Self = []
        var begin = 0
        for (tick, value) in samples.sorted(by: { $0.key < $1.key }) {
            if tick > begin { runs.append(.init(start: nil, count: tick - begin)) }
            let isLast = samples[tick + 1] == nil
            runs += [.init(start: Double(value))] + (isLast ? [.stale] : [])
            begin = tick + (isLast ? 2 : 1)
        }
        return runs
    }

    fileprivate var notation: String { map(\.notation).joined(separator: " ") }
}

/// `name{a="b", c="d"}`
func seriesText(_ name: String, _ labels: LabelValues) -> String {
    let text = name.selector(labels.sorted { $0.key < $1.key }.map { "\($0.key.labelName)=\($0.value.promQLQuoted)" })
    return text.isEmpty ? "{}" : text
}

/// The shortest digits that are read back as the same number, without an exponent where there is a way.
package func plainNumber(_ value: Double) -> String {
    if value == value.rounded(), value.magnitude < 1e15 { return String(Int(value)) }
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return ExactDecimal(literal: value)?.description ?? "\(value)"
}
