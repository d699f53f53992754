/// A family whose labels' names too come at run time, as those of swift-metrics do.
///
/// Its series are told apart by their whole label text. What is over the limit of label sets goes to one series with the
/// label `overflow="true"` and is counted in `plumbline_label_overflow_total{label="set"}`.
package final class DynamicFamily<Handle: AnyObject & Sendable>: Sendable {
    private let family: Family<Handle>

    init(_ family: Family<Handle>) { self.family = family }

    /// The series with these labels, whose names are valid and different; their order says nothing.
    package func series(_ labels: [(name: String, value: String)]) -> Handle { family.series(0, text(labels)) }

    /// Takes the series with these labels out of the exposition.
    package func remove(_ labels: [(name: String, value: String)]) { family.remove(0, text(labels)) }

    private func text(_ labels: [(name: String, value: String)]) -> String {
        labels.sorted { $0.name < $1.name }.map { labelPair($0.name, $0.value) }.joined(separator: ",")
    }
}

extension Registry {
    /// Registers a counter with as many label sets as `limit`.
    package func dynamicCounter(
        _ name: String, help: String, limit: Int
    ) throws(RegistrationError) -> DynamicFamily<Counter> {
        try register(.dynamic(name, help, limit), as: .counter) { dropped in
            let dropped = dropped()
            return { Counter(dropped: dropped, reserve: $0) }
        }.dynamic()
    }

    /// Registers a gauge with as many label sets as `limit`.
    package func dynamicGauge(
        _ name: String, help: String, limit: Int
    ) throws(RegistrationError) -> DynamicFamily<Gauge> {
        try register(.dynamic(name, help, limit), as: .gauge) { dropped in
            let dropped = dropped()
            return { _ in Gauge(dropped: dropped) }
        }.dynamic()
    }

    /// Registers a histogram with as many label sets as `limit`.
    package func dynamicHistogram(
        _ name: String, help: String, unit: MetricUnit, buckets: [Double], limit: Int
    ) throws(RegistrationError) -> DynamicFamily<Histogram> {
        let buckets = try Buckets(buckets, of: name)
        return try register(.dynamic(name, help, limit, unit), as: .histogram, bounds: buckets.bounds) { dropped in
            let layout = Histogram.Layout(buckets: buckets, unit: unit, dropped: dropped())
            return { Histogram(layout, reserve: $0) }
        }.dynamic()
    }
}

extension Family {
    fileprivate func dynamic() -> DynamicFamily<Handle> { DynamicFamily(self) }
}

extension MetricDeclaration {
    fileprivate static func dynamic(
        _ name: String, _ help: String, _ limit: Int, _ unit: MetricUnit = .none
    ) -> MetricDeclaration {
        MetricDeclaration(
            name: name, help: help, unit: unit, labels: [.open("set", limit: limit)], labelsAreOneText: true)
    }
}
