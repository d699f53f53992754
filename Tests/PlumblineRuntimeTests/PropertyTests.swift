import PlumblineRuntime
import Testing

/// Random metrics of hostile texts, read back by Prometheus' own Python parsers and compared digit for digit.
@Suite struct PropertyTests {
    private typealias Recorded = [String: [[String: String]: String]]

    private struct Texts {
        var random: any RandomNumberGenerator

        /// A hostile text, or random scalars of all planes.
        mutating func next() -> String {
            if Bool.random(using: &random) { return hostile[Int.random(in: 0..<hostile.count, using: &random)] }
            let scalars = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random))
            }
            return String(String.UnicodeScalarView(scalars))
        }

        /// Any finite number, by its bits, or a plain one.
        mutating func number() -> Double {
            let value = Double(bitPattern: .random(in: .min ... .max, using: &random))
            return value.isFinite && Bool.random(using: &random)
                ? value : Double(Int.random(in: -1000...1000, using: &random)) / 8
        }
    }

    /// Registers and records, and tells what a parser must find.
    private func fill(_ registry: Registry, _ texts: inout Texts) throws -> Recorded {
        var recorded: Recorded = [:]
        for number in 0..<20 {
            let gauge = try registry.gauge(
                "gauge_\(number)", help: texts.next(), labels: [.open("a", limit: 50), .open("b", limit: 50)])
            let counter = try registry.counter(
                "counter_\(number)_total", help: texts.next(), labels: [.open("a", limit: 50)])
            for _ in 0..<5 {
                let (a, b, value) = (texts.next(), texts.next(), texts.number())
                gauge.series(0, a, b).set(value)
                recorded["gauge_\(number)", default: [:]][["a": a, "b": b]] = "\(value)"
                let count = value.magnitude < 1e300 ? value.magnitude : 1
                guard recorded["counter_\(number)_total"]?[["a": a]] == nil else { continue }
                counter.series(0, a).increment(by: count)
                recorded["counter_\(number)_total", default: [:]][["a": a]] = "\(count)"
            }
        }
        return recorded
    }

    @Test(
        .enabled(if: PythonClient.isInstalled, "install python3-prometheus-client"),
        arguments: [PythonClient.Format.text, .openMetrics], 0..<4)
    func anotherParserFindsExactlyWhatWasRecorded(_ format: PythonClient.Format, _ round: Int) throws {
        let registry = Registry()
        var texts = Texts(random: SystemRandomNumberGenerator())
        let recorded = try fill(registry, &texts)
        let exposition = registry.exposition(format == .text ? .text : .openMetrics)
        #expect(String(validating: exposition, as: UTF8.self) != nil)
        var found: Recorded = [:]
        for sample in try PythonClient.parse(exposition, as: format).values.flatMap(\.samples)
        where !sample.name.hasPrefix("plumbline_") {
            #expect(found[sample.name]?[sample.labels] == nil)
            found[sample.name, default: [:]][sample.labels] = sample.value
        }
        #expect(Set(found.keys) == Set(recorded.keys))
        for (name, samples) in recorded {
            #expect(found[name].map { Set($0.keys) } == Set(samples.keys))
            for (labels, value) in samples {
                #expect(found[name]?[labels].flatMap { Double($0) } == Double(value), "\(name) \(labels)")
            }
        }
    }
}
