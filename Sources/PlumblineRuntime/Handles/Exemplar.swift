/// A trace in which a recording was made, to find an example of what a metric counts.
///
/// ```swift
/// latency.observe(0.67, exemplar: Exemplar(traceID: (0x4bf92f3577b34da6, 0xa3ce929d0e0e4736), spanID: 0x00f067aa0ba902b7))
/// // …_bucket{le="1.0"} 1 # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"} 0.67 1760000000.123
/// ```
///
/// The identifiers are numbers, as W3C's Trace Context defines them (https://www.w3.org/TR/trace-context/), so that
/// keeping one allocates nothing and no text can break out of its place.
public struct Exemplar: Sendable, Hashable {
    let high: UInt64
    let low: UInt64
    let span: UInt64

    /// Takes the two halves of the trace's identifier and the span's identifier.
    public init(traceID: (UInt64, UInt64), spanID: UInt64) {
        (high, low) = traceID
        span = spanID
    }

    /// Reads the identifiers as a `traceparent` header has them: 32 and 16 hexadecimal digits. Nil for other text.
    public init?(traceID: String, spanID: String) {
        guard let trace = Self.words(traceID, count: 2), let span = Self.words(spanID, count: 1) else { return nil }
        self.init(traceID: (trace[0], trace[1]), spanID: span[0])
    }

    private static func words(_ text: String, count: Int) -> [UInt64]? {
        let digits = Array(text.utf8)
        guard digits.count == 16 * count else { return nil }
        var words: [UInt64] = []
        for start in stride(from: 0, to: digits.count, by: 16) {
            let word = digits[start..<start + 16]
            // A sign is no digit, though `UInt64` takes it.
            guard word.first != UInt8(ascii: "+"), word.first != UInt8(ascii: "-"),
                let value = UInt64(String(decoding: word, as: UTF8.self), radix: 16)
            else { return nil }
            words.append(value)
        }
        return words
    }
}
