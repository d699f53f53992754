import Plumbline
import Testing

struct SpecProblemTests {
    @Test func nothing() throws {
        struct Metrics {}
        let base = #line + 1
        try expectProblems(
            of: .shop(Metrics()), since: base,
            "+1 the spec declares nothing; hand it structs whose stored properties are metrics, rules or dashboards")
    }

    @Test func names() throws {
        let base = #line
        let spec = Spec.shop(shop, service: "The Shop", module: "the-shop")
        try expectProblems(
            of: spec, since: base,
            """
            +1 module name 'the-shop' is not a Swift type name; write a name such as 'FeatureStoreMetrics'
            +1 service name 'The Shop' is not lowercase letters, digits and hyphens; write a name such as 'feature-store'
            """)
    }

    @Test(arguments: ["", "metrics", "Till-Metrics", "Registry", "Self", "String"])
    func module(name: String) throws {
        let base = #line
        let spec = Spec.shop(shop, module: name)
        try expectProblems(
            of: spec, since: base,
            "+1 module name '\(name)' is not a Swift type name; write a name such as 'FeatureStoreMetrics'")
    }

    @Test func times() throws {
        let base = #line
        let spec = Spec.shop(shop, interval: .seconds(0), retention: .days(.nan), window: .minutes(-5))
        let mend = "write a positive duration such as .minutes(5)"
        try expectProblems(
            of: spec, since: base,
            """
            +1 the retention nan d is not a positive whole number of milliseconds; \(mend)
            +1 the scrape interval 0 s is not a positive whole number of milliseconds; \(mend)
            +1 the window -5 min is not a positive whole number of milliseconds; \(mend)
            """)
    }

    @Test func window() throws {
        let base = #line
        let slow = Spec.shop(shop, interval: .minutes(2))
        let short = Spec.shop(shop, retention: .minutes(4))
        try expectProblems(
            of: slow, since: base,
            "+1 the window 5 min is shorter than 4 scrapes of 2 min; widen it to at least 480 s, or a missed scrape leaves gaps"
        )
        try expectProblems(
            of: short, since: base,
            "+2 the window 5 min is longer than Prometheus keeps: 4 min; shorten it or declare a longer retention")
    }

    @Test func addresses() throws {
        let base = #line
        let spec = Spec.shop(shop, runbooks: "docs/runbooks/", grafana: "https://grafana .example.com")
        let ends = Spec.shop(shop, runbooks: "https://example.com/runbooks", grafana: "https://grafana.example.com/")
        try expectProblems(
            of: spec, since: base,
            """
            +1 the address of grafana 'https://grafana .example.com' is not an http(s) address; \
            write one such as https://grafana.example.com
            +1 the address of runbooks 'docs/runbooks/' is not an http(s) address that ends in /; \
            write one such as https://example.com/runbooks/
            """)
        try expectProblems(
            of: ends, since: base,
            """
            +2 the address of grafana 'https://grafana.example.com/' ends in /; leave the / out
            +2 the address of runbooks 'https://example.com/runbooks' is not an http(s) address that ends in /; \
            write one such as https://example.com/runbooks/
            """)
    }

    /// Problems of all kinds come at once, in the order in which a person reads the file.
    @Test func allAtOnceInOrder() throws {
        let base = #line
        struct Board {
            let dashboard = Dashboard.test("The Shop")
            let length = Panel.graph("Length", Series("length", shop.length.sum()))
        }
        struct Metrics {
            let open = Gauge("tills open", "")
            let paid = Counter("served", "Customers.")
        }
        struct Rules {
            let long = Alert.test("Long!", when: shop.wait.quantile(2) > .seconds(1), summary: "")
        }
        try expectProblems(
            of: .shop(Rules(), shop, Metrics(), Board()), since: base,
            """
            +2 dashboard uid 'The Shop' is not lowercase letters, digits and hyphens; write one such as 'feature-store'
            +6 'tills open' is not a metric name; use letters, digits and underscores, not beginning with a digit
            +7 served is a counter and does not end in _total; call it served_total, or waive .totalSuffix with a reason
            +10 alert 'Long!' has no summary; say what is happening
            +10 alert 'Long!' is not a name of letters, digits and underscores; use CamelCase
            +10 quantile 2.0 is not between 0 and 1; write 0.95 for the 95th percentile
            """)
    }

    /// However many expressions share the mistake.
    @Test func oneMistakeIsToldOnce() throws {
        let base = #line
        enum Wrong { static let length = shop.length.where(\.customer, .matches("(")) }
        struct Rules {
            let sum = RecordingRule("lane:length:sum", Wrong.length.sum())
            let max = RecordingRule("lane:length:max", Wrong.length.max())
        }
        try expectProblems(
            of: .shop(shop, Rules()), since: base,
            """
            +1 label 'customer' is matched by the invalid regex '(': expected ')'; write it in RE2 syntax
            """)
    }
}
