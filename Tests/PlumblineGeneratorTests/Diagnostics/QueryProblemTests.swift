import Plumbline
import Testing

struct QueryProblemTests {
    @Test func labelsThatAreGone() throws {
        let base = #line
        struct Rules {
            let sum = RecordingRule(
                "lane:queue_length:sum",
                shop.length.sum(by: \.lane)
                    .max(by: \.customer))
            let join = RecordingRule(
                "customer:queue_length:sum",
                shop.length.sum(by: \.lane)
                    + shop.length.sum(by: \.customer).matching(on: \.customer))
            let self_ = RecordingRule("lane:queue_length:max", shop.length.max(by: \LaneLabels.self))
        }
        try expectProblems(
            of: .shop(shop, Rules()), since: base,
            """
            +5 label 'customer' in max by was aggregated away by sum by (lane); \
            keep it in the aggregation with by: \\.customer, or leave it out here
            +4 note: aggregated away here
            +8 label 'customer' in the left side of on (…) was aggregated away by sum by (lane); \
            keep it in the aggregation with by: \\.customer, or leave it out here
            +8 note: aggregated away here
            +10 the key path does not name a label of this expression; \
            name a property of its label set, such as \\.backend
            """)
    }

    @Test func labelsInWordsThatAreGone() throws {
        let base = #line
        struct Alerts {
            let long = Alert.test(
                when: shop.length.sum(by: \.lane) > 5,
                summary: "The queue of \(label: \.customer) is long",
                description: "Seen by \(label: \.instance) as \(label: \.self).")
        }
        struct Board {
            let dashboard = Dashboard.test()
            let length = Panel.graph(
                "Length",
                Series("\(label: \.customer)", shop.length.sum(without: \.customer)), alerts: [Alerts().long])
        }
        try expectProblems(
            of: .shop(shop, Alerts(), Board()), since: base,
            """
            +4 label 'customer' in the summary of 'QueueLong' was aggregated away by sum by (lane); \
            keep it in the aggregation with by: \\.customer, or leave it out here
            +3 note: aggregated away here
            +5 label 'instance' in the description of 'QueueLong' was aggregated away by sum by (lane); \
            keep it in the aggregation with by: \\.instance, or leave it out here
            +3 note: aggregated away here
            +5 the key path does not name a label of the expression that the description of 'QueueLong' speaks of; \
            name a property of its label set, such as \\.backend
            +11 label 'customer' in a legend of panel 'Length' was aggregated away by sum without (customer); \
            keep it in the aggregation with by: \\.customer, or leave it out here
            +11 note: aggregated away here
            """)
    }

    @Test func unequalSides() throws {
        let base = #line
        struct Rules {
            let ratio = RecordingRule(
                "lane:queue:ratio",
                shop.length.sum(by: \.lane)
                    / shop.length.sum(by: \.customer))
            let most = Alert.test(
                when: shop.length.max(by: \.lane)
                    > shop.length)
        }
        try expectProblems(
            of: .shop(shop, Rules()), since: base,
            """
            +4 the sides of '/' have unequal labels: lane against customer; \
            say how they match, as in right.matching(on: \\.backend), or aggregate both alike
            +5 note: the right side has customer
            +7 the sides of '>' have unequal labels: lane against customer, lane, the target's labels; \
            say how they match, as in right.matching(on: \\.backend), or aggregate both alike
            PlumblineGeneratorTests/Shop.swift note: the right side has customer, lane, the target's labels
            """)
    }

    @Test func unequalUnits() throws {
        let base = #line
        enum Old {
            static let wait = Gauge(external: "old_wait_milliseconds", "Wait.", unit: .milliseconds)
            static let age = Gauge(external: "old_age_seconds", "Age.", unit: .seconds)
        }
        struct Metrics {
            let wait = Old.wait
            let age = Old.age
        }
        struct Rules {
            let ratio = RecordingRule("old:wait:ratio", Old.wait / Old.age)
            let long = Alert.test(
                when: Old.age > .seconds(3),
                description: "Since \(value: .milliseconds)")
        }
        try expectProblems(
            of: .shop(Metrics(), Rules()), since: base,
            """
            +10 the sides of '/' have unequal units: milliseconds against seconds; \
            convert one side, as in query.converted(to: .milliseconds)
            +2 note: the left side is declared here
            +3 note: this side is in seconds
            +13 the description of 'QueueLong' shows the value in milliseconds, but the expression is in seconds; \
            write \\(value: .seconds); templates cannot convert
            """)
    }

    @Test func windows() throws {
        let base = #line
        struct Rules {
            let short = RecordingRule("a:served:rate", shop.served.rate(over: .seconds(59)).sum())
            let enough = RecordingRule("b:served:rate", shop.served.rate(over: .minutes(1)).sum())
            let long = RecordingRule("c:served:rate", shop.served.rate(over: .days(31)).sum())
            let none = RecordingRule("d:served:rate", shop.served.rate(over: .seconds(0)).sum())
            let zoomed = RecordingRule("e:served:rate", shop.served.rate(over: .rateInterval).sum())
            let shown = RecordingRule("f:served:rate", shop.served.increase(over: .dashboardRange).sum())
            let mean = RecordingRule("g:length:avg", shop.length.sum().averageOverTime(.days(31), every: .hours(1)))
            let never = RecordingRule("h:length:avg", shop.length.averageOverTime(.hours(-1)).sum())
            let endless = RecordingRule("i:length:avg", shop.length.averageOverTime(.seconds(.infinity)).sum())
            let ago = RecordingRule("j:length:sum", shop.length.offset(.days(-1)).sum())
        }
        try expectProblems(
            of: .shop(shop, Rules()), since: base,
            """
            +2 the window 59 s is shorter than 4 scrapes of 15 s; \
            widen it to at least 60 s, or a missed scrape leaves gaps
            +4 the window 31 d is longer than Prometheus keeps: 30 d; shorten it or declare a longer retention
            +5 the window 0 s is not a positive whole number of milliseconds; \
            write a positive duration such as .minutes(5)
            +6 a rule cannot use a panel's window $__rate_interval; write a fixed window such as over: .minutes(5)
            +7 a rule cannot use a panel's window $__range; write a fixed window such as over: .minutes(5)
            +8 the window 31 d is longer than Prometheus keeps: 30 d; shorten it or declare a longer retention
            +9 the window -1 h is not a positive whole number of milliseconds; \
            write a positive duration such as .minutes(5)
            +10 the window inf s is not a positive whole number of milliseconds; \
            write a positive duration such as .minutes(5)
            +11 the offset -1 d is not a positive whole number of milliseconds; \
            write a positive duration such as .minutes(5)
            """)
    }

    @Test func numbers() throws {
        let base = #line
        struct Rules {
            let over = RecordingRule("a:wait:p150", shop.wait.quantile(1.5))
            let nan = RecordingRule("b:wait:pnan", shop.wait.quantile(.nan))
            let under = RecordingRule("c:length:p", shop.length.quantileOverTime(-0.1, .hours(1)).sum())
            let none = RecordingRule("d:length:top", shop.length.topK(0).sum())
            let fewer = RecordingRule("e:length:bottom", shop.length.bottomK(-1).sum())
            let huge = Alert.test(when: shop.length > .count(1e300))
            let undefined = Alert.test("Undefined", when: shop.occupancy < .ratio(.nan))
            let blank = RecordingRule("f:x:y", PromQL<NoLabels, Count>(unchecked: " \n"))
        }
        try expectProblems(
            of: .shop(shop, Rules()), since: base,
            """
            +2 quantile 1.5 is not between 0 and 1; write 0.95 for the 95th percentile
            +3 quantile nan is not between 0 and 1; write 0.95 for the 95th percentile
            +4 quantile -0.1 is not between 0 and 1; write 0.95 for the 95th percentile
            +5 topk of 0 series is always empty; ask for at least 1
            +6 bottomk of -1 series is always empty; ask for at least 1
            +7 1e+300 is not a number that can be written exactly; write a finite amount
            PlumblineGeneratorTests/Shop.swift note: the left side is declared here
            +8 nan is not a number that can be written exactly; write a finite amount
            PlumblineGeneratorTests/Shop.swift note: the left side is declared here
            +9 the unchecked PromQL is empty; write the expression
            """)
    }

    @Test(arguments: [
        ("(", "expected ')'"), ("a**", "quantifier '*' must appear after expression"),
        ("\\", "expected escape sequence"),
        ("a(?=b)", "RE2 has no look-ahead"), ("(?<!a)b", "RE2 has no look-behind"),
        ("(a)\\1", "RE2 has no back-references"),
        ("a++", "RE2 has no possessive repetition"), ("(?>a)", "RE2 has no atomic groups"),
        ("a{1001}", "RE2 has no repetition over 1000 times"), ("\\ha", "RE2 has no \\h"),
    ])
    func regexes(pattern: String, problem: String) throws {
        let base = #line
        let long = Alert.test(
            when: shop.length
                .where(\.customer, .matches(pattern)) > 5)
        try expectProblems(
            of: .shop(shop, [long]), since: base,
            """
            +3 label 'customer' is matched by the invalid regex '\(pattern)': \(problem); write it in RE2 syntax
            """)
    }

    @Test func panelsOnlyVariables() throws {
        let base = #line
        enum Declared {
            static let lane = Variable("lane", label: "Lane", valuesOf: \.lane, in: shop.length)
        }
        struct Variables { let lane = Declared.lane }
        struct Rules {
            let picked = RecordingRule(
                "lane:queue_length:sum", shop.length.where(\.lane, .isSelected(in: Declared.lane)).sum())
        }
        try expectProblems(
            of: .shop(shop, Variables(), Rules()), since: base,
            "+7 a rule cannot use the dashboard variable $lane; name the value, or drop the matcher")
    }
}
