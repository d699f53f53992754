/// A metric with its labels, from which recording code takes the handle of one series.
///
/// A look-up by closed labels is an array index, without lock or allocation. One by open labels takes a lock for one
/// dictionary access. No look-up traps: what does not fit the declaration goes to the value `other` and is counted in
/// `plumbline_label_overflow_total{metric,label}`, once for each label that became `other`.
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

    /// Takes a declaration that passed its check. `overflow` is nil for the runtime's own families.
    init(_ declaration: MetricDeclaration, overflow: Family<Counter>?, make: @escaping @Sendable () -> Handle)
    where Handle: ExposedSeries {
        table = SeriesTable(declaration, type: Handle.type, overflow: overflow, make: make)
        fixed = table.fixed.map { Self.typed($0) }
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
        Self.typed(table.series(closed, OpenValues(open)))
    }

    /// The series of a family with two open labels, in declared order; `closed` as in ``series(_:)``.
    public func series(_ closed: Int, _ open: String, _ open2: String) -> Handle {
        Self.typed(table.series(closed, OpenValues(open, open2)))
    }

    /// The series of a family with any number of open labels, in declared order; `closed` as in ``series(_:)``.
    public func series(_ closed: Int, _ open: [String]) -> Handle {
        Self.typed(table.series(closed, OpenValues(open)))
    }

    @usableFromInline
    func undeclared(_ closed: Int) -> Handle {
        Self.typed(table.series(closed, OpenValues()))
    }

    /// Gives a handle its type back. Unchecked, because `init` sees to it that the table makes no other type.
    private static func typed(_ handle: any ExposedSeries) -> Handle {
        unsafeDowncast(handle, to: Handle.self)
    }
}
