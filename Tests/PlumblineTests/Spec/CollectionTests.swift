import Plumbline
import Testing

/// A spec's declarations are found among its stored properties: all of them, in order, with their names.
@Suite struct CollectionTests {
    private struct Latencies {
        let group = RuleGroup("latency")
        let first = RecordingRule("a:rows:sum", rows.sum())
        let nested = Deeper()
        let last = RecordingRule("a:rows:max", rows.max())
    }

    private struct Deeper {
        let inner = RecordingRule("a:rows:min", rows.min())
        let own = OtherGroup()
    }

    private struct OtherGroup {
        let group = RuleGroup("other")
        let other = RecordingRule("a:rows:avg", rows.avg())
    }

    private struct Board {
        let summary = Row("Summary")
        let dashboard = Dashboard("board", title: "Board", summary: "A board.")
        let panels = Panels()
        let after = Panel.text("After", markdown: "After.")
    }

    private struct Panels {
        let one = Panel.stat("One", Series("rows", rows.sum()))
        let two = Panel.stat("Two", Series("rows", rows.max()))
    }

    private struct Several {
        let before = Gauge("before", "")
        let each = Backend.allCases.map { Gauge("each_\($0)", "") }
        let present: Gauge<NoLabels, Count>? = Gauge("present", "")
        let missing: Gauge<NoLabels, Count>? = nil
        let many: [Gauge<NoLabels, Count>]? = [Gauge("many", "")]
        let pair = (Gauge("left", ""), right: Gauge("right", ""))
        let after = Gauge("after", "")
    }

    private struct Mixed {
        static let shared = Gauge("shared", "")
        let name = "not a declaration"
        let threshold = Quantity<Count>.count(5)
        let condition = workers > 5
        let link = Link.dashboard("Board", Board().dashboard)
        let links = [
            Link.runbook(
                Alert(
                    "A", when: workers > 5, for: .minutes(1), severity: .warning, summary: "s",
                    description: "d", onMissingData: .fires))
        ]
        let series = Series("workers", workers)
        private let hidden = Gauge("hidden", "")
        lazy var made = Gauge("made", "")
        var computed: Gauge<NoLabels, Count> { Gauge("computed", "") }
    }

    private func spec(_ declarations: any Sendable...) -> Spec {
        Spec(
            "service", module: "Service",
            scrape: Spec.Scrape(job: "service", interval: .seconds(15), retention: .days(15)), runbooks: nil,
            grafana: "http://localhost:3000", items: declarations.flatMap { SpecItem.collect($0) },
            origin: Origin("specs/Spec.swift", 1, 1))
    }

    @Test func rulesHaveTheGroupOfTheNearestStruct() {
        let items = spec(Latencies()).items
        #expect(items.map(\.property) == ["group", "first", "inner", "group", "other", "last"])
        #expect(items.map { $0.group?.name } == ["latency", "latency", "latency", "other", "other", "latency"])
    }

    @Test func panelsHaveTheDashboardOfTheNearestStruct() {
        let items = spec(Board(), Latencies()).items
        #expect(items.prefix(5).map(\.property) == ["summary", "dashboard", "one", "two", "after"])
        #expect(items.prefix(5).allSatisfy { $0.dashboard?.uid == "board" })
        #expect(items.dropFirst(5).allSatisfy { $0.dashboard == nil })
    }

    @Test func arraysOptionalsAndTuplesAreLookedInto() {
        let items = spec(Several()).items
        #expect(
            items.map(\.property) == [
                "before", "each1", "each2", "present", "many1", ".0", "right", "after",
            ])
        #expect(
            items.compactMap { ($0.declaration as? Gauge<NoLabels, Count>)?.metric.name } == [
                "before", "each_postgresql", "each_duckdb", "present", "many", "left", "right", "after",
            ])
    }

    @Test func onlyStoredDeclarationsCount() {
        #expect(spec(Mixed()).items.map(\.property) == ["hidden"])
        #expect(spec().items.isEmpty)
        #expect(spec(5, "five").items.isEmpty)
    }

    @Test func aDeclarationHandedOverBareIsNotLost() {
        #expect(spec(workers, [limit]).items.compactMap { $0.declaration as? Gauge<NoLabels, Count> }.count == 2)
    }

    @Test func theSpecKeepsTheOrderOfItsStructs() {
        let spec = Spec(
            "service", module: "Service",
            scrape: Spec.Scrape(job: "service", interval: .seconds(15), retention: .days(15)),
            grafana: "http://localhost:3000", Several(), Latencies())
        #expect(spec.items.first?.property == "before")
        #expect(spec.items.last?.property == "last")
        #expect(spec.window.promQL == "5m")
        #expect(spec.origin.path == "PlumblineTests/CollectionTests.swift")
    }

    @Test func labelsAreFoundInDeclaredOrder() {
        #expect(ManifestLabels.declared.map(\.property) == ["backend", "symbol"])
        #expect(NoLabels.declared.isEmpty)
        guard case .closed("Outcome", let cases)? = OutcomeLabels.declared.first?.label.values else {
            Issue.record("outcome is not closed")
            return
        }
        #expect(cases.map(\.swiftName) == ["success", "error", "timedOut"])
        #expect(cases.map(\.value) == ["success", "error", "timed out"])
        #expect(ManifestLabels.declared.map(\.label.values).last == .open(limit: 500))
        #expect(DeviceLabels.declared.map(\.label.values) == [.external])
    }
}
