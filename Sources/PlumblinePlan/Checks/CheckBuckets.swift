import Plumbline

/// Histogram buckets are finite, ascending and distinct, and there is at least one.
@Sendable func checkBuckets(_ declarations: Declarations) -> [Problem] {
    declarations.metrics.map(\.value).flatMap { metric -> [Problem] in
        guard case .histogram(let buckets) = metric.kind else { return [] }
        func problem(_ message: String, _ mend: String) -> Problem {
            Problem("\(metric.name) \(message)", at: metric.origin, mend: mend)
        }
        let finite = buckets.compactMap { $0 }
        if buckets.isEmpty { return [problem("has no buckets", "give upper bounds, ascending")] }
        if finite.count < buckets.count {
            return [problem("has a bucket that is not a finite number", "leave +Inf out: it is always there")]
        }
        if let twice = zip(finite, finite.dropFirst()).first(where: { $0 == $1 }) {
            return [problem("has the bucket \(twice.0) twice", "remove one")]
        }
        if let wrong = zip(finite, finite.dropFirst()).first(where: { $0 > $1 }) {
            return [problem("has buckets out of order: \(wrong.0) before \(wrong.1)", "sort them ascending")]
        }
        return []
    }
}
