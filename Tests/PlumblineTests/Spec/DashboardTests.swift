import Plumbline
import Testing

@Suite struct DashboardTests {
    private static let board = Dashboard("my-board", title: "Board", summary: "A board.")

    @Test func theFileIsNamedAfterTheBoard() {
        #expect(Self.board.fileName == "my_board")
        #expect(Dashboard("a", title: "", summary: "", fileName: "b").fileName == "b")
    }

    @Test func variablesReadAHistogramsCount() {
        #expect(picked.declaration.suffix == "_count")
        #expect(picked.declaration.label == "symbol")
        #expect(Variable("b", label: "B", valuesOf: \.backend, in: rows).declaration.suffix == "")
        #expect(Variable("b", label: "B", valuesOf: \.self, in: rows).declaration.label == nil)
    }

    @Test func drillDownsSetAVariableFromALabel() throws {
        let link = Link.drillDown("Symbol", Self.board, setting: picked, to: \ManifestLabels.symbol)
        guard case .dashboard(let board, let setting?) = link.target else { Issue.record("no setting"); return }
        #expect(board.uid == "my-board")
        #expect(setting.variable == picked.declaration)
        #expect(setting.label == "symbol")
    }

    @Test func runbookLinksAreNamedAfterTheirAlert() {
        let alert = Alert(
            "WorkersHigh", when: workers > 5, for: .minutes(1), severity: .warning, summary: "s", description: "d",
            onMissingData: .fires)
        #expect(Link.runbook(alert).title == "Runbook: WorkersHigh")
    }

    @Test func panelsDrawTheObjectivesBound() {
        let slo = SLO(
            "a", "A.", objective: 0.9, over: .days(7), good: timeout.atMost(.seconds(2)),
            onMissingData: .staysQuiet(because: "idle"))
        let panel = Panel.graph("T", Series("t", timeout), objective: slo)
        #expect(panel.objective?.threshold.value == ExactDecimal(2000))
        #expect(panel.objective?.threshold.isCeiling == true)
        #expect(Panel.stat("T", Series("t", timeout), objective: workers).objective == nil)
    }

    @Test func seriesKeepWhatTheirQueryIs() {
        let series = Series("\(label: \.backend) rows", rows.sum(by: \.backend).topK(0))
        #expect(series.legend.legend == "{{backend}} rows")
        #expect(series.unit == .count)
        #expect(series.labels.names == ["backend"])
        #expect(series.problems.count == 1)
    }

    @Test func stepsAndMappingsAreExact() {
        #expect(Step.from(0.1, .red).value?.description == "0.1")
        #expect(Step.base(.green).value == nil)
        #expect(Mapping.value(0.5, "Degraded", .orange).value.description == "0.5")
    }
}
