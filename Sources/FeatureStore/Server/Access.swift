import FeatureStoreMetrics
import HTTPTypes
import Hummingbird

/// Who may change something: whoever has the token, and not too often.
struct Access: Sendable {
    /// The secret; nil where none is configured, which refuses all.
    let token: BearerToken?
    /// Bounds the guesses at the token, by address.
    let guesses: RateLimiter
    let metrics: FeatureStoreMetrics

    init(token: BearerToken?, metrics: FeatureStoreMetrics) {
        self.token = token
        self.metrics = metrics
        guesses = RateLimiter(burst: 20, perSecond: 1)
    }

    /// Lets a request with the token pass.
    /// - Throws: ``ProblemDetails``: 403 without a configured token, 401 for another one, 429 after too many others.
    func authorize(_ request: Request, _ context: ServiceContext) throws(ProblemDetails) {
        guard let token else {
            metrics.refusals.increment(reason: .noToken)
            throw ProblemDetails(
                status: .forbidden,
                detail: "this is refused as no token is configured; start the service with FEATURE_STORE_TOKEN_FILE")
        }
        guard !token.authorizes(request.headers[.authorization]) else { return }
        // Counted per address, and only what is wrong: nobody who has the token is locked out by those who guess.
        if let wait = guesses.wait(for: context.remoteAddress ?? "") {
            metrics.refusals.increment(reason: .rateLimit)
            throw .tooManyRequests(
                wait, detail: "too many wrong tokens from this address; wait, then send the right one")
        }
        metrics.refusals.increment(reason: request.headers[.authorization] == nil ? .noToken : .wrongToken)
        throw ProblemDetails(
            status: .unauthorized, detail: "send the header «Authorization: Bearer» with the service's token",
            headers: [.wwwAuthenticate: "Bearer"])
    }
}
