import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// Whatever stands in texts and label values comes out of the rule file, and out of Prometheus, as it went in.
struct HostileRuleTests {
    @Test func isValid() { #expect(problems(of: Hostile.spec).map(\.message) == []) }

    /// Every alert fires for the series that has its text, and only for it, with labels and annotations that are the
    /// texts themselves, although Prometheus expands templates in both.
    @Test(.needs("promtool", Command.hasPromtool)) func prometheusFiresWithTheTexts() throws {
        let panel = "https://grafana.example.com/d/hostile?viewPanel=\(panelID("alerts"))"
        let cases = Hostile.texts.enumerated().flatMap { index, text in
            ["Same\(index)", "OneOf\(index)"].map { name -> JSON in
                let labels: JSON = [
                    "severity": "warning", "service": "shop", "note": .string(text), "text": .string(text), "job": "x",
                ]
                let annotations: JSON = [
                    "summary": .string(text), "description": .string("{\(text){\(text){"),
                    "runbook_url": .string("https://example.com/{{runbooks}}/\(name).md"),
                    "dashboard_url": .string(panel),
                ]
                return [
                    "eval_time": "1m", "alertname": .string(name),
                    "exp_alerts": [["exp_labels": labels, "exp_annotations": annotations]],
                ]
            }
        }
        let series = Hostile.texts.map { text -> JSON in
            ["series": .string("hostile_class{job=\"x\", text=\(text.promQLQuoted)}"), "values": "1x5"]
        }
        let test: JSON = [
            "rule_files": ["rules.yml"],
            "tests": [
                ["interval": "1m", "input_series": .array(series), "alert_rule_test": .array(cases)]
            ],
        ]
        try withTemporaryFolder { root in
            try put(
                ["rules.yml": ruleFile(of: Hostile.spec), "test.yml": String(decoding: test.bytes, as: UTF8.self)],
                in: root)
            let check = try Command("promtool", "check", "rules", "rules.yml", in: root).run()
            #expect(check.status == 0, "\(check.output)")
            let run = try Command("promtool", "test", "rules", "test.yml", in: root).run()
            #expect(run.status == 0, "\(run.output.prefix(3000))")
        }
    }
}
