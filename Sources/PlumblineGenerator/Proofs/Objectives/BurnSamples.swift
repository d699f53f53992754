/// A history as samples, whatever the series are called: objectives of the same promise share them.
struct BurnSamples: Sendable {
    let history: BurnHistory
    /// Of counters, by what they count.
    let counters: [EventKind: SharedSamples]
    /// Of the recorded pieces that long windows add up, in the order of `BurnWindows.pieces`.
    let pieces: [EventKind: [SharedSamples]]

    init(_ history: BurnHistory) {
        self.history = history
        let shape = history.shape
        counters = .init(EventKind.allCases) { kind in SharedSamples(shape.counter(history) { $0[kind] }) }
        pieces = .init(EventKind.allCases) { kind in
            shape.pieces.map { SharedSamples(.single(shape.samples(history, of: $0, kind))) }
        }
    }
}

extension Dictionary {
    fileprivate init(_ keys: [Key], _ value: (Key) -> Value) {
        self.init(uniqueKeysWithValues: keys.map { ($0, value($0)) })
    }
}
