package import Plumbline

/// A time, or a length of time.
package typealias Milliseconds = Int

extension Quantity where D == Time {
    /// Whole milliseconds; none where it is no such number.
    package var milliseconds: Milliseconds { base?.times(ExactDecimal(1000))?.integer ?? 0 }
}

/// `5m`, `1h30m`, `0s`
package func durationText(_ time: Milliseconds) -> String {
    Quantity<Time>(base: ExactDecimal(time, exponent: -3), words: "").promQL ?? "0s"
}

/// How long Prometheus shows a series after its last sample.
package let lookback: Milliseconds = 300_000

extension Window {
    /// The length that was written, where one was.
    package var fixed: Quantity<Time>? { if case .fixed(let time) = self { time } else { nil } }
}
