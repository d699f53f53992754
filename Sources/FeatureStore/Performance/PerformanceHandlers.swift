import Foundation
import HTTPTypes
import Hummingbird

/// The endpoint `/performance`.
struct PerformanceHandlers: Sendable {
    let history: PerformanceHistory
    let recommender: Recommender

    /// `GET /performance`: the last `?window=` seconds, and so many symbols as `?top=` says.
    func report(_ request: Request) throws -> Response {
        let window = try request.number("window", in: PerformanceHistory.windows, default: 300)
        let top = try request.number("top", in: 1...100, default: 10)
        let report = history.report(over: .seconds(window), top: top)
        return try .json(.ok, Body(report, recommender.recommendations(for: report)), keys: .convertToSnakeCase)
    }

    private struct Body: Encodable {
        struct Latencies: Encodable {
            let insert: [PerformanceReport.Latency]
            let read: [PerformanceReport.Latency]
            let lockWait: PerformanceReport.Latency
        }

        let windowSeconds: Double
        let latencies: Latencies
        let operations: Double
        let errors: Double
        let hottestSymbols: [PerformanceReport.Symbol]
        let lockContention: [PerformanceReport.Contention]
        let pool: PerformanceReport.Pool
        let cache: PerformanceReport.Cache
        let recommendations: [Recommendation]
        let history: [PerformanceReport.Moment]

        init(_ report: PerformanceReport, _ recommendations: [Recommendation]) {
            windowSeconds = report.windowSeconds
            latencies = Latencies(insert: report.inserts, read: report.reads, lockWait: report.lockWait)
            operations = report.operations
            errors = report.errors
            hottestSymbols = report.hottestSymbols
            lockContention = report.lockContention
            pool = report.pool
            cache = report.cache
            history = report.history
            self.recommendations = recommendations
        }
    }
}

extension Request {
    /// A whole number of the query; the default where it is left out.
    /// - Throws: ``ProblemDetails`` that says which numbers will do.
    func number(_ name: String, in range: ClosedRange<Int>, default fallback: Int) throws(ProblemDetails) -> Int {
        guard let text = uri.queryParameters[Substring(name)] else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            throw ProblemDetails(
                status: .badRequest,
                detail: "\(name) is not a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
