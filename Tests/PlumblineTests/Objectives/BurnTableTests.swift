import Plumbline
import Testing

/// The workbook's burn-rate alerts, and what they become for other periods.
@Suite struct BurnTableTests {
    /// Tier, factor, long and short window of each alert.
    private static func table(_ days: Int) -> [String] {
        [Burn].workbook(days: days).map {
            "\($0.tier) \($0.factor) \($0.long.promQL ?? "") \($0.short.promQL ?? "")"
        }
    }

    /// Table 5-8 of chapter 5.
    @Test func thirtyDaysAreTheWorkbooks() {
        #expect(Self.table(30) == ["page 14.4 1h 5m", "page 6 6h 30m", "ticket 3 1d 2h", "ticket 1 3d 6h"])
    }

    /// The same shares of a budget of four weeks, in the same windows.
    @Test func fourWeeksKeepTheWindows() {
        #expect(Self.table(28) == ["page 13.44 1h 5m", "page 5.6 6h 30m", "ticket 2.8 1d 2h", "ticket 1 3d 6h"])
    }

    @Test func aWeekHasShorterWindows() {
        #expect(Self.table(7) == ["page 13.44 15m 5m", "page 8.4 1h 5m", "ticket 2.8 6h 30m", "ticket 1.4 12h 1h"])
    }

    @Test func aQuarterHasLongerWindows() {
        #expect(Self.table(90) == ["page 14.4 3h 15m", "page 4.5 1d 2h", "ticket 3 3d 6h", "ticket 1.286 7d 1d"])
    }

    @Test func everyPeriodHasBurnsThatCanBeCounted() {
        for days in 1...366 {
            for burn in [Burn].workbook(days: days) {
                #expect((burn.factor.base ?? .zero) >= .one, "\(days) days")
                #expect((burn.short.base ?? .zero) <= (burn.long.base ?? .zero), "\(days) days")
                #expect((burn.long.base?.integer ?? 1) % 300 == 0, "\(days) days")
            }
        }
    }

    @Test func anObjectiveTakesItsOwn() {
        let own: [Burn] = [
            .page(9, over: .hours(1), and: .minutes(5)), .ticket(1, over: .days(3), and: .hours(6)),
        ]
        let slo = SLO(
            "warm", "Warm.", objective: .percent(90), over: .days(30), good: hitRatio.atLeast(0.9),
            onMissingData: .staysQuiet(because: "idle"), burn: own)
        #expect(slo.objectiveDeclaration.burn == own)
        let standard = SLO(
            "warm", "Warm.", objective: .percent(90), over: .days(7), good: hitRatio.atLeast(0.9),
            onMissingData: .staysQuiet(because: "idle"))
        #expect(standard.objectiveDeclaration.burn == .workbook(days: 7))
    }

    @Test func aKeyPathToNoLabelIsAProblem() {
        let slo = SLO(
            "fast", "Fast.", objective: .percent(95), over: .days(30), good: latency.faster(than: .milliseconds(5)),
            by: \.self, onMissingData: .staysQuiet(because: "idle"), file: "specs/A.swift", line: 2, column: 3)
        #expect(slo.objectiveDeclaration.problems.map(\.origin.description) == ["specs/A.swift:2:3"])
    }

    @Test func aLabelThatTheIndicatorHasNotIsAProblem() {
        let slo = SLO(
            "fast", "Fast.", objective: .percent(95), over: .days(30),
            good: latency.quantile(0.95, by: \.backend).atMost(.milliseconds(5)), by: \.backend, \.symbol,
            onMissingData: .staysQuiet(because: "idle"))
        #expect(
            slo.objectiveDeclaration.problems.map(\.message) == [
                "label 'symbol' in objective 'fast' was aggregated away by sum by (backend)"
            ])
    }
}
