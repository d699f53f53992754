/// The metrics of a process, or of a test: registers families and exposes them to Prometheus.
///
/// ```swift
/// let registry = Registry()
/// let misses = try registry.counter(
///     "cache_misses_total", help: "Look-ups that missed.", labels: [.closed("reason", values: ["cold", "expired"])])
/// misses.series(0).increment()
/// // # HELP cache_misses_total Look-ups that missed.
/// // # TYPE cache_misses_total counter
/// // cache_misses_total{reason="cold"} 1
/// // cache_misses_total{reason="expired"} 0
/// ```
///
/// Two families of its own tell what could not be recorded as asked: `plumbline_dropped_recordings_total{metric}`, at 0
/// from the registration of a counter, gauge or histogram, and `plumbline_label_overflow_total{metric,label}`, at 0
/// from the registration of an open label.
public final class Registry: Sendable {
    private let families: Lock<Families>
    private let dropped: Family<Counter>
    private let overflow: Family<Counter>
    private let readers = Readers()
    /// The last answer, whose memory the next one takes over: fresh memory costs more than writing to it.
    private let last = Lock<[UInt8]>([])

    /// Makes a registry without metrics.
    public init() {
        dropped = Self.own(
            "plumbline_dropped_recordings_total",
            help: "Recordings dropped: not finite, negative for a counter, a duration where the unit is not time.",
            labels: ["metric"], readers: readers)
        overflow = Self.own(
            "plumbline_label_overflow_total",
            help: "Look-ups that went to the label value \"other\": over the limit, or not as declared.",
            labels: ["metric", "label"], readers: readers)
        families = Lock(Families(own: [dropped.table, overflow.table]))
    }

    /// All families by name, always valid UTF-8. Families without series are left out.
    ///
    /// It may be called while others record, and holds up no recording on a held handle. Families and series come in
    /// the same order every time. The registry keeps the memory of the last answer for the next one.
    public func exposition(_ format: Exposition.Format = .text) -> [UInt8] {
        var bytes = last.withLock { last in
            defer { last = [] }
            return last
        }
        // Where someone still has the last answer, this is an array of the same capacity; else it is the same one.
        bytes.removeAll(keepingCapacity: true)
        for family in families.withLock({ $0.sorted() }) { family.write(format, to: &bytes) }
        bytes += format.end
        last.withLock { $0 = bytes }
        return bytes
    }

    /// The family of a metric; nil where none is registered under the name.
    func table(of metric: String) -> SeriesTable? { families.withLock { $0.table(of: metric) } }

    /// Adds a family whose declaration and names are in order. `maker` is asked only then, so that a registration that
    /// fails leaves nothing behind.
    func register<Handle: ExposedSeries>(
        _ declaration: MetricDeclaration, as kind: FamilyText.Kind, bounds: [Double] = [],
        maker: (_ dropped: () -> Counter) -> @Sendable (_ reserve: Bool) -> Handle
    ) throws(RegistrationError) -> Family<Handle> {
        try declaration.check()
        return try families.withLock { families throws(RegistrationError) in
            try families.claim(declaration.name, as: kind)
            let table = SeriesTable(
                declaration, text: FamilyText(declaration, kind: kind, bounds: bounds), overflow: overflow,
                readers: readers, make: maker { dropped.series(0, declaration.name) })
            families.add(table)
            return Family(table)
        }
    }

    private static func own(_ name: String, help: String, labels: [String], readers: Readers) -> Family<Counter> {
        let declaration = MetricDeclaration(name: name, help: help, labels: labels.map { .open($0, limit: .max) })
        return Family(
            SeriesTable(
                declaration, text: FamilyText(declaration, kind: .counter, bounds: []), overflow: nil, readers: readers,
                make: { Counter(reserve: $0) }))
    }
}
