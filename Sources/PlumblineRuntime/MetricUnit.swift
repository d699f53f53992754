/// The unit that a metric's values are recorded in. Prometheus' base units are seconds, bytes and ratio.
///
/// A histogram converts a `Duration` to its unit. OpenMetrics exposes the unit of a metric whose name ends in it, as it
/// asks for; text format 0.0.4 has no place for units.
public enum MetricUnit: Sendable, Hashable {
    /// A plain number: things counted, a state.
    case none
    /// Seconds, Prometheus' base unit of time.
    case seconds
    /// Thousandths of a second.
    case milliseconds
    /// Millionths of a second.
    case microseconds
    /// Thousand-millionths of a second.
    case nanoseconds
    /// Bytes, Prometheus' base unit of size.
    case bytes
    /// A share from 0 to 1.
    case ratio
    /// A share from 0 to 100.
    case percent

    /// How many of this unit make a second; nil where it is not a unit of time.
    private var perSecond: Double? {
        switch self {
        case .seconds: 1
        case .milliseconds: 1e3
        case .microseconds: 1e6
        case .nanoseconds: 1e9
        case .none, .bytes, .ratio, .percent: nil
        }
    }

    /// How the unit ends the names of metrics, where it does.
    var names: [String] {
        switch self {
        case .none: []
        case .seconds: ["seconds"]
        case .milliseconds: ["milliseconds", "ms"]
        case .microseconds: ["microseconds", "us"]
        case .nanoseconds: ["nanoseconds", "ns"]
        case .bytes: ["bytes"]
        case .ratio: ["ratio"]
        case .percent: ["percent"]
        }
    }

    /// The duration in this unit, nil where it is not a unit of time.
    ///
    /// The fraction is divided, not multiplied, so that 5 ms is exactly the 0.005 that a bucket's bound says.
    func value(of duration: Duration) -> Double? {
        guard let perSecond else { return nil }
        let (seconds, attoseconds) = duration.components
        return Double(seconds) * perSecond + Double(attoseconds) / (1e18 / perSecond)
    }
}
