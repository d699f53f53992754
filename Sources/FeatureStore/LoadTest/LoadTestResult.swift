/// What a load test came to.
public struct LoadTestResult: Sendable, Codable {
    /// The latencies of one operation on one backend, in milliseconds; percentiles within 1 %, the longest exact.
    public struct Latency: Sendable, Codable {
        /// `insert` or `read`.
        public let operation: String
        /// Where the rows are.
        public let backend: String
        /// How many there were.
        public let count: Int
        /// Half of them took no longer.
        public let p50: Double
        /// 95 % took no longer.
        public let p95: Double
        /// 99 % took no longer.
        public let p99: Double
        /// None took longer.
        public let max: Double

        private enum CodingKeys: String, CodingKey {
            case operation, backend, count
            case p50 = "p50_ms"
            case p95 = "p95_ms"
            case p99 = "p99_ms"
            case max = "max_ms"
        }
    }

    /// Whether one objective held under the load.
    public struct Verdict: Sendable, Codable {
        /// What is promised.
        public let threshold: Double
        /// What was measured; null without events.
        public let current: Double?
        /// Whether it held.
        public let compliant: Bool
    }

    /// Tells this test's rows and lines of the log from others.
    public let id: String
    /// What it was to do.
    public let plan: LoadTestPlan
    /// `completed` or `aborted`.
    public let outcome: String
    /// Why it was aborted; null where it was not.
    public let reason: String?
    /// How long it ran.
    public let durationSeconds: Double
    /// How many operations ended, failed ones included.
    public let operations: Int
    /// Operations that ended each second.
    public let throughputPerSecond: Double
    /// By operation and backend.
    public let latencies: [Latency]
    /// Failed operations by kind.
    public let errors: [String: Int]
    /// The objectives by the names that `GET /slo` has for them.
    public let slos: [String: Verdict]
    /// Whether all objectives held.
    public let slosHeld: Bool
    /// The rows that it wrote and that were removed again; null where the store was away, and it is tried again later.
    public let rowsRemoved: Int?

    private enum CodingKeys: String, CodingKey {
        case id, plan, outcome, reason, operations, latencies, errors, slos
        case durationSeconds = "duration_seconds"
        case throughputPerSecond = "throughput_per_second"
        case slosHeld = "slos_held"
        case rowsRemoved = "rows_removed"
    }
}

/// How far a load test is.
public struct LoadTestProgress: Sendable, Codable {
    /// Which one.
    public let id: String
    /// The share of its time that has passed, from 0 to 1.
    public let share: Double
    /// Operations so far.
    public let operations: Int
    /// Failed ones among them.
    public let errors: Int
    /// How long it has been running, in seconds.
    public let elapsedSeconds: Double
    /// How long it is to run, in seconds.
    public let durationSeconds: Double

    private enum CodingKeys: String, CodingKey {
        case id, share, operations, errors
        case elapsedSeconds = "elapsed_seconds"
        case durationSeconds = "duration_seconds"
    }
}

/// What one worker measured, and its errors.
struct LoadTestSamples: Sendable {
    var inserts = LatencyRecorder()
    var reads = LatencyRecorder()
    var errors: [String: Int] = [:]

    var count: Int { inserts.count + reads.count }

    mutating func merge(_ other: LoadTestSamples) {
        inserts.merge(other.inserts)
        reads.merge(other.reads)
        errors.merge(other.errors, uniquingKeysWith: +)
    }

    /// Both operations' latencies, where there were any.
    func latencies(backend: String) -> [LoadTestResult.Latency] {
        [("insert", inserts), ("read", reads)].compactMap { operation, recorder in
            guard let p50 = recorder.quantile(0.5), let p95 = recorder.quantile(0.95), let p99 = recorder.quantile(0.99)
            else { return nil }
            return LoadTestResult.Latency(
                operation: operation, backend: backend, count: recorder.count, p50: p50, p95: p95, p99: p99,
                max: recorder.longest)
        }
    }
}
