import Plumbline
import Testing

/// Prometheus' own parser accepts every expression of the tables, on one line and broken wherever it can be.
@Suite struct AcceptanceTests {
    static let tables = [
        RateTests.table, HistogramTests.table, AggregationTests.table, ArithmeticTests.table, ComparisonTests.table,
        SetOperationTests.table, MatchingTests.table, OverTimeTests.table, MatcherTests.table, UncheckedTests.table,
        ObjectiveTests.table,
    ]

    @Test func promtoolAcceptsEveryRow() throws {
        let narrow = Printer(.rule(window: .minutes(5)), width: 20)
        let texts = Self.tables.flatMap { $0 }.flatMap { [$0.promQL, narrow.text($0.expression)] }
        let run = try Promtool.checkRules(rules(texts))
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("SUCCESS: \(texts.count) rules found"), "\(run.output)")
    }

    @Test func promtoolRefusesWhatIsNoPromQL() throws {
        let run = try Promtool.checkRules(rules(["workers", "sum(workers"]))
        #expect(run.status != 0)
        #expect(run.output.contains("could not parse expression"), "\(run.output)")
    }

    private func rules(_ texts: [String]) -> String {
        let rules = texts.enumerated().map { index, text in
            "      - {record: \"row:\(index)\", expr: \(text.yamlQuoted)}\n"
        }
        return "groups:\n  - name: rows\n    rules:\n" + rules.joined()
    }
}
