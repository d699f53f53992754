import PlumblineRuntime

/// The families that libraries' metrics became, by what the libraries call them.
final class AdoptedMetrics: Sendable {
    private enum Kind: Hashable { case counter, gauge, recorder, timer }

    private struct Original: Hashable {
        let kind: Kind
        let label: String
    }

    private struct State {
        /// Nil for one that was refused.
        var families: [Original: (any AnyObject & Sendable)?] = [:]
        var labelNames = ValidNames(reserved: ["le", "quantile", "overflow"], limit: 1000)
    }

    private let state = Lock(State())
    private let registry: Registry
    private let timerBuckets: [Double]
    private let recorderBuckets: [Double]
    private let metricLimit: Int
    private let labelSetLimit: Int
    private let refused: Counter
    private let help = "Recorded by a library through swift-metrics."

    init(
        registry: Registry, timerBuckets: [Double], recorderBuckets: [Double], metricLimit: Int, labelSetLimit: Int
    ) throws(RegistrationError) {
        self.registry = registry
        self.timerBuckets = timerBuckets
        self.recorderBuckets = recorderBuckets
        self.metricLimit = metricLimit
        self.labelSetLimit = max(1, labelSetLimit)
        refused = try registry.counter(
            "plumbline_refused_metrics_total",
            help: "Requests for swift-metrics' metrics that were over the limit of names or could not be registered."
        ).series()
    }

    func counter(_ label: String) -> DynamicFamily<Counter>? {
        family(Original(kind: .counter, label: label), suffix: "_total") { name in
            try? registry.dynamicCounter(name, help: help, limit: labelSetLimit)
        }
    }

    func gauge(_ label: String) -> DynamicFamily<Gauge>? {
        family(Original(kind: .gauge, label: label), suffix: "") { name in
            try? registry.dynamicGauge(name, help: help, limit: labelSetLimit)
        }
    }

    func recorder(_ label: String) -> DynamicFamily<Histogram>? {
        family(Original(kind: .recorder, label: label), suffix: "") { name in
            try? registry.dynamicHistogram(
                name, help: help, unit: .none, buckets: recorderBuckets, limit: labelSetLimit)
        }
    }

    func timer(_ label: String) -> DynamicFamily<Histogram>? {
        family(Original(kind: .timer, label: label), suffix: "_seconds") { name in
            try? registry.dynamicHistogram(
                name, help: help, unit: .seconds, buckets: timerBuckets, limit: labelSetLimit)
        }
    }

    /// Dimensions as labels with valid and different names; of two with the same name, the last one stays.
    func labels(_ dimensions: [(String, String)]) -> [(name: String, value: String)] {
        guard !dimensions.isEmpty else { return [] }
        return state.withLock { state in
            var values: [String: String] = [:]
            for (name, value) in dimensions { values[state.labelNames.valid(name)] = value }
            return values.map { (name: $0.key, value: $0.value) }
        }
    }

    /// The family of a library's metric, registered when it is asked for first: under its name made valid or, where the
    /// registry refuses that, under one with a hash.
    private func family<Family: AnyObject & Sendable>(
        _ original: Original, suffix: String, register: (String) -> Family?
    ) -> Family? {
        let family: Family? = state.withLock { state in
            if let known = state.families[original] { return known as? Family }
            guard state.families.count < metricLimit else { return nil }
            let family = ValidNames.candidates(original.label, suffix: suffix).lazy.compactMap(register).first
            state.families[original] = .some(family)
            return family
        }
        if family == nil { refused.increment() }
        return family
    }
}
