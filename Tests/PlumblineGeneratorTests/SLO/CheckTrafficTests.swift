import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// Declared traffic that cannot be, or that cannot reach a tier, is an error with a remedy.
@Suite struct CheckTrafficTests {
    private static func problems(_ objectives: any Declaration..., also: [any Sendable] = []) -> [String] {
        do throws(Diagnostics) {
            _ = try ProvenPlan(Shop.spec(objectives, also: also))
            return []
        } catch { return error.problems.map { "\($0.message); \($0.mend)" } }
    }

    @Test(arguments: [
        (
            Traffic.perMinute(quietest: 0, busiest: 600),
            "is quietest at 0 a minute; write a number over 0, and up to 60000000000 events an hour"
        ),
        (
            .perHour(quietest: 30, busiest: .infinity),
            "is busiest at inf an hour; write a number over 0, and up to 60000000000 events an hour"
        ),
        (
            .perMinute(quietest: 1, busiest: 1e10),
            "is busiest at 10000000000 a minute; write a number over 0, and up to 60000000000 events an hour"
        ),
        (.perMinute(quietest: 600, busiest: 0.5), "is quietest at 600 a minute and busiest at 0.5 a minute; swap them"),
        (
            .perMinute(quietest: 1, busiest: 1, series: 0),
            "spreads its traffic over 0 series; write from 1 to 100; more are counted alike"
        ),
        (
            .perMinute(quietest: 1, busiest: 1, series: 101),
            "spreads its traffic over 101 series; write from 1 to 100; more are counted alike"
        ),
    ])
    func trafficThatCannotBe(_ traffic: Traffic, _ problem: String) {
        #expect(
            Self.problems(Shop.availability(99.9, traffic: traffic)) == ["objective 'availability' \(problem)"])
    }

    @Test func valuesAreLookedAtWhateverTheTrafficIs() {
        let warm = SLO(
            "warm", "It is warm.", objective: .percent(95), over: .days(30), good: Shop.hitRatio.atLeast(.percent(95)),
            onMissingData: .staysQuiet(because: "idle"), traffic: .perMinute(quietest: 1, busiest: 5))
        #expect(
            Self.problems(warm) == [
                """
                objective 'warm' holds a value at a bound, which is looked at each 1 min, whatever its traffic is; \
                leave traffic: out
                """
            ])
    }

    /// E2: what a total outage never reaches.
    @Test(arguments: [
        (
            1.0, 7,
            [
                """
                cannot reach its page at its quietest: of 1 an hour 6 come in 6 h, and fewer than 7 bad ones do not \
                alert; declare minimumBadEvents: 6, or declare a burn: .page(…) over .hours(7), or count more events, \
                such as those of a probe
                """
            ]
        ),
        (
            0.3, 2,
            [
                """
                cannot reach its page at its quietest: of 0.3 an hour 1 come in 6 h, and fewer than 2 bad ones do not \
                alert; declare a burn: .page(…) over .hours(7), or count more events, such as those of a probe
                """
            ]
        ),
        (
            0.001, 2,
            [
                """
                cannot reach its page at its quietest: of 0.001 an hour 0 come in 6 h, and fewer than 2 bad ones do not \
                alert; count more events, such as those of a probe
                """,
                """
                cannot reach its ticket at its quietest: of 0.001 an hour 0 come in 3 d, and fewer than 2 bad ones do \
                not alert; count more events, such as those of a probe
                """,
            ]
        ),
        (1, 6, []), (0.4, 2, []),
    ])
    func aTierOutOfReach(_ anHour: Double, _ floor: Int, _ problems: [String]) {
        let objective = Shop.availability(
            99.9, minimumBadEvents: floor, traffic: .perHour(quietest: anHour, busiest: 600))
        #expect(Self.problems(objective) == problems.map { "objective 'availability' \($0)" })
    }

    @Test func tiersThatAreNotDeclaredNeedNoTraffic() {
        let burn: [Burn] = [.ticket(1, over: .days(3), and: .hours(6))]
        let traffic = Traffic.perHour(quietest: 0.1, busiest: 1)
        #expect(Self.problems(Shop.availability(99.9, burn: burn, traffic: traffic)).isEmpty)
        #expect(Self.problems(Shop.availability(99.9, burn: [], traffic: traffic)).isEmpty)
    }

    /// Of `weighted` objectives events count as often as they weigh; all of several at once is a share of time.
    @Test func objectivesOfObjectives() {
        let (one, other) = (Shop.availability(99.9, "one"), Shop.availability(99.9, "other"))
        func both(_ sli: SLI<NoLabels, Count>, _ anHour: Double) -> any Declaration {
            SLO(
                "both", "Both.", objective: .percent(99), over: .days(30), good: sli,
                onMissingData: .staysQuiet(because: "idle"), traffic: .perHour(quietest: anHour, busiest: 600))
        }
        let sum = weighted(one.weight(3), other.weight(1))
        #expect(Self.problems(one, other, both(sum, 1)).isEmpty)
        #expect(
            Self.problems(one, other, both(sum, 0.5)) == [
                """
                objective 'both' cannot reach its page at its quietest: of 0.5 an hour 3 come in 6 h, and fewer than 4 \
                bad ones do not alert; declare a burn: .page(…) over .hours(8), or count more events, such as those of \
                a probe
                """
            ])
        #expect(
            Self.problems(one, other, both(allOf(one, other), 1)) == [
                """
                objective 'both' holds a value at a bound, which is looked at each 1 min, whatever its traffic is; \
                leave traffic: out
                """
            ])
    }

    /// Without a floor a single failure in a quiet hour pages.
    @Test func aSingleFailureThatPagesIsRemarkedOn() throws {
        func remarks(_ floor: Int?, _ traffic: Traffic?) throws -> [String] {
            let objective = Shop.availability(99.9, minimumBadEvents: floor, traffic: traffic)
            return try Plan(Shop.spec([objective])).remarks.map(\.message).filter { $0.contains("single") }
        }
        let quiet = Traffic.perMinute(quietest: 1, busiest: 600)
        #expect(
            try remarks(1, quiet) == [
                """
                objective 'availability' pages for a single bad event at its quietest, 1 a minute, by its window of 1 h; \
                minimumBadEvents: 2 would not
                """
            ])
        #expect(try remarks(nil, quiet).isEmpty && remarks(1, nil).isEmpty)
        #expect(try remarks(1, .perMinute(quietest: 100, busiest: 600)).isEmpty)
    }
}
