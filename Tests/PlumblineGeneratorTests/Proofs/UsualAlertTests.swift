import Plumbline
import PlumblineGenerator
import Testing

/// Conditions as teams write them: a proof of each is derived, holds in promtool, and breaks with a rule that is a little
/// different.
@Suite struct UsualAlertTests {
    struct Usual: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let broken: (text: String, other: String)
        let proving: @Sendable () throws -> Proving
    }

    private struct Board {
        let dashboard = Dashboard.test()
        let panel: Panel
    }

    static func usual<Labels: LabelSet, D>(
        _ words: String, _ query: Query<Labels, D>, of metrics: any Metric..., broken: (text: String, other: String),
        when condition: @escaping @Sendable (Query<Labels, D>) -> Condition<Labels, D>
    ) -> Usual {
        usual(words, query, of: metrics, broken: broken, when: condition)
    }

    static func usual<Labels: LabelSet, D>(
        _ words: String, _ query: Query<Labels, D>, of metrics: [any Metric], broken: (text: String, other: String),
        when condition: @escaping @Sendable (Query<Labels, D>) -> Condition<Labels, D>
    ) -> Usual {
        let items = metrics.map { SpecItem(property: $0.metric.name, declaration: $0) }
        return Usual(testDescription: words, broken: broken) {
            let alert = Alert.test("Usual", when: condition(query))
            let board = Board(panel: .stat("All", Series("all", query), alerts: [alert]))
            let spec = Spec(
                "shop", module: "Shop", scrape: .init(job: "shop", interval: .seconds(15), retention: .days(30)),
                runbooks: "https://example.com/runbooks/", grafana: "https://grafana.example.com",
                items: items + [alert as any Sendable, board].flatMap { SpecItem.collect($0) }, origin: alert.origin)
            return try Proving(spec)
        }
    }

    private static let (length, wait, served, occupancy) = (shop.length, shop.wait, shop.served, shop.occupancy)

    private static let capacity = Gauge("queue_capacity", "Places in the queue.", labels: LaneLabels.self)
    private static let slow = served.where(\.lane, .is(.slow)).rate().sum() / served.rate().sum()

    static let all: [Usual] = [
        usual("a gauge over a bound", length.max(by: \.lane), of: length, broken: ("> 20", "> 20.2")) { $0 > 20 },
        usual("a gauge that stands still at a value", length.sum(), of: length, broken: ("== 0", ">= 0")) { $0 == 0 },
        usual(
            "an average over time", occupancy.averageOverTime(.minutes(10)), of: occupancy, broken: ("> 0.9", ">= 0.9")
        ) { $0 > .percent(90) },
        usual("a change", length.delta(over: .minutes(15)).sum(), of: length, broken: ("> 10", "> 10.1")) { $0 > 10 },
        usual("a slope", length.deriv(over: .minutes(15)).sum(), of: length, broken: ("> 1", ">= 1")) {
            $0 > .perSecond(1)
        },
        usual("a rate with a floor", served.rate().sum(), of: served, broken: ("< 0.5", "<= 0.5")) {
            $0 < .perSecond(0.5)
        },
        usual("nothing happened", served.increase(over: .minutes(30)).sum(), of: served, broken: ("[30m]", "[1h]")) {
            $0 == 0
        },
        usual("a mean latency", wait.average(), of: wait, broken: ("> 0.25", "> 0.2525")) { $0 > .milliseconds(250) },
        usual("a quantile by label", wait.quantile(0.9, by: \.lane), of: wait, broken: ("> 0.3", "> 0.303")) {
            $0 > .milliseconds(300)
        },
        usual("few observations", wait.observations.rate().sum(), of: wait, broken: ("< 0.5", "<= 0.5")) {
            $0 < .perSecond(0.5)
        },
        usual("more than an hour ago", length.sum(), of: length, broken: ("* 2", "* 2.02")) {
            $0 > length.offset(.hours(1)).sum() * 2
        },
        usual("half of an hour ago", served.rate().sum(), of: served, broken: ("/ 2", "/ 2.02")) {
            $0 <= served.rate().offset(.hours(1)).sum() / 2
        },
        usual("a share while there is traffic", slow, of: served, broken: ("> 0.05", "> 0.0505")) {
            ($0 > .percent(5)).and(served.rate().sum() > .perSecond(1))
        },
        usual("two gauges of one series", length / capacity, of: length, capacity, broken: (">= 0.9", "> 0.9")) {
            $0 >= .percent(90)
        },
    ]

    struct PodLabels: LabelSet {
        let pod = ExternalLabel("pod")
    }

    private static let (load, limit) = (pods("pod_load"), pods("pod_limit"))

    private static func pods(_ name: String) -> Gauge<PodLabels, Count> {
        Gauge(external: name, "Of a pod.", labels: PodLabels.self)
    }

    /// Of these no proof could once be derived.
    static let hard: [Usual] = [
        usual("more than two in five minutes", served.increase(over: .minutes(5)), of: served, broken: ("> 2", "> 2.1"))
        {
            $0 > 2
        },
        usual(
            "more than a few in ten minutes", served.increase(over: .minutes(10)).sum(), of: served,
            broken: ("> 3", "> 3.1")
        ) {
            $0 > 3
        },
        usual("a share of what there is", load / limit, of: load, limit, broken: ("> 0.8", "> 0.81")) {
            ($0 > .percent(80)).and(limit > 0)
        },
        usual(
            "a share of what there is, the other way", load / limit, of: load, limit,
            broken: ("and pod_limit >", "and pod_limit >=")
        ) {
            ($0 > .percent(80)).and(limit > 0)
        },
        usual("unless another is set", load.query, of: load, limit, broken: ("== 1", "== 2")) {
            ($0 > 1).unless((limit == 1).matching(on: \.pod))
        },
        usual("unless another is over", load.query, of: load, limit, broken: ("unless", "and")) {
            ($0 > 1).unless(limit > 5)
        },
        usual("full in a day", load.predictLinear(in: .days(1), over: .hours(6)), of: load, broken: ("86400", "90000"))
        {
            $0 < 0
        },
        usual("a pattern", load.where(\.pod, .matches("(web|api)-[0-9]+")).sum(), of: load, broken: ("api", "app")) {
            $0 > 5
        },
        usual(
            "a pattern with all that patterns have",
            load.where(\.pod, .matches(#"^(?:a\.b|c{2,3})[^x]?\d+-\w*.+$"#)).sum(), of: load,
            broken: ("> 5", "> 6")
        ) { $0 > 5 },
    ]

    @Test(arguments: all + hard) func isProven(_ usual: Usual) throws {
        let proving = try usual.proving()
        try proving.expectProven()
        #expect(proving.missing == [])
        let run = try proving.breaking(usual.broken.text, usual.broken.other).run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }
}
