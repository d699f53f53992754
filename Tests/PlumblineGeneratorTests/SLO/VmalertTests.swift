import Foundation
import Plumbline
import PlumblineGenerator
import TestSupport
import Testing

/// The rules of objectives in today's vmalert, on VictoriaMetrics.
@Suite(.needs("vmalert-tool; run `make setup`", (try? Judge.today.path(of: "vmalert-tool")) != nil))
struct VmalertTests {
    /// A1: a rule's label overwrites none that its expression still has, which vmalert would rename. In the north every
    /// second request fails from the third hour on.
    @Test func a1AGroupedObjectivePagesAndWritesTickets() throws {
        let each = SLO(
            "each", "Each region.", objective: .percent(99), over: .days(28), good: Shop.succeeding, by: \.region,
            onMissingData: .staysQuiet(because: "idle"))
        let files = try outputFiles(of: Shop.spec([each], scraped: .seconds(15)), templates: Templates())
        let rules = try #require(files.first { $0.path == "generated/prometheus_alerts.yml" }).bytes
        func firing(_ tier: String, _ region: String) -> String {
            "count(ALERTS{alertstate='firing', tier='\(tier)', region='\(region)'}) or vector(0)"
        }
        let expected = [
            (firing("page", "north"), 170, 0), (firing("page", "north"), 200, 1), (firing("ticket", "north"), 300, 1),
            (firing("page", "south"), 300, 0), ("count({exported_window!=''}) or vector(0)", 300, 0),
        ]
        let tests = """
            rule_files: [rules.yml]
            evaluation_interval: 1m
            tests:
            - interval: 15s
              input_series:
              - {series: 'shop_requests_total{region="north",outcome="success"}', values: 0+25x1440}
              - {series: 'shop_requests_total{region="north",outcome="error"}', values: 0x720 0+25x719}
              - {series: 'shop_requests_total{region="south",outcome="success"}', values: 0+25x1440}
              metricsql_expr_test:
            \(expected.map { expression, minute, count in
                """
                  - expr: "\(expression)"
                    eval_time: \(minute)m
                    exp_samples: [{labels: '{}', value: \(count)}]
                """
            }.joined(separator: "\n"))
            """
        let run = try withTemporaryFolder { folder in
            try Data(rules).write(to: URL(filePath: "\(folder)/rules.yml"))
            try Data(tests.utf8).write(to: URL(filePath: "\(folder)/tests.yml"))
            return try Command(Judge.today, "vmalert-tool", "unittest", "--files=tests.yml", in: folder).run()
        }
        #expect(run.status == 0, "\(run.output)")
    }
}
