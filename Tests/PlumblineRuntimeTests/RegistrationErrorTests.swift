import PlumblineRuntime
import Testing

@Suite struct RegistrationErrorTests {
    typealias Registration = @Sendable (Registry) throws(RegistrationError) -> Void

    struct Case: Sendable, CustomTestStringConvertible {
        let kind: RegistrationError.Kind
        let description: String
        let register: Registration

        var testDescription: String { description }

        init(_ kind: RegistrationError.Kind, _ description: String, _ register: @escaping Registration) {
            self.kind = kind
            self.description = description
            self.register = register
        }
    }

    static let cases: [Case] = [
        Case(
            .invalidMetricName,
            #"metric "queue-depth": the name may hold only ASCII letters, digits and _, and not start with a digit; rename it"#
        ) { registry throws(RegistrationError) in _ = try registry.gauge("queue-depth", help: "H.") },
        Case(
            .nameTaken, #"metric "a": the name is taken by a registered metric; rename one of the two"#
        ) { registry throws(RegistrationError) in
            _ = try registry.gauge("a", help: "H.")
            _ = try registry.counter("a", help: "H.")
        },
        Case(
            .nameTaken, #"metric "x_count": the name is taken by x, which exports it too; rename one of the two"#
        ) { registry throws(RegistrationError) in
            _ = try registry.histogram("x", help: "H.", buckets: [1])
            _ = try registry.gauge("x_count", help: "H.")
        },
        Case(
            .nameTaken,
            #"metric "x": x_sum, which it exports too, is taken by a registered metric; rename one of the two"#
        ) { registry throws(RegistrationError) in
            _ = try registry.gauge("x_sum", help: "H.")
            _ = try registry.histogram("x", help: "H.", buckets: [1])
        },
        Case(
            .invalidLabelName,
            #"metric "a": label "b\nc" may hold only ASCII letters, digits and _, and not start with a digit; rename it"#
        ) { registry throws(RegistrationError) in
            _ = try registry.gauge("a", help: "H.", labels: [.open("b\nc", limit: 1)])
        },
        Case(
            .reservedLabel, #"metric "a": label le is reserved for Prometheus' own use; rename it"#
        ) { registry throws(RegistrationError) in
            _ = try registry.histogram("a", help: "H.", buckets: [1], labels: [.closed("le", values: ["1"])])
        },
        Case(
            .duplicateLabel, #"metric "a": label b is declared twice; rename or remove one of the two"#
        ) { registry throws(RegistrationError) in
            _ = try registry.info("a", help: "H.", labels: [.open("b", limit: 1), .closed("b", values: ["c"])])
        },
        Case(
            .noLabelValues, #"metric "a": closed label b has no values; list them, or declare the label open"#
        ) { registry throws(RegistrationError) in
            _ = try registry.gauge("a", help: "H.", labels: [.closed("b", values: [])])
        },
        Case(
            .duplicateLabelValue,
            #"metric "a": closed label b has the value "x" twice; remove one of the two"#
        ) { registry throws(RegistrationError) in
            _ = try registry.gauge("a", help: "H.", labels: [.closed("b", values: ["x", "y", "x"])])
        },
        Case(
            .tooManyCombinations,
            #"metric "a": its closed labels have more than 10000 combinations, each a series from the start; "#
                + "remove labels or values, or declare a label open"
        ) { registry throws(RegistrationError) in
            let values = (0..<101).map { "\($0)" }
            _ = try registry.gauge(
                "a", help: "H.", labels: [.closed("b", values: values), .closed("c", values: values)])
        },
        Case(
            .limitTooSmall, #"metric "a": open label b has the limit 0; give it 1 or more"#
        ) { registry throws(RegistrationError) in
            _ = try registry.gauge("a", help: "H.", labels: [.open("b", limit: 0)])
        },
        Case(
            .noBuckets, #"metric "a": it has no buckets; give at least one upper bound"#
        ) { registry throws(RegistrationError) in _ = try registry.histogram("a", help: "H.", buckets: []) },
        Case(
            .bucketNotFinite,
            #"metric "a": bucket +Inf is not a finite number; leave it out, +Inf is always there"#
        ) { registry throws(RegistrationError) in _ = try registry.histogram("a", help: "H.", buckets: [1, .infinity])
        },
        Case(
            .bucketsUnsorted, #"metric "a": bucket 2.5 follows 5; list the bounds in ascending order"#
        ) { registry throws(RegistrationError) in _ = try registry.histogram("a", help: "H.", buckets: [1, 5, 2.5]) },
        Case(
            .duplicateBucket, #"metric "a": bucket 5 is there twice; remove one of the two"#
        ) { registry throws(RegistrationError) in _ = try registry.histogram("a", help: "H.", buckets: [1, 5, 5]) },
    ]

    @Test(arguments: cases)
    func saysWhatWhereAndHowToMend(_ example: Case) throws {
        let error = #expect(throws: RegistrationError.self) { try example.register(Registry()) }
        #expect(error?.kind == example.kind)
        #expect(error?.description == example.description)
    }

    @Test func everyKindHasAnExample() {
        #expect(Set(Self.cases.map(\.kind)) == Set(RegistrationError.Kind.allCases))
    }

    @Test(arguments: ["", "1a", "a:b", "a b", "a\n", "é", "a\u{301}", "\u{212A}", "a{b=\"c\"}", "a\0", "🦊"])
    func namesThatPrometheusDoesNotTakeAreRefused(_ name: String) {
        let registry = Registry()
        let metric = #expect(throws: RegistrationError.self) { try registry.counter(name, help: "H.") }
        #expect(metric?.kind == .invalidMetricName)
        let label = #expect(throws: RegistrationError.self) {
            try registry.counter("a", help: "H.", labels: [.open(name, limit: 1)])
        }
        #expect(label?.kind == .invalidLabelName)
    }

    @Test(arguments: ["le", "quantile", "__name__", "__x"])
    func labelsOfPrometheusAreRefused(_ name: String) {
        let error = #expect(throws: RegistrationError.self) {
            try Registry().gauge("a", help: "H.", labels: [.closed(name, values: ["x"])])
        }
        #expect(error?.kind == .reservedLabel)
    }

    @Test func theRuntimesOwnNamesAreTaken() {
        for name in ["plumbline_dropped_recordings_total", "plumbline_label_overflow_total"] {
            let error = #expect(throws: RegistrationError.self) { try Registry().counter(name, help: "H.") }
            #expect(error?.kind == .nameTaken)
        }
    }

    @Test func aFailedRegistrationLeavesNothingBehind() throws {
        let registry = Registry()
        try registry.gauge("x_sum", help: "H.").series().set(1)
        let before = registry.exposition()
        #expect(throws: RegistrationError.self) {
            try registry.histogram("x", help: "H.", buckets: [1], labels: [.open("l", limit: 1)])
        }
        #expect(registry.exposition() == before)
        // The names that did not clash are still free.
        _ = try registry.gauge("x_count", help: "H.")
        _ = try registry.gauge("x", help: "H.")
    }
}
