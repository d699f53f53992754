import PlumblineRuntime

/// What Prometheus says of the objectives over all instances.
struct FleetObjectives: Sendable {
    /// The label `service` of the recorded series.
    static let service = "feature-store"

    /// One objective, or one group of it. What Prometheus has no value for is nil.
    struct Status: Sendable, Hashable {
        /// In the objective's unit, over 5 minutes.
        var current: Double?
        /// The share that was good over 5 minutes.
        var goodRatio: Double?
        /// The share that was good over the period.
        var goodRatioOverPeriod: Double?
        /// What is left of the error budget over the period.
        var budgetRemaining: Double?
        /// How many times faster than allowed the budget burns.
        var burnRate: Double?
        /// Events in 5 minutes.
        var events: Double?
    }

    private let objectives: [Objective]
    private let recorded: [Prometheus.Sample]
    private let computed: [Prometheus.Sample]

    /// Asks for all of it in two queries, side by side: of the recorded rules, and of the values that no rule records.
    init(_ objectives: [Objective], from prometheus: Prometheus) async throws {
        async let recorded = prometheus.query(Self.recorded)
        async let computed = prometheus.query(Self.current(of: objectives))
        self.init(objectives, recorded: try await recorded, computed: try await computed)
    }

    init(_ objectives: [Objective], recorded: [Prometheus.Sample], computed: [Prometheus.Sample]) {
        self.objectives = objectives
        self.recorded = recorded
        self.computed = computed
    }

    /// What is known of an objective, for the given values of the labels that it is held by.
    func status(of objective: Objective, labels: [String: String]) -> Status {
        func value(_ samples: [Prometheus.Sample], _ name: String?) -> Double? {
            samples.first { sample in
                sample.labels["slo"] == objective.name && (name == nil || sample.labels["__name__"] == name)
                    && labels.allSatisfy { sample.labels[$0.key] == $0.value }
            }.map(\.value).flatMap { $0.isFinite ? $0 : nil }
        }
        // Without events there is no error ratio, which is not the same as 100 % of something.
        let good = value(recorded, "slo:error:ratio").map { 1 - $0 }
        var current = value(computed, nil)
        if case .events = objective.indicator { current = good.map { $0 * 100 } }
        return Status(
            current: current, goodRatio: good, goodRatioOverPeriod: value(recorded, "slo:sli:ratio"),
            budgetRemaining: value(recorded, "slo:error_budget:remaining"),
            burnRate: value(recorded, "slo:burn_rate:current"), events: value(recorded, Self.events))
    }

    /// Whether the rules are there at all.
    var isEmpty: Bool { recorded.isEmpty }

    private static let events = "slo:events:increase"

    // A matcher for the empty value is one for series without the label. A sum over time has no name of its own.
    private static let recorded = """
        {__name__=~"slo:sli:ratio|slo:error_budget:remaining|slo:burn_rate:current|slo:error:ratio",\
        service="\(service)",window=~"|5m"} \
        or label_replace(sum_over_time(\(events){service="\(service)",kind="total",window="1m"}[5m]), \
        "__name__", "\(events)", "", "")
        """

    /// The values in the objectives' own units, each with its objective's name as the label `slo`.
    static func current(of objectives: [Objective]) -> String {
        objectives.compactMap { objective in
            expression(objective).map { #"label_replace(\#($0), "slo", "\#(objective.name)", "", "")"# }
        }.joined(separator: " or ")
    }

    private static func expression(_ objective: Objective) -> String? {
        let groups = objective.groupedBy.joined(separator: ", ")
        switch objective.indicator {
        case .latency(let series, _, _):
            let by = (["le"] + objective.groupedBy).joined(separator: ", ")
            let rate = "rate(\(selector(series, suffix: "_bucket"))[5m])"
            return "histogram_quantile(\(objective.target), sum by (\(by)) (\(rate)))"
        case .value(let series, let bound):
            // What the worst instance kept to for the promised share of the time.
            let isCeiling = bound.comparison == .atMost
            let share = isCeiling ? objective.target : rounded(1 - objective.target)
            let kept = "quantile_over_time(\(share), \(selector(series))[5m])"
            let worst = "\(isCeiling ? "max" : "min") by (\(groups)) (\(kept))"
            return bound.unit == .ratio ? "100 * \(worst)" : worst
        case .events, .quantile, .inPrometheus:
            return nil
        }
    }

    private static func selector(_ series: Objective.Series, suffix: String = "") -> String {
        let matchers = series.conditions.map { condition in
            switch condition {
            case .label(let name, let values): #"\#(name)=~"\#(values.map(quoted).joined(separator: "|"))""#
            case .labelDiffers(let name, let value): #"\#(name)!~"\#(quoted(value))""#
            }
        }
        return "\(series.metric)\(suffix)" + (matchers.isEmpty ? "" : "{\(matchers.joined(separator: ","))}")
    }

    /// A label value as a regular expression that only it matches, within a PromQL string.
    private static func quoted(_ value: String) -> String {
        value.map { character in
            switch character {
            case "\\": #"\\\\"#
            case "\"": #"\""#
            case "\n": "\\n"
            case _ where ".+*?()|[]{}^$".contains(character): #"\\\#(character)"#
            default: "\(character)"
            }
        }.joined()
    }
}
