import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan
@testable import PlumblineRuleTests

/// A16: the proofs' own words for a value are those that Prometheus makes of the rule's template.
@Suite(.needs("promtool", !Judge.all.isEmpty))
struct WordsTests {
    private static let units: [UnitInfo] = [
        .count, .seconds, .milliseconds, .ratio, .percent, .bytes, .count.perSecond, .bytes.perSecond,
    ]

    @Test(arguments: Judge.all) func a16AsPrometheusSaysIt(judge: Judge) throws {
        let cases = Self.values.flatMap { value in Self.units.map { (value, [TextSegment.value($0, origin)]) } }
        let rules = cases.enumerated().map { index, words in
            "  - {alert: A\(index), expr: v\(index), annotations: {text: \(quoted(words.1.template))}}\n"
        }
        let series = cases.enumerated().map { "    - {series: v\($0), values: '\($1.0)'}\n" }
        let alerts = cases.enumerated().map { index, words in
            "    - {alertname: A\(index), eval_time: 0m, exp_alerts: [{exp_annotations: "
                + "{text: \(quoted(words.1.rendered(words.0, [:])))}}]}\n"
        }
        try withTemporaryFolder { root in
            try put(
                [
                    "rules.yml": "groups:\n- name: words\n  rules:\n\(rules.joined())",
                    "tests.yml": "rule_files: [rules.yml]\ntests:\n  - input_series:\n\(series.joined())"
                        + "    alert_rule_test:\n\(alerts.joined())",
                ], in: root)
            let run = try Command(judge, "promtool", "test", "rules", "tests.yml", in: root).run()
            #expect(run.status == 0, "\(run.output.prefix(4000))")
        }
    }

    /// Of all magnitudes and both signs, and those at which the form changes.
    private static var values: [Double] {
        var generator = SeededGenerator(seed: 16)
        let random = (0..<40).map { _ in
            Foundation.pow(10, Double.random(in: -6...15, using: &generator))
                * (Bool.random(using: &generator) ? 1 : -1)
        }
        return random + [0, 1, -1, 123_456, 999.94, 999.95, 999.96, 1000, -1000, 1234.5, 9999.5, 1e6, 12_345_678]
    }

    private let origin = Origin("specs/A.swift", 1, 1)

    private func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}
