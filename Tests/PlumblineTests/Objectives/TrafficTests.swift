import Plumbline
import Testing

/// Declared traffic in both units, and the words that messages and runbooks have for it.
@Suite struct TrafficTests {
    @Test func anHourHasSixtyMinutes() {
        let traffic = Traffic.perMinute(quietest: 0.5, busiest: 600, series: 12)
        #expect(traffic.quietest.anHour?.double == 30 && traffic.busiest.anHour?.double == 36_000 && traffic.series == 12)
        #expect(traffic.quietest.words == "0.5 a minute" && traffic.busiest.words == "600 a minute")
    }

    @Test func hoursAreAsTheyAreWritten() {
        let traffic = Traffic.perHour(quietest: 30, busiest: 8800)
        #expect(traffic.quietest.anHour?.double == 30 && traffic.busiest.anHour?.double == 8800 && traffic.series == 1)
        #expect(traffic.quietest.words == "30 an hour" && traffic.busiest.words == "8800 an hour")
    }

    @Test(arguments: [Double.infinity, .nan]) func whatIsNoNumber(_ rate: Double) {
        #expect(Traffic.perMinute(quietest: rate, busiest: 1).quietest.anHour == nil)
    }
}
