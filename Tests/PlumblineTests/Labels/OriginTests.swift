import Plumbline
import Testing

/// Every call that a problem may name records the caller's place by default.
@Suite struct OriginTests {
    private static let here: StaticString = #fileID

    @Test func queriesHaveThePlaceOfTheirCall() {
        let line: UInt = #line + 2
        let origins = [
            rows.sum(by: \.backend).origin, rows.sum().origin, rows.sum(without: \.backend).origin, rows.avg().origin,
            rows.avg(by: \.backend).origin, rows.avg(without: \.backend).origin, rows.min().origin,
            rows.min(by: \.backend).origin, rows.min(without: \.backend).origin, rows.max().origin,
            rows.max(by: \.backend).origin, rows.max(without: \.backend).origin, rows.count().origin,
            rows.count(by: \.backend).origin, rows.count(without: \.backend).origin, rows.topK(1).origin,
            rows.topK(1, without: \.backend).origin, rows.bottomK(1).origin, rows.bottomK(1, without: \.backend).origin,
            operations.rate().origin, operations.increase().origin, operations.resets().origin,
            operations.absent().origin, rows.absent().origin, rows.delta().origin, rows.deriv().origin,
            rows.predictLinear(in: .hours(1)).origin, latency.quantile(0.5).origin, latency.average().origin,
            latency.buckets().origin, rows.averageOverTime(.hours(1)).origin, rows.minOverTime(.hours(1)).origin,
            rows.maxOverTime(.hours(1)).origin, rows.sumOverTime(.hours(1)).origin,
            rows.lastOverTime(.hours(1)).origin, rows.countOverTime(.hours(1)).origin,
            rows.quantileOverTime(0.5, .hours(1)).origin, PromQL(unchecked: "a").query.origin,
        ]
        for origin in origins {
            #expect(origin.path == "PlumblineTests/OriginTests.swift")
            #expect((line..<line + 16).contains(origin.line))
        }
        #expect(Set(origins).count == origins.count)
    }

    @Test func declarationsHaveTheirs() {
        let line: UInt = #line + 2
        let declarations: [any Declaration] = [
            Counter("a", ""), Gauge("a", ""), Histogram("a", "", buckets: []), Info("a", "", labels: BuildLabels.self),
            Counter(external: "a", ""), Gauge(external: "a", ""), Histogram(external: "a", "", buckets: []),
            Info(external: "a", "", labels: BuildLabels.self), RuleGroup("a"), Row("a"), Annotation("a"),
            RecordingRule("a", workers), Dashboard("a", title: "", summary: ""),
            Variable("a", label: "", valuesOf: \.symbol, in: latency),
            SLO(
                "a", "", objective: 0.9, over: .days(1), good: hitRatio.atLeast(0.5),
                onMissingData: .staysQuiet(because: "idle")),
            Panel.text("a", markdown: ""), Panel.stat("a"), Panel.graph("a"), Panel.gauge("a"), Panel.barGauge("a"),
            Panel.stateTimeline("a"), Panel.heatmap("a", Series("", latency.buckets())),
            Panel.table("a", rows: \ManifestLabels.backend, ""),
        ]
        for declaration in declarations {
            #expect(declaration.origin.path == "PlumblineTests/OriginTests.swift")
            #expect((line..<line + 11).contains(declaration.origin.line))
        }
        #expect(Set(declarations.map(\.origin)).count == declarations.count)
    }

    @Test func labelsAndMatchersHaveTheirs() throws {
        #expect(
            ManifestLabels.declared.map(\.label.origin.path)
                == Array(repeating: "PlumblineTests/Fixtures.swift", count: 2))
        let narrowed = rows.where(\.symbol, .is("A"), file: "specs/A.swift", line: 4, column: 5)
        #expect(narrowed.selection.matchers.map(\.origin.description) == ["specs/A.swift:4:5"])
        #expect(narrowed.query.origin.description == "specs/A.swift:4:5")
        #expect(narrowed.origin == rows.origin)
    }

    /// Operators cannot know their place, so they take that of their left side.
    @Test func operatorsTakeTheLeftSides() {
        let left = rows.max(by: \.backend, file: "specs/A.swift", line: 4, column: 5)
        #expect((left + rows.max(by: \.backend)).origin == left.origin)
        #expect((left > 5).query.origin == left.origin)
        #expect((5 - left).origin == left.origin)
    }

    @Test func placesSortAsTheyAreRead() {
        let places = [Origin("b", 1, 1), Origin("a", 10, 1), Origin("a", 2, 9), Origin("a", 2, 10), Origin("a", 2, 1)]
        #expect(places.sorted().map(\.description) == ["a:2:1", "a:2:9", "a:2:10", "a:10:1", "b:1:1"])
    }
}
