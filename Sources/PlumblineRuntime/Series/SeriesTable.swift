import Synchronization

/// All series of a family, without their handles' type, so that look-ups and exposition are compiled once, not generic.
///
/// Unchecked, because `Unmanaged` is not `Sendable`: the slots it refers to are owned by `open`, which retires them only
/// after others were published and frees them once no reader has them.
final class SeriesTable: @unchecked Sendable {
    /// Families with no more combinations than these have rows for several threads in reserve.
    private static let mostReserves = 32

    let name: String
    let layout: LabelLayout
    let text: FamilyText
    private let make: @Sendable (_ reserve: Bool) -> any ExposedSeries
    /// The series of a family without open labels, by combination; none where a label is open.
    let fixed: [Series]
    private let open: Lock<OpenSeries>
    private let slots: Atomic<Unmanaged<SeriesSlots>>
    private let readers: Readers
    private let seed = UInt64.random(in: .min ... .max)
    private let overflow: [Counter]
    private let closedOverflow: @Sendable () -> Void
    private let expiry: Duration?

    init(
        _ declaration: MetricDeclaration, text: FamilyText, overflow: Family<Counter>?, readers: Readers,
        make: @escaping @Sendable (_ reserve: Bool) -> any ExposedSeries
    ) {
        let layout = LabelLayout(declaration)
        let name = declaration.name
        self.name = name
        self.layout = layout
        self.text = text
        self.make = make
        self.readers = readers
        let reserve = layout.combinations <= Self.mostReserves
        fixed =
            layout.open.isEmpty
            ? (0..<layout.combinations).map { combination in
                SeriesKey.with(combination, []) { key in
                    Series(key, hash: 0, labels: layout.text(combination, []), handle: make(reserve))
                }
            } : []
        let series = OpenSeries(labels: layout.open.count)
        slots = Atomic(.passUnretained(series.slots))
        open = Lock(series)
        self.overflow = layout.open.compactMap { overflow?.series(0, name, $0.name) }
        closedOverflow = { for label in layout.closed { overflow?.series(0, name, label.name).increment() } }
        expiry = declaration.expiry
    }

    /// Hands out the handle of the series with these labels, whatever they are; it is not freed while `body` runs.
    ///
    /// To be called with a concrete `Result`: so it is specialized, which it would not be where `Family` is generic.
    func with<Result>(_ closed: Int, _ value: String, _ body: (Unmanaged<AnyObject>) -> Result) -> Result {
        guard layout.open.count == 1, isDeclared(closed) else { return hold(misfit(closed, [value]), body) }
        return SeriesKey.with(closed, value) { with($0, body) }
    }

    func with<Result>(
        _ closed: Int, _ value: String, _ next: String, _ body: (Unmanaged<AnyObject>) -> Result
    ) -> Result {
        guard layout.open.count == 2, isDeclared(closed) else { return hold(misfit(closed, [value, next]), body) }
        return SeriesKey.with(closed, value, next) { with($0, body) }
    }

    func with<Result>(_ closed: Int, _ values: [String], _ body: (Unmanaged<AnyObject>) -> Result) -> Result {
        guard layout.open.count == values.count, isDeclared(closed), fixed.isEmpty else {
            return hold(misfit(closed, values), body)
        }
        return SeriesKey.with(closed, values) { with($0, body) }
    }

    private func with<Result>(_ key: SeriesKey, _ body: (Unmanaged<AnyObject>) -> Result) -> Result {
        let hash = key.hash(seed: seed)
        let place = readers.enter()
        let slots = slots.load(ordering: .acquiring)
        guard let series = slots._withUnsafeGuaranteedRef({ $0.find(key, hash: hash) }) else {
            // Not counted as a reader any more: making a series may free what readers do not have.
            readers.leave(place)
            return hold(made(key, hash: hash), body)
        }
        defer { readers.leave(place) }
        return body(series._withUnsafeGuaranteedRef { $0.reference })
    }

    private func hold<Result>(_ series: Series, _ body: (Unmanaged<AnyObject>) -> Result) -> Result {
        withExtendedLifetime(series) { body(series.reference) }
    }

    private func isDeclared(_ closed: Int) -> Bool { closed >= 0 && closed < layout.combinations }

    /// The series for labels that are not as declared: what does not fit becomes `other` and is counted.
    private func misfit(_ closed: Int, _ values: [String]) -> Series {
        var (closed, values) = (closed, values)
        if !isDeclared(closed) {
            closedOverflow()
            closed = layout.otherCombination
        }
        if values.count != layout.open.count {
            // Whose they are cannot be told.
            for counter in overflow { counter.increment() }
            values = Array(repeating: LabelText.other.string, count: layout.open.count)
        }
        if fixed.indices.contains(closed) { return fixed[closed] }
        return SeriesKey.with(closed, values) { made($0, hash: $0.hash(seed: seed)) }
    }

    /// The series with the key, made where it is new. Values over a limit become `other` and are counted.
    private func made(_ key: SeriesKey, hash: UInt64) -> Series {
        open.withLock { open in
            if let series = open.slots.find(key, hash: hash) { return series.takeUnretainedValue() }
            var values = key.values
            let over = open.overLimit(values, limits: layout.open)
            if over.isEmpty { return insert(key, hash, values, into: &open) }
            for label in over {
                values[label] = LabelText.other.string
                if overflow.indices.contains(label) { overflow[label].increment() }
            }
            return SeriesKey.with(key.closed, values) { key in
                let hash = key.hash(seed: seed)
                return open.slots.find(key, hash: hash)?.takeUnretainedValue()
                    ?? insert(key, hash, values, into: &open)
            }
        }
    }

    private func insert(_ key: SeriesKey, _ hash: UInt64, _ values: [String], into open: inout OpenSeries) -> Series {
        let series = Series(
            key, hash: hash, labels: layout.text(key.closed, values), handle: make(layout.open.isEmpty))
        open.insert(series, values: values)
        publish(&open)
        return series
    }

    /// Lets readers have the current table, and frees what they no longer have.
    private func publish(_ open: inout OpenSeries) {
        slots.store(.passUnretained(open.slots), ordering: .releasing)
        open.reclaim(readers)
    }

    /// Takes the series with these labels out of the exposition. Whoever holds its handle records in vain.
    func remove(_ closed: Int, _ values: [String]) -> Bool {
        SeriesKey.with(closed, values) { key in
            open.withLock { open in
                guard let series = open.slots.find(key, hash: key.hash(seed: seed)) else { return false }
                open.remove([series.takeUnretainedValue()])
                publish(&open)
                return true
            }
        }
    }

    /// The series that came at run time, in the order of their keys, without those that have expired.
    func current(_ now: ContinuousClock.Instant) -> [Series] {
        open.withLock { open in
            if let expiry { open.expire(after: expiry, now: now) }
            publish(&open)
            return open.sorted()
        }
    }
}
