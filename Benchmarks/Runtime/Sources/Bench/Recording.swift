import PlumblineRuntime
import Synchronization

/// Recording on held handles and by look-up, with the limits measured in the same way.
func recording(_ report: Report) throws {
    let registry = Registry()
    let counter = try registry.counter("c_total", help: "C.").series()
    let gauge = try registry.gauge("g", help: "G.").series()
    let histogram = try registry.histogram("h", help: "H.", buckets: bounds).series()
    let cells = (0..<2).map { _ in Cell() }
    for threads in [1, 2] {
        func row(_ name: String, calls: Int = 5_000_000, _ body: @escaping @Sendable (Int, Int) -> Void) {
            report.add(name, threads: threads, nanoseconds(threads: threads, calls: calls, body))
        }
        row("limit: counter +1, one cell") { _, calls in cells[0].add(calls) }
        row("limit: counter +1") { thread, calls in cells[thread].add(calls) }
        row("counter +1") { _, calls in for _ in 0..<calls { counter.increment() } }
        row("gauge set") { _, calls in for number in 0..<calls { gauge.set(Double(number)) } }
        row("histogram, 11 buckets") { _, calls in forEachValue(calls) { histogram.observe($1) } }
    }
    try lookUps(registry, report)
}

/// 1000 series by two labels: both closed, or one of them open.
private func lookUps(_ registry: Registry, _ report: Report) throws {
    let ten = LabelSchema.closed("a", values: (0..<10).map { "a\($0)" })
    let closed = try registry.histogram(
        "closed", help: "C.", buckets: bounds, labels: [ten, .closed("b", values: (0..<100).map { "b\($0)" })])
    let open = try registry.histogram(
        "open", help: "O.", buckets: bounds, labels: [ten, .open("symbol", limit: 1000)])
    let strings = try registry.histogram(
        "strings", help: "S.", buckets: bounds, labels: [.open("a", limit: 10), .open("symbol", limit: 100)])
    let symbols = (0..<100).map { "symbol-\($0)" }
    let tens = (0..<10).map { "backend-\($0)" }
    let orders = (0..<2).map { _ in (0..<1024).map { _ in Int.random(in: 0..<1000) } }
    for threads in [1, 2] {
        func row(_ name: String, _ body: @escaping @Sendable (Int, Double) -> Void) {
            report.add(
                name, threads: threads,
                nanoseconds(threads: threads, calls: 2_000_000) { thread, calls in
                    // Threads walk the series in other orders, as services do.
                    orders[thread].withUnsafeBufferPointer { order in
                        forEachValue(calls) { body(order[$0 & 1023], $1) }
                    }
                })
        }
        row("2 closed labels looked up + observe") { closed.series($0).observe($1) }
        row("2 closed labels, withSeries") { number, value in closed.withSeries(number) { $0.observe(value) } }
        row("closed and string label looked up + observe") { open.series($0 / 100, symbols[$0 % 100]).observe($1) }
        row("closed and string label, withSeries") { number, value in
            open.withSeries(number / 100, symbols[number % 100]) { $0.observe(value) }
        }
        row("2 string labels looked up + observe") { strings.series(0, tens[$0 / 100], symbols[$0 % 100]).observe($1) }
        row("2 string labels, withSeries") { number, value in
            strings.withSeries(0, tens[number / 100], symbols[number % 100]) { $0.observe(value) }
        }
    }
}

/// The bounds of every benchmark's histograms: the defaults of Prometheus' clients.
let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/// Values in every bucket, in an order that no branch predictor learns.
private let values: [Double] = (0..<1024).map { _ in bounds[Int.random(in: 0..<11)] * Double.random(in: 0.3...1.2) }

@inline(__always)
private func forEachValue(_ calls: Int, _ body: (Int, Double) -> Void) {
    values.withUnsafeBufferPointer { values in for number in 0..<calls { body(number, values[number & 1023]) } }
}

/// A word in cache lines of its own.
private final class Cell: Sendable {
    private let before = (0, 0, 0, 0, 0, 0, 0, 0)
    private let value = Atomic<UInt64>(0)
    private let after = (0, 0, 0, 0, 0, 0, 0, 0)

    func add(_ calls: Int) { for _ in 0..<calls { value.wrappingAdd(1, ordering: .relaxed) } }
}
