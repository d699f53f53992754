/// A metric with its labels, from which recording code takes the handle of one series.
///
/// A look-up takes no lock: by closed labels it is an array index, by open labels a search in a table that is read while
/// others add to it. Only a series' first look-up takes the family's lock and allocates. No look-up traps: what does not
/// fit the declaration goes to the value `other` and is counted in `plumbline_label_overflow_total{metric,label}`, once
/// for each label that became `other`.
///
/// ```swift
/// let latency = try registry.histogram(
///     "insert_latency_ms", help: "One insert.", unit: .milliseconds, buckets: [5],
///     labels: [.closed("backend", values: ["postgresql", "duckdb"]), .open("symbol", limit: 500)])
/// latency.series(1, "AAPL").observe(2.1)
/// // insert_latency_ms_bucket{backend="duckdb",symbol="AAPL",le="5"} 1
/// ```
public final class Family<Handle: AnyObject & Sendable>: Sendable {
    /// The series of a family without open labels, by combination; none where a label is open.
    @usableFromInline let fixed: [Handle]
    let table: SeriesTable

    /// Takes a table that makes handles of this type.
    init(_ table: SeriesTable) {
        self.table = table
        fixed = table.fixed.map { Self.typed($0.handle) }
    }

    /// The series of a family without labels.
    @inlinable
    public func series() -> Handle { series(0) }

    /// The series of a family with closed labels only.
    ///
    /// `closed` is the index of their combination by mixed radix in declared order, the last label varying fastest:
    /// with 2 backends and 3 reasons, the second backend's first reason is 3. Without closed labels it is ignored.
    @inlinable
    public func series(_ closed: Int) -> Handle {
        // Inlinable, so that callers in other modules get the array access itself and not a generic one.
        fixed.indices.contains(closed) ? fixed[closed] : undeclared(closed)
    }

    /// The series of a family with one open label; `closed` as in ``series(_:)``.
    public func series(_ closed: Int, _ open: String) -> Handle {
        Self.typed(table.with(closed, open) { $0.takeUnretainedValue() })
    }

    /// The series of a family with two open labels, in declared order; `closed` as in ``series(_:)``.
    public func series(_ closed: Int, _ open: String, _ open2: String) -> Handle {
        Self.typed(table.with(closed, open, open2) { $0.takeUnretainedValue() })
    }

    /// The series of a family with any number of open labels, in declared order; `closed` as in ``series(_:)``.
    public func series(_ closed: Int, _ open: [String]) -> Handle {
        Self.typed(table.with(closed, open) { $0.takeUnretainedValue() })
    }

    /// Hands out the series of a family with closed labels only, without counting a reference to it: the quickest way to
    /// record once. `closed` as in ``series(_:)``.
    ///
    /// ```swift
    /// operations.withSeries(3) { $0.increment() }
    /// ```
    @inlinable
    public func withSeries(_ closed: Int, _ body: (Handle) -> Void) {
        guard fixed.indices.contains(closed) else { return body(undeclared(closed)) }
        // The family holds its series as long as it lives, and it lives while it is called.
        fixed.withUnsafeBufferPointer { Unmanaged.passUnretained($0[closed])._withUnsafeGuaranteedRef(body) }
    }

    /// Hands out the series of a family with one open label, without counting a reference to it. It cannot be removed
    /// while `body` runs, which is to record and no more; `closed` as in ``series(_:)``.
    public func withSeries(_ closed: Int, _ open: String, _ body: (Handle) -> Void) {
        table.with(closed, open) { $0._withUnsafeGuaranteedRef { body(Self.typed($0)) } }
    }

    /// Hands out the series of a family with two open labels, as ``withSeries(_:_:_:)`` does.
    public func withSeries(
        _ closed: Int, _ open: String, _ open2: String, _ body: (Handle) -> Void
    ) {
        table.with(closed, open, open2) { $0._withUnsafeGuaranteedRef { body(Self.typed($0)) } }
    }

    /// Takes the series with these values of the open labels, in declared order, out of the exposition, and makes room
    /// for other values under the labels' limits. A later look-up makes it anew, from 0; who holds the handle records
    /// in vain. False where there is no such series; families without open labels keep theirs.
    @discardableResult
    public func remove(_ closed: Int, _ open: String...) -> Bool {
        table.remove(closed, open)
    }

    @usableFromInline
    func undeclared(_ closed: Int) -> Handle {
        Self.typed(table.with(closed, []) { $0.takeUnretainedValue() })
    }

    /// Gives a handle its type back. Unchecked, because the registry sees to it that the table makes no other type.
    private static func typed(_ handle: AnyObject) -> Handle {
        unsafeDowncast(handle, to: Handle.self)
    }
}
