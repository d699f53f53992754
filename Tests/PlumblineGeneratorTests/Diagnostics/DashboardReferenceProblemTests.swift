import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator

struct DashboardReferenceProblemTests {
    @Test func links() throws {
        let base = #line
        enum Boards {
            static let shop = Dashboard.test(links: [.dashboard("Nowhere", nowhere), .runbook(Alerts.long)])
            static let nowhere = Dashboard.test("nowhere")
        }
        enum Variables { static let lane = Variable("lane", label: "Lane", valuesOf: \.lane, in: shop.length) }
        enum Alerts {
            static let long = Alert.test(when: shop.length > 5)
            static let lost = Alert.test("Lost", when: shop.length > 5)
        }
        struct Declared {
            let lane = Variables.lane
            let long = Alerts.long
        }
        struct Board {
            let dashboard = Boards.shop
            let length = Panel.graph(
                "Length", Series("length", shop.length.sum()),
                links: [
                    .url("Wiki", "wiki.example.com"),
                    .runbook(Alerts.lost),
                    .drillDown("Lane", Boards.shop, setting: Variables.lane, to: \LaneLabels.lane),
                ],
                drillDown: [
                    .drillDown("Lane", Boards.shop, setting: Variables.lane, to: \LaneLabels.lane),
                    .drillDown("Self", Boards.shop, setting: Variables.lane, to: \LaneLabels.self),
                    .runbook(Alerts.long),
                ])
        }
        try expectProblems(
            of: .shop(shop, Declared(), Board()), since: base,
            """
            +2 link 'Nowhere' leads to dashboard 'nowhere', which is not in the spec; hand it to the spec
            +2 link 'Runbook: QueueLong' leads to a runbook from a whole dashboard; put it into links: of a panel
            +19 link 'Wiki' leads to 'wiki.example.com'; write an https address or a path that begins with /
            +20 link 'Runbook: Lost' leads to an alert that is not in the spec; hand its struct to Spec(…)
            +21 link 'Lane' is a drill-down, which starts from a value; put it into drillDown: of a panel
            +21 link 'Lane' sets $lane, which dashboard 'shop' does not use; select by it there, with .isSelected(in:)
            +24 link 'Lane' sets $lane, which dashboard 'shop' does not use; select by it there, with .isSelected(in:)
            +25 link 'Self' sets its variable from no label; name a label by key path
            +26 link 'Runbook: QueueLong' leads to a runbook from a value; put it into links: of the panel
            """)
    }

    @Test func variables() throws {
        let base = #line
        struct Variables {
            let lane = Variable("lane", label: "Lane", valuesOf: \.lane, in: shop.length)
            let again = Variable("lane", label: "Lane", valuesOf: \.lane, in: shop.length)
            let source = Variable("datasource", label: "Source", valuesOf: \.lane, in: shop.length)
            let odd = Variable("a lane", label: "Lane", valuesOf: \.lane, in: shop.length)
            let nothing = Variable("nothing", label: "Nothing", valuesOf: \.self, in: shop.length)
            let dangling = Variable(
                "dangling", label: "Lane", valuesOf: \.lane, in: Gauge("none", "", labels: LaneLabels.self))
        }
        try expectProblems(
            of: .shop(shop, Variables()), since: base,
            """
            +3 variable 'lane' is declared twice; rename one of them
            +2 note: first declared here
            +4 'datasource' is not a name for a variable; use letters, digits and underscores; 'datasource' is taken
            +5 'a lane' is not a name for a variable; use letters, digits and underscores; 'datasource' is taken
            +6 the key path does not name a label of queue_length; name a property of its label set, such as \\.backend
            +7 variable 'dangling' lists values of the metric 'none', which is not in the spec; \
            hand the struct that declares it to Spec(…)
            """)
    }

    @Test func dangling() throws {
        let base = #line
        enum Lost {
            static let tills = Gauge("tills_open", "Open tills.")
            static let lane = Variable("lane", label: "Lane", valuesOf: \.lane, in: shop.length)
            static let alert = Alert.test(when: shop.length > 5)
            static let objective = SLO(
                "open", "Open.", objective: 0.95, over: .days(7), good: tills.atLeast(.count(1)),
                onMissingData: .staysQuiet(because: "idle"))
            static let sum = RecordingRule("shop:length:sum", shop.length.sum())
        }
        struct Rules {
            let open = Alert.test("Open", when: Lost.tills < 1)
            let sum = RecordingRule("shop:length:double", Lost.sum + Lost.sum)
        }
        struct Objectives {
            let open = SLO(
                "closed", "", objective: 0.95, over: .days(7), good: Lost.tills.atMost(0),
                onMissingData: .staysQuiet(because: "idle"))
        }
        struct Board {
            let dashboard = Dashboard.test()
            let marks = Annotation("Alerts", firing: Lost.alert)
            let length = Panel.graph(
                "Length",
                Series("length", shop.length.where(\.lane, .isSelected(in: Lost.lane)).sum()),
                alerts: [Lost.alert], objective: Lost.objective)
        }
        try expectProblems(
            of: .shop(shop, Rules(), Objectives(), Board()), since: base,
            """
            +11 this reads the metric 'tills_open', which is not in the spec; \
            hand the struct that declares it to Spec(…)
            +2 note: declared here
            +12 this reads the metric 'shop:length:sum', which is not in the spec; \
            hand the struct that declares it to Spec(…)
            +8 note: declared here
            +15 objective 'closed' is on no dashboard, where its burn-rate alerts would lead; \
            add an ObjectiveRow(…) of it to one
            +15 this reads the metric 'tills_open', which is not in the spec; \
            hand the struct that declares it to Spec(…)
            +2 note: declared here
            +21 this reads the alert 'QueueLong', which is not in the spec; hand the struct that declares it to Spec(…)
            +4 note: declared here
            +22 this reads the alert 'QueueLong', which is not in the spec; hand the struct that declares it to Spec(…)
            +4 note: declared here
            +22 this reads the objective 'open', which is not in the spec; hand the struct that declares it to Spec(…)
            +5 note: declared here
            +24 this reads the variable 'lane', which is not in the spec; hand the struct that declares it to Spec(…)
            +3 note: declared here
            """)
    }
}
