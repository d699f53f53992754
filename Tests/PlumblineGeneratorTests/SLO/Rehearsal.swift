import Foundation
import Plumbline
import PlumblineGenerator
import TestSupport
import Testing

/// Rules played against series by `promtool test rules`: Prometheus' own engine, one sample and one evaluation a minute.
struct Rehearsal {
    private let rules: [UInt8]
    private let series: [(series: String, values: String)]
    private let minutes: Int
    private var expectations: [String] = []
    private var alerts: [String] = []

    /// `series` are in promtool's notation: `0+10x60` is 61 samples.
    init(
        _ objectives: [any Declaration], _ series: [(series: String, values: String)], also: [any Sendable] = [],
        every minutes: Int = 1
    ) throws {
        self.minutes = minutes
        let files = try outputFiles(of: Shop.spec(objectives, also: also), templates: Templates())
        rules = try #require(files.first { $0.path == "generated/prometheus_alerts.yml" }).bytes
        self.series = series
    }

    /// The expression has as many series at that minute; a comparison has those that hold.
    mutating func expect(_ count: Int, of expression: String, at minute: Int) {
        expectations.append(
            """
                - expr: \(yaml("count(\(expression)) or vector(0)"))
                  eval_time: \(minute)m
                  exp_samples: [{labels: '{}', value: \(count)}]
            """)
    }

    /// The objective's alert of that tier fires at that minute, or does not.
    mutating func expect(_ tier: Tier, of objective: String, fires: Bool, at minute: Int) {
        expect(
            fires ? 1 : 0, of: #"ALERTS{alertstate="firing", slo="\#(objective)", tier="\#(tier.rawValue)"}"#,
            at: minute)
    }

    /// Nothing that was recorded up to that minute is NaN.
    mutating func expectNumbers(upTo minute: Int) {
        let everything = #"{__name__=~"slo:.+"}"#
        expect(0, of: "count(\(everything)) - count(\(everything) >= -Inf) > 0", at: minute)
        let sums = "sum_over_time(slo:error:ratio[\(minute)m])"
        expect(0, of: "\(sums) unless \(sums) >= 0", at: minute)
        expect(1, of: "count(\(sums) >= 0) > 0", at: minute)
    }

    /// An alert with all its labels and annotations.
    mutating func expectAlert(_ name: String, at minute: Int, labels: [String: String], annotations: [String: String]) {
        func map(_ pairs: [String: String]) -> String {
            "{" + pairs.sorted { $0.key < $1.key }.map { "\($0.key): \(yaml($0.value))" }.joined(separator: ", ") + "}"
        }
        alerts.append(
            """
                - eval_time: \(minute)m
                  alertname: \(name)
                  exp_alerts: [{exp_labels: \(map(labels)), exp_annotations: \(map(annotations))}]
            """)
    }

    /// Plays it and records what promtool says against the test.
    func play(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let inputs = series.map { "    - {series: \(yaml($0.series)), values: \(yaml($0.values))}" }
        let tests = """
            rule_files: [rules.yml]
            evaluation_interval: \(minutes)m
            tests:
            - interval: 1m
              input_series:
            \(inputs.joined(separator: "\n"))
              promql_expr_test:
            \(expectations.joined(separator: "\n"))
              alert_rule_test:
            \(alerts.joined(separator: "\n"))

            """
        try #require(!Judge.all.isEmpty, "promtool is not installed: run `make setup`", sourceLocation: sourceLocation)
        for judge in Judge.all {
            let run = try withTemporaryFolder { folder in
                try Data(rules).write(to: URL(filePath: "\(folder)/rules.yml"))
                try Data(tests.utf8).write(to: URL(filePath: "\(folder)/tests.yml"))
                return try Command(judge, "promtool", "test", "rules", "tests.yml", in: folder).run()
            }
            #expect(run.status == 0, "\(judge): \(run.output)", sourceLocation: sourceLocation)
        }
    }

    /// A single-quoted YAML scalar.
    private func yaml(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}
