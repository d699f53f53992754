import Plumbline
import Testing

struct LabelProblemTests {
    @Test func limits() throws {
        let base = #line
        struct Labels: LabelSet {
            let customer = OpenLabel("customer", limit: 0)
            let basket = OpenLabel("basket", limit: -3)
            let device = ExternalLabel("device")
        }
        struct Metrics { let open = Gauge("tills_open", "Open tills.", labels: Labels.self) }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +2 open label 'customer' has a limit of 0; say how many values there may be, at least 1
            +3 open label 'basket' has a limit of -3; say how many values there may be, at least 1
            +4 label 'device' of tills_open has no limit; \
            use OpenLabel("device", limit: …): ExternalLabel is for other people's metrics
            """)
    }

    @Test func budget() throws {
        let base = #line
        struct Labels: LabelSet {
            let lane = Label<Lane>("lane")
            let customer = OpenLabel("customer", limit: 99)
        }
        struct Endless: LabelSet { let customer = OpenLabel("customer", limit: .max) }
        struct Metrics {
            let open = Gauge("tills_open", "Open tills.", labels: Labels.self)
            let wait = Histogram("wait_seconds", "The wait.", unit: .seconds, buckets: [1, 2], labels: Labels.self)
            let served = Counter("served_total", "Customers.", labels: Endless.self)
            let baskets = Histogram("basket_bytes", "Baskets.", unit: .bytes, buckets: [1], labels: Endless.self)
        }
        let mend = "lower a limit, drop a label or buckets, or raise the spec's seriesBudget"
        try expectProblems(
            of: .shop(Metrics(), seriesBudget: 200), since: base,
            """
            +8 wait_seconds may have 1000 series, over the budget of 200: lane 2 × customer 100 × series each 5; \(mend)
            +9 served_total may have \(Int.max) series, over the budget of 200: customer \(Int.max); \(mend)
            +10 basket_bytes may have very many series, over the budget of 200: \
            customer \(Int.max) × series each 4; \(mend)
            """)
    }

    @Test func reserved() throws {
        let base = #line
        struct Labels: LabelSet {
            let bound = OpenLabel("le", limit: 1)
            let quantile = OpenLabel("quantile", limit: 1)
            let task = OpenLabel("job", limit: 1)
            let place = OpenLabel("instance", limit: 1)
            let alert = OpenLabel("alertname", limit: 1)
            let state = OpenLabel("alertstate", limit: 1)
            let severity = OpenLabel("severity", limit: 1)
            let service = OpenLabel("service", limit: 1)
        }
        struct Metrics { let open = Gauge("tills_open", "Open tills.", labels: Labels.self) }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +2 label 'le' of tills_open is reserved; choose another name
            +3 label 'quantile' of tills_open is reserved; choose another name
            +4 label 'job' of tills_open is reserved; choose another name
            +5 label 'instance' of tills_open is reserved; choose another name
            +6 label 'alertname' of tills_open is reserved; choose another name
            +7 label 'alertstate' of tills_open is reserved; choose another name
            +8 label 'severity' of tills_open is reserved; choose another name
            +9 label 'service' of tills_open is reserved; choose another name
            """)
    }

    @Test func invalidNames() throws {
        let base = #line
        struct Own: LabelSet {
            let a = OpenLabel("", limit: 1)
            let b = OpenLabel("1st", limit: 1)
            let c = Label<Lane>("till-name")
            let d = OpenLabel("näme", limit: 1)
            let e = OpenLabel("__name__", limit: 1)
            let f = OpenLabel("a:b", limit: 1)
        }
        struct Theirs: LabelSet {
            let le = ExternalLabel("le")
            let quoted = ExternalLabel("a\"b")
        }
        struct Metrics {
            let open = Gauge("tills_open", "Open tills.", labels: Own.self)
            let theirs = Gauge(external: "tills_closed", "Closed tills.", labels: Theirs.self)
        }
        let mend = "use letters, digits and underscores, not beginning with a digit or two underscores"
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +2 '' is not a label name; \(mend)
            +3 '1st' is not a label name; \(mend)
            +4 'till-name' is not a label name; \(mend)
            +5 'näme' is not a label name; \(mend)
            +6 '__name__' is not a label name; \(mend)
            +7 'a:b' is not a label name; \(mend)
            +11 'a"b' is not a label name; \(mend)
            """)
    }

    @Test func sameNameTwice() throws {
        let base = #line
        struct Labels: LabelSet {
            let lane = Label<Lane>("lane")
            let other = OpenLabel("lane", limit: 3)
        }
        struct Metrics { let open = Gauge("tills_open", "Open tills.", labels: Labels.self) }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +3 tills_open has the label 'lane' twice; rename one of them
            +2 note: first declared here
            """)
    }

    @Test func closedValues() throws {
        let base = #line
        struct Labels: LabelSet {
            let colour = Label<Colourless>("colour")
            let size = Label<Repeated>("size")
            let shape = Label<Described>("shape")
        }
        struct Metrics { let open = Gauge("tills_open", "Open tills.", labels: Labels.self) }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +2 label 'colour' has no values; add cases to Colourless
            +3 label 'size' has the value 'l' twice; give each case of Repeated a value of its own
            +4 label 'shape' has the case 'a `round` one', which is no Swift name: it holds U+60, which no name may; \
            rename it; where the enum has a description of its own, leave that to Swift
            """)
    }

    @Test func typesInTheModule() throws {
        let base = #line
        enum Other { enum Lane: String, LabelValue { case left, right } }
        enum Registry: String, LabelValue { case open, closed }
        struct Labels: LabelSet {
            let lane = Label<Lane>("lane")
            let other = Label<Other.Lane>("other")
            let register = Label<Registry>("register")
        }
        struct Parameters: LabelSet {
            let value = OpenLabel("value", limit: 1)
            let series = OpenLabel("series", limit: 1)
        }
        struct Metrics {
            let open = Gauge("tills_open", "Open tills.", labels: Labels.self)
            let closed = Gauge("tills_closed", "Closed tills.", labels: Parameters.self)
        }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +5 two different label types are called 'Lane'; rename one of them
            +4 note: the other is used here
            +6 the label type 'Registry' cannot be a type of the generated module; \
            make it an enum with a name of its own
            +9 'value' cannot be a parameter of tills_closed in the generated module; \
            rename the property of the label set
            +10 'series' cannot be a parameter of tills_closed in the generated module; \
            rename the property of the label set
            """)
    }
}

/// Without a value; an enum with raw values cannot be.
private struct Colourless: LabelValue {
    let rawValue: String
    static let allCases: [Colourless] = []
}

private enum Repeated: LabelValue {
    case large, long

    var rawValue: String { "l" }
    init?(rawValue: String) { nil }
}

private enum Described: String, LabelValue, CustomStringConvertible {
    case round
    var description: String { "a `round` one" }
}
