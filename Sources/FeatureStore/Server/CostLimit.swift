import FeatureStoreMetrics

/// Bounds how often one address may ask for what costs the service something to answer: more than people and their
/// pages need by far.
struct CostLimit: Sendable {
    let metrics: FeatureStoreMetrics
    private let limiter = RateLimiter(burst: 60, perSecond: 20)

    init(metrics: FeatureStoreMetrics) { self.metrics = metrics }

    /// - Throws: ``ProblemDetails``: 429 with the time to wait.
    func check(_ context: ServiceContext) throws(ProblemDetails) {
        guard let wait = limiter.wait(for: context.remoteAddress ?? "") else { return }
        metrics.refusals.increment(reason: .rateLimit)
        throw .tooManyRequests(wait, detail: "too many requests for this from your address; wait")
    }
}
