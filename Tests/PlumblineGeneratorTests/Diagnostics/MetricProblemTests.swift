import Plumbline
import Testing

struct MetricProblemTests {
    /// A15: what others record, and with Prometheus 3 whatever they call it.
    @Test func a15NamesOfOthers() throws {
        struct HTTPLabels: LabelSet { let route = ExternalLabel("http.route") }
        struct Metrics {
            let node = Gauge(external: "instance:node_cpu_utilisation:rate5m", "CPU.", unit: .ratio)
            let active = Gauge(external: "http.server.active_requests", "Requests.", labels: HTTPLabels.self)
            let own = Gauge("own:name", "Ours.")
        }
        struct Board {
            let dashboard = Dashboard.test()
            let node = Panel.stat("Node", Series("all", Metrics().node))
            let active = Panel.stat("Active", Series("all", Metrics().active))
            let own = Panel.stat("Own", Series("all", Metrics().own))
        }
        let messages = problems(of: .shop(Metrics(), Board())).map(\.message)
        #expect(
            Set(messages) == [
                "'own:name' is not a metric name", "'http.route' is not a label name",
                "'http.server.active_requests' is not a metric name of Prometheus 2",
            ])
        let newer = problems(of: .shop(Metrics(), Board(), target: .v3)).map(\.message)
        #expect(newer == ["'own:name' is not a metric name"])
    }

    @Test func sameNameTwice() throws {
        let base = #line
        struct Metrics {
            let tills = Gauge("tills_open", "Tills that are open.")
            let open = Gauge("tills_open", "Tills that are open.")
        }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +3 'tills_open' is declared twice; rename one of them
            +2 note: first declared here
            """)
    }

    @Test func histogramTakesTheNamesOfItsSeries() throws {
        let base = #line
        struct Metrics {
            let wait = Histogram("wait_seconds", "Time in the queue.", unit: .seconds, buckets: [1])
            let waits = Counter("wait_seconds_count", "Waits.").waiving(.totalSuffix, because: "an old name")
            let baskets = Gauge("basket_bytes_sum", "Baskets.")
            let basket = Histogram("basket_bytes", "What a basket holds.", unit: .bytes, buckets: [1])
        }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +3 'wait_seconds_count' clashes with 'wait_seconds': both export wait_seconds_count; rename one of them
            +2 note: first declared here
            +5 'basket_bytes' clashes with 'basket_bytes_sum': both export basket_bytes_sum; rename one of them
            +4 note: first declared here
            """)
    }

    @Test func counterTakesItsFamilysNameInOpenMetrics() throws {
        let base = #line
        struct Metrics {
            let served = Counter("served_total", "Customers.")
            let serving = Gauge("served", "Customers at a till.")
            let serviceStart = Gauge("served_created", "When the first was served.")
        }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +3 'served' clashes with 'served_total': both take the name served in OpenMetrics; rename one of them
            +2 note: first declared here
            +4 'served_created' clashes with 'served_total': both take the name served_created in OpenMetrics; \
            rename one of them
            +2 note: first declared here
            """)
    }

    @Test func infoTakesItsFamilysNameInOpenMetrics() throws {
        let base = #line
        struct Metrics {
            let shop = Gauge("shop", "Shops.")
            let about = Info("shop_info", "The shop.", labels: LaneLabels.self)
        }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +3 'shop_info' clashes with 'shop': both take the name shop in OpenMetrics; rename one of them
            +2 note: first declared here
            """)
    }

    @Test func whatSomebodyElseExportsTakesNoNameInOpenMetrics() {
        struct Metrics {
            let served = Counter("served_total", "Customers.")
            let serving = Gauge(external: "served", "Customers at another's till.")
        }
        #expect(!problems(of: .shop(Metrics())).contains { $0.message.contains("clashes") })
    }

    @Test func recordingRuleMayNotTakeAMetricsName() throws {
        let base = #line
        enum Shelf { static let items = Gauge("shelf_items", "What is on the shelf.") }
        struct Metrics { let items = Shelf.items }
        struct Rules { let items = RecordingRule("shelf_items", Shelf.items.sum()) }
        try expectProblems(
            of: .shop(Metrics(), Rules()), since: base,
            """
            +3 'shelf_items' is declared twice; rename one of them
            +1 note: first declared here
            +3 'shelf_items' is not a recorded name; \
            write level:metric:operations, such as backend:insert_latency_ms:p95
            """)
    }

    @Test func theModulesOwnMetricIsTaken() throws {
        let base = #line
        struct Metrics {
            let build = Info("plumbline_contract_info", "Ours.", labels: LaneLabels.self)
        }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            "+2 'plumbline_contract_info' begins with plumbline_, as what the runtime itself exports; rename it")
    }

    @Test(arguments: ["", "1st_till", "queue-length", "queue length", "länge", "shop:queue:sum", "tab\tbed", "😀"])
    func invalidName(name: String) throws {
        let base = #line
        struct Metrics {
            let own: Gauge<NoLabels, Count>
            let external: Gauge<NoLabels, Count>
        }
        let metrics = Metrics(
            own: Gauge(name, "Somebody's."),
            external: Gauge(external: name + "!", "Nobody's."))
        try expectProblems(
            of: .shop(metrics), since: base,
            """
            +6 '\(name)' is not a metric name; use letters, digits and underscores, not beginning with a digit
            +7 '\(name)!' is not a metric name of Prometheus 2; use letters, digits, underscores and colons, \
            not beginning with a digit, or declare target: .v3
            """)
    }

    @Test func buckets() throws {
        let base = #line
        struct Metrics {
            let none = Histogram("a_seconds", "A.", unit: .seconds, buckets: [])
            let twice = Histogram("b_seconds", "B.", unit: .seconds, buckets: [0.5, 1, 1, 2])
            let unsorted = Histogram("c_seconds", "C.", unit: .seconds, buckets: [0.5, 2, 1.5])
            let infinite = Histogram("d_seconds", "D.", unit: .seconds, buckets: [0.5, .infinity])
            let undefined = Histogram("e_seconds", "E.", unit: .seconds, buckets: [.nan, 1])
        }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +2 a_seconds has no buckets; give upper bounds, ascending
            +3 b_seconds has the bucket 1 twice; remove one
            +4 c_seconds has buckets out of order: 2 before 1.5; sort them ascending
            +5 d_seconds has a bucket that is not a finite number; leave +Inf out: it is always there
            +6 e_seconds has a bucket that is not a finite number; leave +Inf out: it is always there
            """)
    }

    @Test func namingRules() throws {
        let base = #line
        struct Metrics {
            let served = Counter("customers_served", "Customers.")
            let open = Gauge("tills_total", "Tills.")
            let age = Gauge("shop_age", "Since when it is open.", unit: .seconds)
            let paid = Counter("paying_total", "Time spent.", unit: .seconds)
            let wait = Gauge("wait_milliseconds", "The wait.", unit: .milliseconds)
            let share = Gauge("share_percent", "The share.", unit: .percent)
            let build = Info("shop_build", "The build.", labels: LaneLabels.self)
        }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +2 customers_served is a counter and does not end in _total; \
            call it customers_served_total, or waive .totalSuffix with a reason
            +3 tills_total ends in _total and is not a counter; call it tills, or waive .totalSuffix with a reason
            +4 shop_age is in seconds and does not say so; call it shop_age_seconds, or waive .unitSuffix with a reason
            +5 paying_total is in seconds and does not say so; \
            call it paying_seconds_total, or waive .unitSuffix with a reason
            +6 wait_milliseconds is in milliseconds, which is no base unit; \
            record seconds, or waive .unitSuffix with a reason
            +7 share_percent is in percent, which is no base unit; record a ratio, or waive .unitSuffix with a reason
            +8 shop_build is an info metric and does not end in _info; \
            call it shop_build_info, or waive .unitSuffix with a reason
            """)
    }

    @Test func waivers() throws {
        let base = #line
        enum Till {
            static let idle = Gauge("tills_idle", "Idle tills.")
                .waiving(.unused, because: "it is read below")
        }
        struct Metrics {
            let idle = Till.idle
            let length = Gauge("length", "The queue.")
                .waiving(.unitSuffix, because: "it has no unit")
                .waiving(.unused, because: "read by hand")
            let served = Counter("served", "Customers.").waiving(.totalSuffix, because: " ")
        }
        struct Rules { let idle = RecordingRule("shop:tills_idle:sum", Till.idle.sum()) }
        try expectProblems(
            of: .shop(Metrics(), Rules()), since: base,
            """
            +3 tills_idle is read, so the waiver of .unused is not needed; remove the waiver
            +8 length keeps the rule .unitSuffix, so the waiver is not needed; remove the waiver
            +10 the waiver of .totalSuffix for served gives no reason; say why, as people will ask
            """)
    }

    @Test func help() throws {
        let base = #line
        struct Metrics {
            let open = Gauge("tills_open", "")
            let closed = Gauge("tills_closed", " \n")
        }
        try expectProblems(
            of: .shop(Metrics()), since: base,
            """
            +2 tills_open has no help text; say in a sentence what it measures
            +3 tills_closed has no help text; say in a sentence what it measures
            """)
    }

    @Test func namesInTheModule() throws {
        let base = #line
        struct Till { let open = Gauge("till_open", "Open tills.") }
        struct Shelf { let Open = Gauge("shelf_open", "Open shelves.") }
        struct Metrics {
            let registry = Gauge("registry", "A name that the module has already.")
            let contract = Gauge("contract", "Another.")
            let histogram = Gauge("histogram", "Its type would hide the runtime's.", labels: LaneLabels.self)
            let string = Gauge("string", "Its type would hide Swift's.", labels: LaneLabels.self)
            let lane = Gauge("lane", "Its type would hide the label's.", labels: LaneLabels.self)
        }
        try expectProblems(
            of: .shop(Till(), Shelf(), Metrics()), since: base,
            """
            +2 two metrics get the handle 'open' in the generated module; rename one of the properties
            +1 note: first declared here
            +4 'registry' cannot be the name of a handle in the generated module; \
            make the metric a stored property with a name of its own
            +5 'contract' cannot be the name of a handle in the generated module; \
            make the metric a stored property with a name of its own
            +6 the handle 'histogram' gets the type 'Histogram', which is a label's, the runtime's or Swift's; \
            rename the property
            +7 the handle 'string' gets the type 'String', which is a label's, the runtime's or Swift's; \
            rename the property
            +8 the handle 'lane' gets the type 'Lane', which is a label's, the runtime's or Swift's; rename the property
            """)
    }

    @Test func unread() throws {
        let base = #line
        enum Till {
            static let open = Gauge("tills_open", "Tills that are open.", labels: LaneLabels.self)
        }
        struct Metrics {
            let open = Till.open
            let idle = Gauge("tills_idle", "Tills that are idle.")
            let served = Counter("served_total", "Customers.").waiving(.unused, because: "read by hand")
        }
        struct Rules { let open = RecordingRule("shop:tills_open:sum", Till.open.sum()) }
        struct Variables { let lane = Variable("lane", label: "Lane", valuesOf: \.lane, in: Till.open) }
        try expectProblems(
            of: .shop(Metrics(), Rules(), Variables()), since: base,
            """
            +6 metric 'tills_idle' is read by no alert, objective or panel; \
            draw it, remove it, or waive .unused with a reason
            +9 recording rule 'shop:tills_open:sum' is read by no alert, objective or panel; draw it or remove it
            +10 variable 'lane' is read by no alert, objective or panel; \
            select by it with .isSelected(in:), or remove it
            """, readers: true)
    }
}
