import Plumbline
import Testing

struct ObjectiveProblemTests {
    @Test func thresholdIsNoBucket() throws {
        let base = #line
        enum Till {
            static let wait = Histogram("wait_seconds", "The wait.", unit: .seconds, buckets: [0.1, 0.25, 1])
        }
        struct Metrics { let wait = Till.wait }
        struct Objectives {
            let fast = SLO(
                "fast", "Most wait less than 200 ms.", objective: .percent(99), over: .days(30),
                good: Till.wait.faster(than: .milliseconds(200)), onMissingData: .staysQuiet(because: "idle"))
            let steady = SLO(
                "steady", "Most wait less than 250 ms.", objective: .percent(99), over: .days(30),
                good: Till.wait.faster(than: .milliseconds(250)), onMissingData: .staysQuiet(because: "idle"))
            let odd = SLO(
                "odd", "Most wait less than that.", objective: .percent(99), over: .days(30),
                good: Till.wait.faster(than: .seconds(.nan)), onMissingData: .staysQuiet(because: "idle"))
        }
        try expectProblems(
            of: .shop(Metrics(), Objectives()), since: base,
            """
            +8 0.2 is not a bucket of wait_seconds; choose one of 0.1, 0.25, 1, or add it
            +2 note: buckets declared here
            +14 nan s is not a bucket of wait_seconds; choose one of 0.1, 0.25, 1, or add it
            +2 note: buckets declared here
            """)
    }

    @Test func shares() throws {
        let base = #line
        struct Objectives {
            let none = SLO(
                "none", "", objective: .percent(0), over: .days(30), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
            let all = SLO(
                "all", "", objective: .percent(100), over: .days(30), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
            let more = SLO(
                "more", "", objective: .percent(120), over: .days(30), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
            let less = SLO(
                "less", "", objective: -0.5, over: .days(30), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
            let odd = SLO(
                "odd", "", objective: .ratio(.nan), over: .days(30), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
            let fine = SLO(
                "fine", "", objective: .percent(99.999), over: .days(30), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
        }
        let mend = "ask for more than 0 % and less than 100 %, or there is no error budget"
        try expectProblems(
            of: .shop(shop, Objectives()), since: base,
            """
            +2 objective 'none' asks for 0 %; \(mend)
            +5 objective 'all' asks for 100 %; \(mend)
            +8 objective 'more' asks for 120 %; \(mend)
            +11 objective 'less' asks for -0.5; \(mend)
            +14 objective 'odd' asks for nan; \(mend)
            """)
    }

    @Test func periods() throws {
        let base = #line
        struct Objectives {
            let hours = SLO(
                "hours", "", objective: 0.95, over: .hours(36), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
            let none = SLO(
                "none", "", objective: 0.95, over: .days(0), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
            let past = SLO(
                "past", "", objective: 0.95, over: .days(-7), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
            let years = SLO(
                "years", "", objective: 0.95, over: .days(365), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
            let ever = SLO(
                "ever", "", objective: 0.95, over: .days(.infinity), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
            let month = SLO(
                "month", "", objective: 0.95, over: .hours(720), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
        }
        try expectProblems(
            of: .shop(shop, Objectives()), since: base,
            """
            +2 objective 'hours' has a period of 36 h; use whole days, such as .days(30)
            +5 objective 'none' has a period of 0 d; use whole days, such as .days(30)
            +8 objective 'past' has a period of -7 d; use whole days, such as .days(30)
            +11 objective 'years' looks back 365 d, but Prometheus keeps 30 d; \
            shorten the period or declare a longer retention
            +14 objective 'ever' has a period of inf d; use whole days, such as .days(30)
            """)
    }

    @Test func names() throws {
        let base = #line
        struct Objectives {
            let one = SLO(
                "till", "", objective: 0.95, over: .days(7), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
            let two = SLO(
                "till", "", objective: 0.95, over: .days(7), good: shop.occupancy.atLeast(0.1),
                onMissingData: .staysQuiet(because: "idle"))
            let odd = SLO(
                "Till Two", "", objective: 0.95, over: .days(7), good: shop.occupancy.atMost(1),
                onMissingData: .staysQuiet(because: "idle"))
            let bound = SLO(
                "bound", "", objective: 0.95, over: .days(7), good: shop.occupancy.atMost(.ratio(.nan)),
                onMissingData: .staysQuiet(because: "idle"))
        }
        try expectProblems(
            of: .shop(shop, Objectives()), since: base,
            """
            +5 objective 'till' is declared twice; rename one of them
            +2 note: first declared here
            +8 objective 'Till Two' is not lowercase letters, digits and hyphens; \
            write a name such as 'manifest-insert'
            +12 nan is not a number that can be written exactly; write a finite amount
            """)
    }
}
