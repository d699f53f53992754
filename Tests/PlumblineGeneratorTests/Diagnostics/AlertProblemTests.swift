import Plumbline
import Testing

struct AlertProblemTests {
    @Test func runbook() throws {
        let base = #line
        struct Alerts {
            let none = Alert.test("NoRunbook", when: shop.length > 5)
            let odd = Alert.test("OddRunbook", when: shop.length > 5, runbook: "see the wiki")
            let fine = Alert.test("FineRunbook", when: shop.length > 5, runbook: "https://example.com/Fine")
        }
        try expectProblems(
            of: .shop(shop, Alerts(), runbooks: nil), since: base,
            """
            +2 alert 'NoRunbook' has no runbook; give runbook: an https address, or set runbooks: in the spec
            +3 alert 'OddRunbook' has the runbook 'see the wiki', which is not an http(s) address; write an http(s) address
            """)
    }

    @Test func shownByNoPanel() throws {
        let base = #line
        struct Alerts { let long = Alert.test(when: shop.length > 5) }
        struct Board {
            let dashboard = Dashboard.test()
            let all = Panel.graph(
                "All", Series("length", shop.length.sum()), Series("tills", shop.occupancy.count()),
                Series("served", shop.served.increase().sum()), Series("waits", shop.wait.observations.increase().sum())
            )
        }
        try expectProblems(
            of: .shop(shop, Alerts(), Board()), since: base,
            """
            +1 alert 'QueueLong' is explained by no panel; add alerts: […] to the panel that shows its expression
            """, readers: true)
    }

    @Test func words() throws {
        let base = #line
        struct Alerts {
            let blank = Alert.test(when: shop.length > 5, summary: " ", description: "")
        }
        try expectProblems(
            of: .shop(shop, Alerts()), since: base,
            """
            +2 alert 'QueueLong' has no description; say what is happening
            +2 alert 'QueueLong' has no summary; say what is happening
            """)
    }

    @Test func missingData() throws {
        let base = #line
        struct Alerts {
            let nobody = Alert.test("A", when: shop.length > 5, onMissingData: .coveredBy("Nobody"))
            let itself = Alert.test("B", when: shop.length > 5, onMissingData: .coveredBy("B"))
            let quiet = Alert.test("C", when: shop.length > 5, onMissingData: .staysQuiet(because: " "))
            let fine = Alert.test("D", when: shop.length > 5, onMissingData: .coveredBy("A"))
        }
        try expectProblems(
            of: .shop(shop, Alerts()), since: base,
            """
            +2 alert 'A' leaves missing data to 'Nobody', which is no other alert of this spec; \
            name an alert that fires when the target is gone
            +3 alert 'B' leaves missing data to 'B', which is no other alert of this spec; \
            name an alert that fires when the target is gone
            +4 alert 'C' stays quiet on missing data without a reason; say why, as people will ask
            """)
    }

    @Test func names() throws {
        let base = #line
        struct Alerts {
            let long = Alert.test("QueueLong", when: shop.length > 5)
            let longer = Alert.test("QueueLong", when: shop.length > 50)
            let odd = Alert.test("Queue long!", when: shop.length > 5)
            let none = Alert.test("", when: shop.length > 5)
        }
        try expectProblems(
            of: .shop(shop, Alerts()), since: base,
            """
            +3 alert 'QueueLong' is declared twice; rename one of them
            +2 note: first declared here
            +4 alert 'Queue long!' is not a name of letters, digits and underscores; use CamelCase
            +5 alert '' is not a name of letters, digits and underscores; use CamelCase
            """)
    }

    @Test func labels() throws {
        let base = #line
        struct Alerts {
            let long = Alert.test(
                when: shop.length > 5,
                labels: ["severity": "low", "team name": "tills", "__tenant__": "a", "alertname": "x", "team": "ok"])
        }
        struct Rules {
            let sum = RecordingRule("shop:length:sum", shop.length.sum(), labels: ["team name": "x", "__name__": "y"])
        }
        try expectProblems(
            of: .shop(shop, Alerts(), Rules()), since: base,
            """
            +2 alert 'QueueLong' has '__tenant__', which is not a label name; use letters, digits and underscores
            +2 alert 'QueueLong' has 'team name', which is not a label name; use letters, digits and underscores
            +2 alert 'QueueLong' sets the reserved label 'alertname'; leave it out
            +2 alert 'QueueLong' sets the reserved label 'severity'; leave it out
            +7 'shop:length:sum' has '__name__', which is not a label name; use letters, digits and underscores
            +7 'shop:length:sum' has 'team name', which is not a label name; use letters, digits and underscores
            """)
    }

    @Test func durations() throws {
        let base = #line
        struct Alerts {
            let now = Alert.test("A", when: shop.length > 5, for: .seconds(0))
            let past = Alert.test("B", when: shop.length > 5, for: .minutes(-1), keepFiringFor: .seconds(0))
            let tiny = Alert.test("C", when: shop.length > 5, for: .nanoseconds(5))
            let never = Alert.test("D", when: shop.length > 5, for: .days(.infinity))
        }
        try expectProblems(
            of: .shop(shop, Alerts()), since: base,
            """
            +3 alert 'B' keeps firing for 0 s; write a duration such as .minutes(10)
            +3 alert 'B' waits for -1 min; write a duration such as for: .minutes(10)
            +4 alert 'C' waits for 5 ns; write a duration such as for: .minutes(10)
            +5 alert 'D' waits for inf d; write a duration such as for: .minutes(10)
            """)
    }

    @Test func recordedNames() throws {
        let base = #line
        struct Rules {
            let plain = RecordingRule("queue_length_sum", shop.length.sum())
            let spaced = RecordingRule("lane:queue length:sum", shop.length.sum())
            let empty = RecordingRule("", shop.length.sum())
        }
        let mend = "write level:metric:operations, such as backend:insert_latency_ms:p95"
        try expectProblems(
            of: .shop(shop, Rules()), since: base,
            """
            +2 'queue_length_sum' is not a recorded name; \(mend)
            +3 'lane:queue length:sum' is not a recorded name; \(mend)
            +4 '' is not a recorded name; \(mend)
            """)
    }

    @Test func groups() throws {
        let base = #line
        struct Short {
            let group = RuleGroup("shop-length", interval: .seconds(0))
            let sum = RecordingRule("shop:length:sum", shop.length.sum())
        }
        struct Long {
            let group = RuleGroup("shop-length", interval: .days(.nan))
            let max = RecordingRule("shop:length:max", shop.length.max())
        }
        struct Nameless {
            let group = RuleGroup("\n")
            let min = RecordingRule("shop:length:min", shop.length.min())
        }
        struct Default {
            let group = RuleGroup("shop")
            let avg = RecordingRule("shop:length:avg", shop.length.avg())
        }
        struct Undeclared { let count = RecordingRule("shop:length:count", shop.length.count()) }
        struct Empty { let group = RuleGroup("shop-empty") }
        try expectProblems(
            of: .shop(shop, Short(), Long(), Nameless(), Default(), Undeclared(), Empty()), since: base,
            """
            +2 the interval of 'shop-length' 0 s is not a positive whole number of milliseconds; \
            write a positive duration such as .minutes(5)
            +6 rule group 'shop-length' is declared twice; rename one of them; \
            rules in a struct without a RuleGroup stand in one named after the service
            +2 note: first declared here
            +6 the interval of 'shop-length' nan d is not a positive whole number of milliseconds; \
            write a positive duration such as .minutes(5)
            +10 a rule group has no name; name it
            +18 rule group 'shop-empty' has no rules; add some, or remove it
            +20 rule group 'shop' is declared twice; rename one of them; \
            rules in a struct without a RuleGroup stand in one named after the service
            +14 note: first declared here
            """)
    }

    @Test func characters() throws {
        let base = #line
        struct Rules {
            let group = RuleGroup("sh\0p")
            let told = Alert.test("Told", when: shop.length > 5, summary: "N\0L")
            let sent = Alert.test("Sent", when: shop.length > 5, labels: ["team": "\0"])
            let read = Alert.test("Read", when: shop.length.where(\.customer, .is("\0")) > 5)
            let kept = RecordingRule("shop:length:sum", shop.length.sum(), labels: ["team": "\0"])
        }
        try expectProblems(
            of: .shop(shop, Rules()), since: base,
            """
            +2 rule group 'sh\0p' holds a NUL character; remove it
            +3 alert 'Told' holds a NUL character; remove it
            +4 alert 'Sent' holds a NUL character; remove it
            +5 alert 'Read' holds a NUL character; remove it
            +6 recording rule 'shop:length:sum' holds a NUL character; remove it
            """)
    }
}
