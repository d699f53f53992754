import Plumbline
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// Texts, names and addresses that a reader of the generated files refuses are refused at their declaration.
struct RefusedTextTests {
    private enum Broken: String, LabelValue { case whole, broken = "a\u{FFFD}b" }

    private struct BrokenLabels: LabelSet { let broken = Label<Broken>("broken") }

    private let replaced =
        "holds U+FFFD, which stands for what could not be read as UTF-8, and which Prometheus refuses; "
        + "write the character that was meant"

    /// F3
    @Test func charactersThatPrometheusRefuses() throws {
        let base = #line
        struct Metrics { let state = Gauge("shop_state", "The state.", labels: BrokenLabels.self) }
        let rule = RecordingRule(
            "shop:queue:sum", shop.length.where(\.customer, .isOneOf("x", "a\u{FFFD}b")))
        let alert = Alert.test(when: shop.length.where(\.customer, .is("\u{FFFD}")) > 1)
        try expectProblems(
            of: .shop(shop, Metrics(), rule, alert), since: base,
            """
            +1 metric 'shop_state' \(replaced)
            +2 recording rule 'shop:queue:sum' \(replaced)
            +4 alert 'QueueLong' \(replaced)
            """)
    }

    /// F10: one rule for all texts.
    @Test func nowhereANUL() {
        let base = #line
        let slo = SLO(
            "fast", "a\0b", objective: .percent(99), over: .days(7), good: shop.wait.faster(than: .seconds(0.5)),
            onMissingData: .staysQuiet(because: "idle"))
        struct Metrics { let depth = Gauge("shop_depth", "Deep\0.") }
        let alert = Alert.test(when: shop.occupancy > 1, onMissingData: .staysQuiet(because: "no\0"))
        let row = Row("a\0")
        let board = Dashboard.test(title: "Shop\0")
        let panel = Panel.text("Words", markdown: "a\0")
        struct Board {
            let dashboard: Dashboard
            let row: Row
            let panel: Panel
            let other: Panel
        }
        let other = Panel.graph("Queue\0", Series("a", shop.length), alerts: [alert])
        let spec = Spec.shop(
            shop, slo, Metrics(), alert, Board(dashboard: board, row: row, panel: panel, other: other))
        let refused = problems(of: spec).filter {
            $0.message.hasSuffix(" holds a NUL character") && $0.mend == "remove it"
        }
        #expect(refused.map { Int($0.origin.line) - base } == [1, 4, 5, 6, 7, 8, 15])
    }

    /// F10
    @Test func longNames() throws {
        let long = String(repeating: "n", count: 300)
        let mend = "use at most 100; names become parts of file names"
        let base = #line
        let alert = Alert.test("A" + long, when: shop.occupancy > 1)
        let rule = RecordingRule("shop:\(long)", shop.length)
        let group = RuleGroup(long)
        struct Metrics { let long = Gauge(String(repeating: "n", count: 300), "Long.") }
        struct Rules {
            let group: RuleGroup
            let rule: RecordingRule<LaneLabels, Count>
        }
        let shown = String(repeating: "n", count: 30)
        try expectProblems(
            of: .shop(shop, alert, Metrics(), Rules(group: group, rule: rule)), since: base,
            """
            +1 the name of alert 'A\(shown.dropLast())…' has 301 bytes; \(mend)
            +2 the name of recording rule 'shop:\(shown.dropLast(5))…' has 305 bytes; \(mend)
            +3 the name of rule group '\(shown)…' has 300 bytes; \(mend)
            +4 the name of metric '\(shown)…' has 300 bytes; \(mend)
            """)
    }

    /// F10: on macOS and Windows they would be one file.
    @Test func capitals() throws {
        let base = #line
        let one = Alert.test("QueueLong", when: shop.occupancy > 1)
        let two = Alert.test("Queuelong", when: shop.occupancy > 2)
        let index = Alert.test("Readme", when: shop.occupancy > 3)
        let share = "would share a file where capitals do not count; rename one of them"
        try expectProblems(
            of: .shop(shop, one, two, index), since: base,
            """
            +2 alert 'Queuelong' and alert 'QueueLong' \(share)
            +1 note: the other is declared here
            +3 alert 'Readme' and page 'README' \(share)
            +6 note: the other is declared here
            """)
    }

    /// F6, F11: addresses as Go reads them, and why not.
    @Test(arguments: [
        ("https://h.example/%zz", "has a % that is not followed by two hexadecimal digits"),
        ("https://h.example/a%2", "has a % that is not followed by two hexadecimal digits"),
        ("https://h.example/a%", "has a % that is not followed by two hexadecimal digits"),
        ("https://", "is not an http(s) address"), ("https:///x", "is not an http(s) address"),
        ("https://a b/", "is not an http(s) address"), ("https://a:x/", "is not an http(s) address"),
        ("https://a:99999/", "is not an http(s) address"), ("https://[::1/", "is not an http(s) address"),
        ("https://a<b>/", "is not an http(s) address"), ("ftp://a/", "is not an http(s) address"),
        ("https://h.example/\u{200D}", "holds U+200D, which cannot be seen"),
        ("https://h.example/a\u{202E}b", "holds U+202E, which cannot be seen"),
        ("https://h.example", nil), ("http://h:8080/a?b=c#d", nil), ("https://u:p@h/(a)%20{{x}}", nil),
        ("https://[::1]:9090/", nil), ("https://é.example/漢", nil), ("http://10.0.0.1", nil),
    ])
    func addresses(text: String, fault: String?) { #expect(text.addressFault == fault) }

    /// F6
    @Test func webhook() throws {
        let base = #line
        let routing = Routing(
            warning: .webhook("one", url: "https://h.example/%zz"), critical: .pagerDuty("two", keyFile: "/\u{200D}x"))
        try expectProblems(
            of: .shop(shop, routing, outputs: [.alertmanager]), since: base,
            """
            +1 receiver 'one' tells 'https://h.example/%zz', which has a % that is not followed by two hexadecimal digits; \
            write one such as https://hooks.example.com/alerts
            +1 receiver 'two' keeps its secret in '/\u{200D}x', which holds U+200D, which cannot be seen; \
            write /etc/alerting/on-call-key
            """)
    }

    /// F5: a limit in place of a crash.
    @Test(arguments: [3_000, 101]) func depth(levels: Int) throws {
        let magnitudes = (1...levels).reduce(shop.occupancy.query) { query, _ in query.magnitude() }
        let sums = (1...levels).reduce(shop.occupancy.query) { query, _ in query + shop.occupancy }
        let doubled = (1...30).reduce(shop.occupancy.query) { query, _ in query + query }
        let base = #line
        let one = RecordingRule("shop:deep:sum", magnitudes)
        let two = Alert.test(when: sums > 1)
        let three = RecordingRule("shop:large:sum", doubled)
        let mend = "record parts of it with a RecordingRule, or select several series at once"
        try expectProblems(
            of: .shop(shop, one, two, three), since: base,
            """
            +1 the expression of recording rule 'shop:deep:sum' is nested more than 100 deep; \(mend)
            +2 the expression of alert 'QueueLong' is nested more than 100 deep; \(mend)
            +3 the expression of recording rule 'shop:large:sum' has more than 10000 parts; \(mend)
            """)
    }

    /// F5: the text grows with the depth and not with the square of it.
    @Test func linearText() {
        func length(_ levels: Int) -> Int {
            let query = (1...levels).reduce(shop.occupancy.query) { query, _ in query.magnitude() }
            return Printer(.panel).text(query.expression).utf8.count
        }
        let (half, whole) = (length(200), length(400))
        #expect(whole < half * 5 / 2)
    }

    /// F11
    @Test func thereIsNoSuchNumberOfSeries() throws {
        let base = #line
        let metric = Gauge("shop_wide", "Wide.", labels: WideLabels.self)
        let problem = problems(of: .shop(shop, metric)).first { $0.message.contains("over the budget") }
        #expect(
            problem?.message.hasPrefix("shop_wide may have very many series, over the budget of 20000: a 4096 × ")
                == true)
        #expect(problem.map { Int($0.origin.line) } == base + 1)
    }

    private struct WideLabels: LabelSet {
        let a = OpenLabel("a", limit: 4095)
        let b = OpenLabel("b", limit: 4095)
        let c = OpenLabel("c", limit: 4095)
        let d = OpenLabel("d", limit: 4095)
        let e = OpenLabel("e", limit: 4095)
        let f = OpenLabel("f", limit: 4095)
    }
}
