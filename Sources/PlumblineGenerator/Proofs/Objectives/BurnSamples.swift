import Plumbline

/// A history as samples, whatever the series are called: objectives of the same promise share them.
struct BurnSamples: Sendable {
    let history: BurnHistory
    /// Of counters, by what they count.
    let counters: [EventKind: SharedSamples]
    /// Of the recorded pieces that long windows add up, in the order of `BurnWindows.pieces`; empty where there are none.
    private(set) var pieces: [EventKind: [SharedSamples]] = [:]
    private let uncounted: Bool

    /// With `uncounted`, what is too old for every window is there as well.
    init(_ history: BurnHistory, uncounted: Bool = false) {
        self.history = history
        self.uncounted = uncounted
        let shape = history.shape
        counters = .init(EventKind.allCases) { kind in SharedSamples(shape.counter(history) { $0[kind] }) }
        pieces = .init(EventKind.allCases) { kind in
            shape.pieces.map { SharedSamples(.single(recorded($0, kind))) }
        }
    }

    /// What was recorded in the past of what long windows add up, by tick.
    func recorded(_ piece: Quantity<Time>, _ kind: EventKind) -> [Int: Int] {
        let old = uncounted ? history.shape.uncounted(of: piece) : [:]
        return old.merging(history.shape.samples(history, of: piece, kind)) { old, _ in old }
    }
}

extension Dictionary {
    fileprivate init(_ keys: [Key], _ value: (Key) -> Value) {
        self.init(uniqueKeysWithValues: keys.map { ($0, value($0)) })
    }
}
