import Plumbline
import Testing

@Suite struct AlertTests {
    private static let alert = Alert(
        "RowsHigh", when: rows.sum(by: \.backend) > 5, for: .minutes(10), keepFiringFor: .minutes(5),
        severity: .critical, summary: "\(label: \.backend)", description: "\(value: .count)", runbook: "https://a/b",
        labels: ["team": "data"], onMissingData: .staysQuiet(because: "idle"), file: "specs/A.swift", line: 1, column: 2
    )

    @Test func keepsWhatWasDeclared() {
        let alert = Self.alert
        #expect(alert.name == "RowsHigh")
        #expect(Printer.rule.text(alert.expression) == "sum by (backend) (rows) > 5")
        #expect(alert.bound?.value == ExactDecimal(5))
        #expect(alert.labels.names == ["backend"])
        #expect(alert.duration.promQL == "10m" && alert.keepFiringFor?.promQL == "5m")
        #expect(alert.severity == .critical)
        #expect(alert.summary.template == "{{ $labels.backend }}")
        #expect(
            alert.details.template
                == #"{{ $value | printf (or (and (lt $value 1e3) (gt $value -1e3) "%.4g") "%.0f") }}"#)
        #expect(alert.runbook == "https://a/b" && alert.extraLabels == ["team": "data"])
        #expect(alert.origin.description == "specs/A.swift:1:2")
    }

    @Test func keepsTheProblemsOfItsExpression() {
        let alert = Alert(
            "A", when: rows.topK(0) > 5, for: .minutes(1), severity: .warning, summary: "s", description: "d",
            onMissingData: .fires)
        #expect(alert.problems.map(\.message) == ["topk of 0 series is always empty"])
    }
}
