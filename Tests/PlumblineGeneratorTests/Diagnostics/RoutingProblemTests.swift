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
