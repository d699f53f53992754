import Plumbline
import Testing

struct RoutingProblemTests {
    private static let chat = Receiver.slack("chat", channel: "#shop", urlFile: "/etc/alerting/url")
    private static let onCall = Receiver.pagerDuty("on-call", keyFile: "/etc/alerting/key")

    @Test func missing() throws {
        let base = #line
        let spec = CornerShop.spec(outputs: [.prometheus, .alertmanager])
        try expectProblems(
            of: spec, since: base,
            """
            +1 the output 'alertmanager' needs to know who is told of alerts; \
            declare a Routing, or leave the output out
            """)
    }

    @Test func unusedAndTwice() throws {
        let base = #line
        struct Routes {
            let one = Routing(warning: RoutingProblemTests.chat, critical: RoutingProblemTests.onCall)
            let two = Routing(warning: RoutingProblemTests.chat, critical: RoutingProblemTests.onCall)
        }
        try expectProblems(
            of: CornerShop.spec(outputs: .standard, Routes()), since: base,
            """
            +2 routing is used by none of the spec's outputs; \
            add .alertmanager or .grafanaProvisioning to outputs:, or remove it
            +3 routing is declared twice; keep one of them
            +2 note: first declared here
            """)
    }

    /// A13: with the nearest name that there is.
    @Test(arguments: [
        ("Europe/Berln", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"), ("Amercia/New_York", "America/New_York"),
        ("Utc", "UTC"), ("Mars/Olympus_Mons_Northern_Rim", "one such as Europe/Berlin"),
    ])
    func a13TimeZones(zone: String, nearest: String) throws {
        let base = #line
        let routing = Routing(
            warning: Self.chat, critical: Self.onCall, warningHours: .weekdays(in: zone))
        struct Routes { let routing: Routing }
        try expectProblems(
            of: CornerShop.spec(outputs: [.alertmanager], Routes(routing: routing)), since: base,
            "+1 '\(zone)' is not a time zone; write \(nearest)")
    }

    /// A7: what holds others back is there, is not worse off than they are, and nobody waits for each other.
    @Test func a7Inhibitions() throws {
        let base = #line
        struct Rules {
            let self1 = Alert.test("Self", when: shop.length > 1, inhibits: ["Self", "Nobody"])
            let mild = Alert.test("Mild", when: shop.length > 2, inhibits: ["Severe"])
            let severe = Alert.test("Severe", when: shop.length > 3, severity: .critical, inhibits: ["One"])
            let one = Alert.test("One", when: shop.length > 4, inhibits: ["Two"])
            let two = Alert.test("Two", when: shop.length > 5, inhibits: ["Three", "Mild"])
            let three = Alert.test("Three", when: shop.length > 6, inhibits: ["One"])
        }
        try expectProblems(
            of: .shop(shop, Rules()), since: base,
            """
            +2 alert 'Self' inhibits 'Nobody', which is no other alert of this spec; name one of its alerts
            +2 alert 'Self' inhibits 'Self', which is no other alert of this spec; name one of its alerts
            +3 alert 'Mild' inhibits 'Severe', which is critical; hold back warnings, or make this one critical
            +4 alert 'Severe' inhibits 'One', which inhibits it in turn: nobody would be told; leave one of the two out
            +5 alert 'One' inhibits 'Two', which inhibits it in turn: nobody would be told; leave one of the two out
            +6 alert 'Two' inhibits 'Mild', which inhibits it in turn: nobody would be told; leave one of the two out
            +6 alert 'Two' inhibits 'Three', which inhibits it in turn: nobody would be told; leave one of the two out
            +7 alert 'Three' inhibits 'One', which inhibits it in turn: nobody would be told; leave one of the two out
            """)
    }

    @Test func receivers() throws {
        let base = #line
        struct Routes {
            let routing = Routing(
                warning: .slack("chat", channel: "shop", urlFile: "url"),
                critical: .webhook("chat", url: "hooks.example.com"),
                escalation: Escalation(to: .pagerDuty("On call", keyFile: "/key\n"), after: .minutes(-1)),
                warningHours: .weekdays(from: 17, to: 9, in: "Berlin time"), criticalRepeat: .hours(0))
        }
        try expectProblems(
            of: CornerShop.spec(outputs: [.alertmanager], Routes()), since: base,
            """
            +2 'Berlin time' is not a time zone; write one such as Europe/Berlin
            +2 after: of the routing is -1 min; write a duration such as .minutes(30)
            +2 criticalRepeat: of the routing is 0 h; write a duration such as .minutes(30)
            +2 receiver 'On call' is not at most 40 lowercase letters, digits and hyphens; write a name such as 'on-call'
            +2 receiver 'On call' keeps its secret in '/key\n', which is not an absolute path; \
            write /etc/alerting/on-call-key
            +2 receiver 'chat' keeps its secret in 'url', which is not an absolute path; \
            write /etc/alerting/on-call-key
            +2 receiver 'chat' tells 'hooks.example.com', which is not an http(s) address; \
            write one such as https://hooks.example.com/alerts
            +2 receiver 'chat' tells 'shop', which is no channel; write one such as #on-call
            +2 the working hours go from 17 to 9; write hours of one day, such as 9 to 17
            +2 two receivers are called 'chat'; give each a name of its own
            """)
    }
}
