import Plumbline
import Testing

/// Matchers, with values that want to be something else.
@Suite struct MatcherTests {
    static let table = Table.rows { table in
        table.row(rows.where(\.backend, .is(.postgresql)), #"rows{backend="postgresql"}"#)
        table.row(rows.where(\.backend, .isNot(.duckdb)), #"rows{backend!="duckdb"}"#)
        table.row(rows.where(\.backend, .isOneOf(.duckdb, .postgresql)), #"rows{backend=~"duckdb|postgresql"}"#)
        table.row(rows.where(\.backend, .matches("post.*")), #"rows{backend=~"post.*"}"#)
        table.row(rows.where(\.symbol, .doesNotMatch("A|B")), #"rows{symbol!~"A|B"}"#)
        table.row(rows.where(\.symbol, .isNot("")), #"rows{symbol!=""}"#)
        table.row(
            operations.where(\.outcome, .isOneOf(.error, .timedOut)).rate(),
            #"rate(operations_total{outcome=~"error|timed out"}[5m])"#)
        table.row(up.where(\.job, .is("a")).where(\.instance, .isNot("b:1")), #"up{job="a", instance!="b:1"}"#)
        table.row(
            written.where(\.device, .is("sda")).rate(), #"rate(node_disk_written_bytes_total{device="sda"}[5m])"#)
        table.row(build.where(\.version, .matches("1[.].+")), #"build_info{version=~"1[.].+"}"#)
        table.row(
            latency.where(\.symbol, .is("A")).quantile(0.5),
            #"histogram_quantile(0.5, sum by (le) (rate(latency_ms_bucket{symbol="A"}[5m])))"#)

        table.row(rows.where(\.symbol, .is(#"a"b"#)), #"rows{symbol="a\"b"}"#)
        table.row(rows.where(\.symbol, .is(#"a\b"#)), #"rows{symbol="a\\b"}"#)
        table.row(rows.where(\.symbol, .is("a\nb\rc\td")), #"rows{symbol="a\nb\rc\td"}"#)
        table.row(rows.where(\.symbol, .is(#"} or vector(1) # "#)), #"rows{symbol="} or vector(1) # "}"#)
        table.row(
            rows.where(\.symbol, .is("{{ $labels }} $symbol 'x' `y`")), "rows{symbol=\"{{ $labels }} $symbol 'x' `y`\"}"
        )
        table.row(rows.where(\.symbol, .is("Zürich 東京 🚀")), #"rows{symbol="Zürich 東京 🚀"}"#)
        table.row(rows.where(\.symbol, .is("\"\u{301}\\\u{301}")), "rows{symbol=\"\\\"\u{301}\\\\\u{301}\"}")
        table.row(rows.where(\.symbol, .is("\u{7F}\u{1}")), "rows{symbol=\"\u{7F}\u{1}\"}")
        table.row(rows.where(\.symbol, .isOneOf("A.B", "C+", "D|E")), #"rows{symbol=~"A\\.B|C\\+|D\\|E"}"#)
        table.row(
            rows.where(\.symbol, .isOneOf(#"\.+*?()|[]{}^$"#)),
            #"rows{symbol=~"\\\\\\.\\+\\*\\?\\(\\)\\|\\[\\]\\{\\}\\^\\$"}"#)
        table.row(rows.where(\.symbol, .isOneOf(".\u{301}")), "rows{symbol=~\"\\\\.\u{301}\"}")
        table.row(rows.where(\.symbol, .isOneOf()), #"rows{symbol=~""}"#)
    }

    @Test(arguments: table) func becomes(_ example: Example) { example.check() }

    @Test func aVariableIsSelectedInPanels() {
        let selected = latency.where(\.symbol, .isSelected(in: picked)).observations.rate()
        #expect(
            Printer.panel.text(selected.expression) == #"rate(latency_ms_count{symbol=~"$symbol"}[$__rate_interval])"#)
        let closed = rows.where(\.backend, .isSelected(in: picked))
        #expect(Printer.panel.text(closed.query.expression) == #"rows{backend=~"$symbol"}"#)
    }

    /// A10: Grafana does not escape the value of a variable of which one is always picked.
    @Test(arguments: [(false, false, "="), (true, false, "=~"), (false, true, "=~"), (true, true, "=~")])
    func a10OneValueIsComparedAsItIs(multi: Bool, includeAll: Bool, sign: String) {
        let one = Variable("s", label: "S", valuesOf: \.symbol, in: latency, multi: multi, includeAll: includeAll)
        let selected = rows.where(\.symbol, .isSelected(in: one))
        #expect(Printer.panel.text(selected.query.expression) == #"rows{symbol\#(sign)"$s"}"#)
    }

    @Test func aPathToNoLabelIsAProblemOfThatCall() {
        let queries: [Query<ManifestLabels, Count>] = [
            rows.sum(by: \.self, file: "specs/A.swift", line: 5, column: 6),
            rows.sum(without: \.self, file: "specs/A.swift", line: 5, column: 6),
            rows.topK(1, by: \.self, file: "specs/A.swift", line: 5, column: 6),
        ]
        for query in queries {
            #expect(query.problems.map(\.origin.description) == ["specs/A.swift:5:6"])
            #expect(query.problems.first?.message.hasPrefix("the key path does not name a label") == true)
        }
        let quantile = latency.quantile(0.5, by: \.self, file: "specs/A.swift", line: 5, column: 6)
        #expect(quantile.problems.map(\.origin.description) == ["specs/A.swift:5:6"])
        let matched = [
            rows + rows.matching(on: \.self, file: "specs/A.swift", line: 5, column: 6),
            rows + rows.matching(ignoring: \.self, file: "specs/A.swift", line: 5, column: 6),
            rows + rows.matching(on: \.symbol).groupLeft(\.self, file: "specs/A.swift", line: 5, column: 6),
        ]
        for query in matched {
            #expect(query.problems.map(\.origin.description) == ["specs/A.swift:5:6"])
        }
    }
}
