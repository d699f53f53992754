import Plumbline
import PlumblineGenerator
import Testing

/// What `specs check --costs` says of objectives.
@Suite struct ObjectiveCostTests {
    private static func cost(_ objective: any Declaration, scraped interval: Quantity<Time>) throws -> ObjectiveCost {
        let spec = Shop.spec([objective], scraped: interval)
        return try #require(objectiveCosts(Plan(spec), spec).first)
    }

    /// 2 h, 6 h, 1 d, 3 d and 30 d are 9,888 times 5 minutes; 5 min, 30 min and 1 h are 380 times 15 seconds.
    @Test func eventsOverThirtyDays() throws {
        let cost = try Self.cost(Shop.availability(99.9), scraped: .seconds(15))
        #expect(cost == ObjectiveCost(name: "availability", rules: 25, series: 30, points: 19_776, samples: 760))
        #expect(
            cost.description == """
                objective 'availability': 25 rules record 30 series; each minute they read 19776 recorded points, \
                and 760 samples of each series of the metric
                """)
    }

    @Test func aGaugeIsLookedAtThreeTimes() throws {
        let warm = SLO("warm", "Warm.", objective: .percent(95), over: .days(30), good: Shop.hitRatio.atLeast(0.9))
        #expect(try Self.cost(warm, scraped: .seconds(30)).samples == 3 * 190)
    }
}
