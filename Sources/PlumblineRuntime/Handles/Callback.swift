/// A series whose value is asked for at each scrape.
final class Callback: ExposedSeries {
    private let read: @Sendable () -> Double?
    private let accepts: @Sendable (Double) -> Bool
    private let dropped: Counter

    /// `accepts` says which values may be exposed; the others are dropped and counted.
    init(
        read: @escaping @Sendable () -> Double?, accepts: @escaping @Sendable (Double) -> Bool = { _ in true },
        dropped: Counter
    ) {
        self.read = read
        self.accepts = accepts
        self.dropped = dropped
    }

    func isActive(since mark: inout UInt64) -> Bool { true }

    var counts: [Double] { read().map { [$0] } ?? [] }

    func write(_ text: SeriesText, to cursor: inout Cursor) {
        guard let value = read() else { return }
        guard accepts(value) else {
            dropped.increment()
            return
        }
        text.write(text.family.name, to: &cursor)
        cursor.write(value)
        cursor.write(UInt8(ascii: "\n"))
    }
}
