import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// What `specs check --costs` says of objectives.
@Suite struct ObjectiveCostTests {
    private static func cost(_ objective: any Declaration, scraped interval: Quantity<Time>) throws -> ObjectiveCost {
        let spec = Shop.spec([objective], scraped: interval)
        return try #require(objectiveCosts(Plan(spec), spec).first)
    }

    /// Of two kinds the minutes of 5 min, 30 min, 1 h, 2 h and 6 h; of three the half hours of 1 d, 3 d and 30 d, and an hour
    /// at both ends of each, the last half hour twice, and the last hour; to end a piece 12 h of four, and twice half an
    /// hour; for alerts 1 h and 6 h twice, 1 d and 3 d once.
    @Test func eventsOverThirtyDays() throws {
        let cost = try Self.cost(Shop.availability(99.9), scraped: .seconds(15))
        #expect(cost == ObjectiveCost(name: "availability", rules: 22, series: 30, points: 17_026, samples: 160))
        #expect(
            cost.description == """
                objective 'availability': 22 rules record 30 series; each minute they read 17026 recorded points, \
                and 160 samples of each series of the metric
                """)
    }

    @Test func aGaugeIsLookedAtThreeTimes() throws {
        let warm = SLO(
            "warm", "Warm.", objective: .percent(95), over: .days(30), good: Shop.hitRatio.atLeast(0.9),
            onMissingData: .staysQuiet(because: "idle"))
        #expect(try Self.cost(warm, scraped: .seconds(30)).samples == 3 * 2)
    }
}
