import Synchronization

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
    private struct State: Sendable {
        var families: [SeriesTable] = []
        /// Every name that appears in the exposition, and the metric that it belongs to.
        var owners: [String: String] = [:]
    }

    private let state: Mutex<State>
    private let dropped: Family<Counter>
    private let overflow: Family<Counter>

    /// Makes a registry without metrics.
    public init() {
        dropped = Family(
            MetricDeclaration(
                name: "plumbline_dropped_recordings_total",
                help: "Recordings dropped: not finite, negative for a counter, a duration where the unit is not time.",
                labels: [.open("metric", limit: .max)]),
            overflow: nil, make: { Counter() })
        overflow = Family(
            MetricDeclaration(
                name: "plumbline_label_overflow_total",
                help: "Look-ups that went to the label value \"other\": over the limit, or not as declared.",
                labels: [.open("metric", limit: .max), .open("label", limit: .max)]),
            overflow: nil, make: { Counter() })
        let own = [dropped.table, overflow.table]
        state = Mutex(State(families: own, owners: Dictionary(uniqueKeysWithValues: own.map { ($0.name, $0.name) })))
    }

    /// Registers a counter. By convention its name ends in `_total`.
    public func counter(
        _ name: String, help: String, unit: MetricUnit = .none, labels: [LabelSchema] = []
    ) throws(RegistrationError) -> Family<Counter> {
        try register(MetricDeclaration(name: name, help: help, unit: unit, labels: labels)) {
            let dropped = dropped.series(0, name)
            return { Counter(dropped: dropped) }
        }
    }

    /// Registers a gauge.
    public func gauge(
        _ name: String, help: String, unit: MetricUnit = .none, labels: [LabelSchema] = []
    ) throws(RegistrationError) -> Family<Gauge> {
        try register(MetricDeclaration(name: name, help: help, unit: unit, labels: labels)) {
            let dropped = dropped.series(0, name)
            return { Gauge(dropped: dropped) }
        }
    }

    /// Registers a histogram. `buckets` are upper bounds in `unit`, ascending, without `+Inf`, which is always there.
    /// It takes the names `name`, `name_bucket`, `name_sum` and `name_count`.
    public func histogram(
        _ name: String, help: String, unit: MetricUnit = .none, buckets: [Double], labels: [LabelSchema] = []
    ) throws(RegistrationError) -> Family<Histogram> {
        let declaration = MetricDeclaration(name: name, help: help, unit: unit, labels: labels)
        let buckets = try Buckets(buckets, of: name)
        return try register(declaration, suffixes: ["_bucket", "_sum", "_count"]) {
            let dropped = dropped.series(0, name)
            return { Histogram(buckets: buckets, unit: declaration.unit, dropped: dropped) }
        }
    }

    /// Registers an info metric. By convention its name ends in `_info`.
    public func info(
        _ name: String, help: String, labels: [LabelSchema] = []
    ) throws(RegistrationError) -> Family<Info> {
        try register(MetricDeclaration(name: name, help: help, labels: labels)) {
            let current = Info.Current()
            return { Info(current: current) }
        }
    }

    /// All families by name in Prometheus' text format 0.0.4, always valid UTF-8. Families without series are left out.
    ///
    /// It may be called while others record, and holds up no recording on a held handle. Families and series come in
    /// the same order every time.
    public func exposition() -> [UInt8] {
        let families = state.withLock { $0.families }
        var text = TextFormat()
        for family in families.sorted(by: { $0.name < $1.name }) { family.write(to: &text) }
        return text.bytes
    }
    /// Adds a family whose declaration and names are in order. `maker` is asked only then, so that a registration that
    /// fails leaves nothing behind.
    private func register<Handle: ExposedSeries>(
        _ declaration: MetricDeclaration, suffixes: [String] = [], maker: () -> @Sendable () -> Handle
    ) throws(RegistrationError) -> Family<Handle> {
        try declaration.check()
        return try state.withLock { state throws(RegistrationError) in
            let names = [declaration.name] + suffixes.map { declaration.name + $0 }
            for name in names {
                guard let owner = state.owners[name] else { continue }
                throw .nameTaken(name, by: owner, wantedBy: declaration.name)
            }
            for name in names { state.owners[name] = declaration.name }
            let family = Family(declaration, overflow: overflow, make: maker())
            state.families.append(family.table)
            return family
        }
    }
}
