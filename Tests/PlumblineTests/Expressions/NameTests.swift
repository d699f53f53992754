import Plumbline
import TestSupport
import Testing

/// A15: others' names, as Prometheus reads them.
@Suite struct NameTests {
    private struct HTTPLabels: LabelSet { let route = ExternalLabel("http.route") }

    private static let recorded = Gauge(external: "instance:node_cpu:rate5m", "CPU.")
    private static let active = Gauge(external: "http.server.active_requests", "Requests.", labels: HTTPLabels.self)
    private static let served = Counter(external: "http.served", "Requests.", labels: HTTPLabels.self)

    static let table = Table.rows { table in
        table.row(recorded.where(\.job, .is("a")), #"instance:node_cpu:rate5m{job="a"}"#)
        table.row(active, #"{"http.server.active_requests"}"#)
        table.row(active.where(\.route, .is("/a")), #"{"http.server.active_requests", "http.route"="/a"}"#)
        table.row(
            served.rate().sum(by: \.route, \.instance), #"sum by ("http.route", instance) (rate({"http.served"}[5m]))"#)
        table.row(
            active / active.matching(on: \.route),
            #"{"http.server.active_requests"} / on ("http.route") {"http.server.active_requests"}"#)
    }

    @Test(arguments: table) func becomes(_ example: Example) { example.check() }

    /// Read by Prometheus 3, and by Prometheus 2 where the name is one of its own.
    @Test func prometheusReadsThem() throws {
        let rules = Self.table.enumerated().map { index, row in
            "      - {record: r\(index), expr: \(row.promQL.yamlQuoted)}\n"
        }
        for (judge, count) in zip(Judge.all, [1, rules.count]) {
            let text = "groups:\n  - name: names\n    rules:\n" + rules.prefix(count).joined()
            let run = try Promtool.checkRules(text, by: judge)
            #expect(run.status == 0, "\(run.output)")
        }
    }

    @Test func aLabelOfAnyNameInWords() {
        let words: Text<HTTPLabels, Count> = "\(label: \.route) on \(label: \.instance)"
        #expect(words.segments.template == #"{{ index $labels "http.route" }} on {{ $labels.instance }}"#)
    }
}
