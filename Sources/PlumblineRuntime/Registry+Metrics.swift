extension Registry {
    /// Registers a counter. By convention its name ends in `_total`; OpenMetrics knows only those for counters, so that
    /// others are exposed there with the type `unknown`.
    ///
    /// A series that is not recorded for as long as `expiry`, as far as scrapes can tell, is removed: the labels it had
    /// are made anew by their next look-up. Families without open labels keep their series.
    public func counter(
        _ name: String, help: String, unit: MetricUnit = .none, labels: [LabelSchema] = [], expiry: Duration? = nil
    ) throws(RegistrationError) -> Family<Counter> {
        let declaration = MetricDeclaration(name: name, help: help, unit: unit, labels: labels, expiry: expiry)
        return try register(declaration, as: .counter) { dropped in
            let dropped = dropped()
            return { reserve in Counter(dropped: dropped, reserve: reserve) }
        }
    }

    /// Registers a gauge; `expiry` as for a counter.
    public func gauge(
        _ name: String, help: String, unit: MetricUnit = .none, labels: [LabelSchema] = [], expiry: Duration? = nil
    ) throws(RegistrationError) -> Family<Gauge> {
        let declaration = MetricDeclaration(name: name, help: help, unit: unit, labels: labels, expiry: expiry)
        return try register(declaration, as: .gauge) { dropped in
            let dropped = dropped()
            return { _ in Gauge(dropped: dropped) }
        }
    }

    /// Registers a histogram. `buckets` are upper bounds in `unit`, ascending, without `+Inf`, which is always there.
    /// It takes the names `name`, `name_bucket`, `name_sum` and `name_count`; `expiry` as for a counter.
    public func histogram(
        _ name: String, help: String, unit: MetricUnit = .none, buckets: [Double], labels: [LabelSchema] = [],
        expiry: Duration? = nil
    ) throws(RegistrationError) -> Family<Histogram> {
        let declaration = MetricDeclaration(name: name, help: help, unit: unit, labels: labels, expiry: expiry)
        let buckets = try Buckets(buckets, of: name)
        return try register(declaration, as: .histogram, bounds: buckets.bounds) { dropped in
            let layout = Histogram.Layout(buckets: buckets, unit: unit, dropped: dropped())
            return { reserve in Histogram(layout, reserve: reserve) }
        }
    }

    /// Registers an info metric. By convention its name ends in `_info`.
    public func info(
        _ name: String, help: String, labels: [LabelSchema] = []
    ) throws(RegistrationError) -> Family<Info> {
        try register(MetricDeclaration(name: name, help: help, labels: labels), as: .info) { _ in
            let current = Info.Current()
            return { _ in Info(current: current) }
        }
    }

    /// Registers a gauge whose value is asked for at each scrape; there is no sample where `read` returns nil.
    ///
    /// `read` runs on the scraping thread and holds up the answer: it should be quick. It may record and register.
    public func gauge(
        _ name: String, help: String, unit: MetricUnit = .none, read: @escaping @Sendable () -> Double?
    ) throws(RegistrationError) {
        let declaration = MetricDeclaration(name: name, help: help, unit: unit)
        _ = try register(declaration, as: .gauge) { dropped in
            let dropped = dropped()
            return { _ in Callback(read: read, dropped: dropped) }
        }
    }

    /// Registers a counter whose value is asked for at each scrape, as for a gauge. A value that is negative or not
    /// finite is dropped and counted in `plumbline_dropped_recordings_total{metric}`.
    public func counter(
        _ name: String, help: String, unit: MetricUnit = .none, read: @escaping @Sendable () -> Double?
    ) throws(RegistrationError) {
        let declaration = MetricDeclaration(name: name, help: help, unit: unit)
        _ = try register(declaration, as: .counter) { dropped in
            let dropped = dropped()
            return { _ in Callback(read: read, accepts: { $0 >= 0 && $0.isFinite }, dropped: dropped) }
        }
    }
}
