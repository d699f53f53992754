import PlumblinePlan
import PlumblineRuleTests

extension ProofFile {
    /// The file as `promtool test rules` reads it.
    ///
    /// `groups` are those that read what others record. The group of an objective reads its own series as a rule, so it
    /// may come at any time; thousands of them would fill every file. `rules` is the name of the rule file, or the pattern
    /// of several.
    func yaml(groups: [String], rules: String) -> YAML {
        let upwards = String(repeating: "../", count: name.split(separator: "/").count - 1)
        return .mapping([
            ("rule_files", [.string("\(upwards)\(rules)")]),
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
