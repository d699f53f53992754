import Plumbline

/// One test of a proof file, field for field as promtool has it.
struct ProofTest: Sendable {
    /// An alert that is expected to fire, with all its labels but its name and all its annotations.
    struct Firing: Sendable {
        let labels: LabelValues
        let annotations: [(key: String, value: String)]
    }

    /// Which alerts of a name fire at a time: these and no others.
    struct AlertExpectation: Sendable {
        let alert: String
        let time: Milliseconds
        let firing: [Firing]
    }

    struct Sample: Sendable, Equatable {
        /// `name{a="b"}`
        let series: String
        let value: Double
    }

    /// What an expression is at a time: these samples and no others.
    struct SampleExpectation: Sendable, Equatable {
        let expression: String
        let time: Milliseconds
        let samples: [Sample]
    }

    let name: String
    /// The time from one input sample to the next.
    let tick: Milliseconds
    /// The time from one evaluation to the next, where it is another.
    var step: Milliseconds?
    var inputs: [InputSeries] = []
    /// Values by series, as an author wrote them.
    var written: [(key: String, value: String)] = []
    var alerts: [AlertExpectation] = []
    var samples: [SampleExpectation] = []
}

/// A file of tests that is evaluated in the same steps.
struct ProofFile: Sendable {
    /// Below `generated/`, without `.yml`.
    let name: String
    let evaluationInterval: Milliseconds
    /// Groups of objectives that read each other's series, each after those that it reads.
    let order: [String]
    var tests: [ProofTest]
}

/// A time, or a length of time.
typealias Milliseconds = Int

extension Quantity where D == Time {
    /// Whole milliseconds; none where it is no such number.
    var milliseconds: Milliseconds { base?.times(ExactDecimal(1000))?.integer ?? 0 }
}

/// `5m`, `1h30m`, `0s`
func durationText(_ time: Milliseconds) -> String {
    Quantity<Time>(base: ExactDecimal(time, exponent: -3), words: "").promQL ?? "0s"
}

extension ProofFile {
    /// The file as `promtool test rules` reads it.
    ///
    /// `groups` are those that read what others record. The group of an objective reads its own series as a rule, so it
    /// may come at any time; thousands of them would fill every file.
    func yaml(groups: [String]) -> YAML {
        let upwards = String(repeating: "../", count: name.split(separator: "/").count - 1)
        return .mapping([
            ("rule_files", [.string("\(upwards)prometheus_alerts.yml")]),
            ("evaluation_interval", .string(durationText(evaluationInterval))),
            // Without it promtool takes groups as they come, and one may read what another has not yet recorded.
            ("group_eval_order", .sequence((groups + order).map { .string($0) })),
            ("tests", .sequence(tests.map(\.yaml))),
        ])
    }
}

extension ProofTest {
    fileprivate var yaml: YAML {
        var fields: [(key: String, value: YAML)] = [
            ("name", .string(name)), ("interval", .string(durationText(tick))),
        ]
        if !inputs.isEmpty || !written.isEmpty {
            let all = inputs.map { (key: $0.selector, value: $0.notation) } + written
            let series = all.map { YAML.strings([("series", $0.key), ("values", $0.value)]) }
            fields.append(("input_series", .sequence(series)))
        }
        if !alerts.isEmpty { fields.append(("alert_rule_test", .sequence(alerts.map(\.yaml)))) }
        if !samples.isEmpty { fields.append(("promql_expr_test", .sequence(samples.map(\.yaml)))) }
        return .mapping(fields)
    }
}

extension ProofTest.AlertExpectation {
    fileprivate var yaml: YAML {
        let firing = firing.map { alert in
            YAML.mapping([
                ("exp_labels", .strings(alert.labels.sorted { $0.key < $1.key })),
                ("exp_annotations", .strings(alert.annotations)),
            ])
        }
        return .mapping(
            [("eval_time", .string(durationText(time))), ("alertname", .string(alert))]
                + (firing.isEmpty ? [] : [("exp_alerts", .sequence(firing))]))
    }
}

extension ProofTest.SampleExpectation {
    fileprivate var yaml: YAML {
        let expected = samples.map { sample in
            YAML.mapping([
                ("labels", .string(sample.series)),
                ("value", .number(yamlNumber(sample.value))),
            ])
        }
        return .mapping(
            [("expr", .string(expression)), ("eval_time", .string(durationText(time)))]
                + (expected.isEmpty ? [] : [("exp_samples", .sequence(expected))]))
    }
}

/// As YAML writes what is no decimal.
private func yamlNumber(_ value: Double) -> String {
    if value.isNaN { return ".nan" }
    if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
    return plainNumber(value)
}
