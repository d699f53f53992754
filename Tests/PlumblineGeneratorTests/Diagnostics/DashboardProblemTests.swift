import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

struct DashboardProblemTests {
    @Test func identity() throws {
        let base = #line
        struct Long {
            let dashboard = Dashboard.test("a-dashboard-with-a-uid-of-forty-one-bytes", title: "Long")
            let length = Panel.graph("Length", Series("length", shop.length.sum()))
        }
        struct Odd {
            let dashboard = Dashboard.test("Shop_1", title: " ", span: .hours(0), fileName: "../shop")
            let length = Panel.graph("Length", Series("length", shop.length.sum()))
        }
        struct First {
            let dashboard = Dashboard.test("shop", title: "Shop")
            let length = Panel.graph("Length", Series("length", shop.length.sum()))
        }
        struct Second {
            let dashboard = Dashboard.test("shop", title: "Shop")
            let length = Panel.graph("Length", Series("length", shop.length.sum()))
        }
        struct Third {
            let dashboard = Dashboard.test("other", title: "Other", fileName: "shop")
            let row = Row("Nothing")
        }
        try expectProblems(
            of: .shop(shop, Long(), Odd(), First(), Second(), Third()), since: base,
            """
            +2 dashboard uid 'a-dashboard-with-a-uid-of-forty-one-bytes' has 41 characters; use at most 40
            +6 dashboard 'Shop_1' has no title; give it one
            +6 dashboard uid 'Shop_1' is not lowercase letters, digits and hyphens; write one such as 'feature-store'
            +6 the span 0 h is not a positive whole number of milliseconds; \
            write a positive duration such as .minutes(5)
            +14 dashboard uid 'shop' is declared twice; change one of them
            +10 note: first declared here
            +14 two dashboards are called 'Shop'; rename one of them
            +10 note: first declared here
            +18 dashboard 'other' has no panels; add some, or remove it
            +18 two dashboards go to the file 'shop'; change fileName
            +10 note: first declared here
            """)
    }

    @Test func strays() throws {
        let base = #line
        struct Board {
            let row = Row("Queue")
            let length = Panel.graph("Length", Series("length", shop.length.sum()))
            let marks = Annotation("Alerts", firing: Alerts.long)
        }
        enum Alerts { static let long = Alert.test(when: shop.length > 5) }
        struct Rules { let long = Alerts.long }
        try expectProblems(
            of: .shop(shop, Rules(), Board()), since: base,
            """
            +2 row 'Queue' belongs to no dashboard; \
            put a Dashboard(…) into the same struct, or the struct into one that has it
            +3 panel 'Length' belongs to no dashboard; \
            put a Dashboard(…) into the same struct, or the struct into one that has it
            +4 annotation 'Alerts' belongs to no dashboard; \
            put a Dashboard(…) into the same struct, or the struct into one that has it
            """)
    }

    @Test func namesOnOneBoard() throws {
        let base = #line
        struct Queue {
            let row = Row("Queue")
            let length = Panel.graph("Length", Series("length", shop.length.sum()))
        }
        struct Tills {
            let row = Row("Queue")
            let length = Panel.graph("Tills", Series("tills", shop.occupancy.avg()))
            let again = Panel.graph("Length", Series("length", shop.length.max()))
        }
        struct Board {
            let dashboard = Dashboard.test()
            let queue = Queue()
            let tills = Tills()
        }
        try expectProblems(
            of: .shop(shop, Board()), since: base,
            """
            +6 dashboard 'shop' has two rows 'Queue'; rename one of them
            +2 note: first declared here
            +7 dashboard 'shop' has two properties 'length', which would share a panel id; rename one of them
            +3 note: first declared here
            +8 dashboard 'shop' has two panels 'Length'; rename one of them
            +3 note: first declared here
            """)
    }

    @Test func panels() throws {
        let base = #line
        struct Board {
            let dashboard = Dashboard.test()
            let blank = Panel.stat(" ", Series("length", shop.length.sum()))
            let empty = Panel.stat("Empty")
            let wide = Panel.stat("Wide", Series("length", shop.length.sum()), size: Size(width: 25, height: 0))
            let silent = Panel.text("Silent", markdown: "\n")
            let mixed = Panel.graph(
                "Mixed", Series("length", shop.length.sum()),
                Series("wait", shop.wait.quantile(0.9)))
            let table = Panel.table(
                "Table", rows: \LaneLabels.lane, "Lane",
                columns: Series("Length", shop.length.sum()),
                Series("Length", shop.length.sum(by: \.lane)))
        }
        try expectProblems(
            of: .shop(shop, Board()), since: base,
            """
            +3 panel ' ' has no title; give it one
            +4 panel 'Empty' has no series; add a Series(…)
            +5 panel 'Wide' is 25 × 0; use a width of 1 to 24 columns and a height of at least 1
            +6 panel 'Silent' has no text; write some
            +9 panel 'Mixed' mixes count and seconds; convert one with converted(to:), or draw two panels
            +12 a column of table 'Table' has no label 'lane', only no labels; aggregate by it: .sum(by: \\.lane)
            +12 note: aggregated away here
            +13 panel 'Table' has two columns 'Length'; rename one of them
            +12 note: first declared here
            """)
    }

    @Test func boundsInAnotherUnit() throws {
        let base = #line
        enum Declared {
            static let long = Alert.test(when: shop.length.sum() > 5)
            static let fast = SLO(
                "fast", "Fast.", objective: 0.95, over: .days(7), good: shop.wait.faster(than: .seconds(0.5)),
                onMissingData: .staysQuiet(because: "idle"))
        }
        struct Rules {
            let long = Declared.long
            let fast = Declared.fast
        }
        struct Board {
            let dashboard = Dashboard.test()
            let wait = Panel.graph("Wait", Series("P90", shop.wait.quantile(0.9)), alerts: [Declared.long])
            let length = Panel.graph("Length", Series("length", shop.length.sum()), objective: Declared.fast)
        }
        try expectProblems(
            of: .shop(shop, Rules(), Board()), since: base,
            """
            +13 panel 'Wait' is in seconds, but alert 'QueueLong' is in count; draw the alert's own measure
            +14 panel 'Length' is in count, but objective 'fast' is in seconds; draw the objective's own measure
            """)
    }

    @Test func tooManySeries() throws {
        let base = #line
        struct Board {
            let dashboard = Dashboard.test()
            let all = Panel.graph(
                "All", .tills, .tills, .tills, .tills, .tills, .tills, .tills, .tills, .tills, .tills, .tills, .tills,
                .tills, .tills, .tills, .tills, .tills, .tills, .tills, .tills, .tills, .tills, .tills, .tills, .tills,
                .tills, .tills)
        }
        try expectProblems(
            of: .shop(shop, Board()), since: base, "+3 panel 'All' has 27 series; use at most 26")
    }

    /// Two names whose ids are equal, found by trying: Grafana would show only one of the panels.
    @Test func equalIDs() throws {
        var names: [Int: String] = [:]
        var clash: (first: String, second: String)?
        for number in 0..<1_000_000 where clash == nil {
            let name = "panel\(number)"
            clash = names.updateValue(name, forKey: panelID(name)).map { (first: $0, second: name) }
        }
        let (first, second) = try #require(clash)
        let base = #line
        let dashboard = Dashboard.test()
        let items = [
            SpecItem(property: first, declaration: Panel.text("One", markdown: "1"), dashboard: dashboard),
            SpecItem(property: second, declaration: Panel.text("Two", markdown: "2"), dashboard: dashboard),
        ]
        let spec = Spec(
            "shop", module: "Shop", scrape: .init(job: "shop", interval: .seconds(15), retention: .days(30)),
            runbooks: nil, grafana: "https://grafana.example.com",
            items: [SpecItem(property: "dashboard", declaration: dashboard)] + items, origin: dashboard.origin)
        try expectProblems(
            of: spec, since: base,
            """
            +4 two panels get the same id \(panelID(first)); rename one of the properties
            +3 note: first declared here
            """)
    }
}

extension Series {
    static let tills = Series("tills", shop.occupancy)
}
