import FeatureStoreMetrics

/// What a load test is to do, checked.
public struct LoadTestPlan: Sendable, Hashable, Codable {
    /// How many operations are under way at once.
    public let workers: Int
    /// How long it runs, in seconds.
    public let durationSeconds: Double
    /// What its symbols are called; with more than one, followed by a number.
    public let symbol: String
    /// Over how many symbols its operations are spread.
    public let symbols: Int
    /// The share of look-ups among its operations, from 0 to 1.
    public let readShare: Double
    /// The backend to work on, `postgresql` or `duckdb`; nil for the one that the service uses.
    public let backend: String?

    private enum CodingKeys: String, CodingKey {
        case workers, symbol, symbols, backend
        case durationSeconds = "duration_seconds"
        case readShare = "read_share"
    }

    /// The longest that it may run, in seconds.
    static let longest: Int64 = 300

    /// Takes what is within the bounds.
    /// - Throws: ``InvalidLoadTest`` with every problem there is.
    public init(
        workers: Int = 32, durationSeconds: Double = 60, symbol: String = "PERFORMANCE_TEST", symbols: Int = 1,
        readShare: Double = 0.5, backend: String? = nil
    ) throws(InvalidLoadTest) {
        var problems: [String] = []
        if !(1...256).contains(workers) { problems.append("workers is \(workers); give 1 to 256") }
        if !(1...Double(Self.longest)).contains(durationSeconds) {
            problems.append("duration_seconds is \(durationSeconds.text); give 1 to \(Self.longest)")
        }
        if symbol.isEmpty || symbol.utf8.count > 64 || symbol.utf8.contains(0) {
            problems.append("symbol is empty, over 64 bytes or holds a NUL character; give it a short name")
        }
        if !(1...1000).contains(symbols) { problems.append("symbols is \(symbols); give 1 to 1000") }
        if !(0...1).contains(readShare) { problems.append("read_share is \(readShare.text); give 0 to 1") }
        if let backend, Backend(rawValue: backend) == nil {
            problems.append("backend is none of \(Backend.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard problems.isEmpty else { throw InvalidLoadTest(problems: problems) }
        self.workers = workers
        self.durationSeconds = durationSeconds
        self.symbol = symbol
        self.symbols = symbols
        self.readShare = readShare
        self.backend = backend
    }

    /// Takes a JSON object; what it leaves out is as in ``init(workers:durationSeconds:symbol:symbols:readShare:backend:)``.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            workers: values.decodeIfPresent(Int.self, forKey: .workers) ?? 32,
            durationSeconds: values.decodeIfPresent(Double.self, forKey: .durationSeconds) ?? 60,
            symbol: values.decodeIfPresent(String.self, forKey: .symbol) ?? "PERFORMANCE_TEST",
            symbols: values.decodeIfPresent(Int.self, forKey: .symbols) ?? 1,
            readShare: values.decodeIfPresent(Double.self, forKey: .readShare) ?? 0.5,
            backend: values.decodeIfPresent(String.self, forKey: .backend))
    }
}

/// A load test that is out of bounds.
public struct InvalidLoadTest: Error, Sendable, CustomStringConvertible {
    /// One sentence for each problem.
    public let problems: [String]

    /// The problems in one line.
    public var description: String { problems.joined(separator: "; ") }
}
