import Plumbline
import Testing

@Suite struct ContractTests {
    @Test func mismatchTakesItsFactsFromTheSpec() {
        let expression = Contract.mismatch().query.expression
            .resolving([.service: "feature-store", .fingerprint: "83d7"])
        #expect(
            Printer.rule.text(expression)
                == #"plumbline_contract_info{service="feature-store", fingerprint!="83d7"} == 1"#)
    }

    @Test func recordingRulesAreSeriesOfTheirName() {
        let rule = RecordingRule("backend:rows:sum", rows.sum(by: \.backend), labels: ["tier": "page"])
        #expect(Printer.rule.text(rule.query.expression) == "backend:rows:sum")
        #expect(Printer.rule.text(rule.recording.expression) == "sum by (backend) (rows)")
        #expect(Printer.rule.text((rule > 5).query.expression) == "backend:rows:sum > 5")
        #expect(rule.query.labels.names == ["backend", "tier"])
    }
}
