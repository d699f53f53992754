/// How many events an objective counts, at its quietest and at its busiest: of a grouped one, in each group; of `weighted`
/// objectives, as often as they weigh.
///
/// ```swift
/// SLO("availability", …, traffic: .perMinute(quietest: 1, busiest: 600, series: 12))
/// ```
/// A tier that a total outage at the quietest traffic cannot reach is an error. Runbooks say how long such an outage lasts
/// until it alerts, and proofs play both ends. No range, as Swift ends the program at one that is written backwards.
public struct Traffic: Sendable, Hashable {
    package enum Unit: String, Sendable { case minute, hour }

    package let quietest: Rate
    package let busiest: Rate
    /// How many series the events are spread over.
    package let series: Int

    /// Events a minute; fractions are allowed.
    ///
    /// - Parameter series: How many series of the metric they are spread over: instances times values of labels.
    public static func perMinute(quietest: Double, busiest: Double, series: Int = 1) -> Traffic {
        Traffic(quietest: Rate(quietest, .minute), busiest: Rate(busiest, .minute), series: series)
    }

    /// Events an hour.
    ///
    /// - Parameter series: How many series of the metric they are spread over: instances times values of labels.
    public static func perHour(quietest: Double, busiest: Double, series: Int = 1) -> Traffic {
        Traffic(quietest: Rate(quietest, .hour), busiest: Rate(busiest, .hour), series: series)
    }
}

extension Traffic {
    /// A number of events a minute or an hour.
    package struct Rate: Sendable, Hashable {
        /// Events an hour, in which both units are exact; nil where the number written is not finite.
        package let anHour: ExactDecimal?
        /// As the author wrote it: `30 an hour`.
        package let words: String

        init(_ amount: Double, _ unit: Unit) {
            let exact = ExactDecimal(literal: amount)
            anHour = exact?.times(ExactDecimal(unit == .hour ? 1 : 60))
            words = "\(exact?.description ?? "\(amount)") \(unit == .hour ? "an" : "a") \(unit.rawValue)"
        }
    }
}
