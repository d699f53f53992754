import Foundation
import Plumbline
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan
@testable import specs

/// A8: every text is written for the engine that expands it.
@Suite(.needsPyYAML)
struct EngineTests {
    /// https://prometheus.io/docs/prometheus/2.42/configuration/template_reference/; vmalert has all of these too,
    /// https://docs.victoriametrics.com/victoriametrics/vmalert/#templating
    private static let prometheus: Set = [
        "query", "first", "label", "value", "sortByLabel", "humanize", "humanize1024", "humanizeDuration",
        "humanizePercentage", "humanizeTimestamp", "toTime", "title", "toUpper", "toLower", "stripPort", "match",
        "reReplaceAll", "graphLink", "tableLink", "parseDuration", "stripDomain", "args", "safeHtml", "pathPrefix",
        "externalURL",
    ]
    /// https://grafana.com/docs/grafana/latest/alerting/alerting-rules/templates/reference/#functions
    private static let grafana = prometheus.subtracting(["query", "first", "label", "value", "sortByLabel"])
    /// https://prometheus.io/docs/alerting/0.25/notifications/#functions
    private static let alertmanager: Set = [
        "title", "toUpper", "toLower", "match", "reReplaceAll", "join", "safeHtml", "stringSlice",
    ]
    /// https://pkg.go.dev/text/template#hdr-Functions
    private static let language: Set = [
        "and", "or", "not", "len", "index", "slice", "print", "printf", "println", "eq", "ne", "lt", "le", "gt", "ge",
        "if", "else", "end", "range", "with",
    ]

    @Test(arguments: [featureStore, CornerShop.spec(outputs: Set(Output.allCases), routing)])
    func a8FunctionsOfEachEngine(spec: Spec) throws {
        for (file, functions) in [
            ("prometheus_alerts.yml", Self.prometheus), ("mimir_rules.yml", Self.prometheus),
            ("kubernetes/prometheus_rule.yml", Self.prometheus), ("grafana/alerting.yml", Self.grafana),
            ("alertmanager.yml", Self.alertmanager),
        ] {
            let actions = try parsed(file, of: spec).texts.flatMap(\.actions)
            #expect(!actions.isEmpty, "\(file)")
            for action in actions {
                let unknown = action.words.filter { !functions.contains($0) && !Self.language.contains($0) }
                #expect(unknown.isEmpty, "\(file): {{\(action)}}")
            }
        }
    }

    /// Grafana's value is that of the query; `$value` there is a text of all queries.
    @Test func a8ValuesInGrafana() throws {
        let actions = try parsed("grafana/alerting.yml", of: featureStore).texts.flatMap(\.actions)
        #expect(actions.contains { $0.contains("$values.A.Value") })
        #expect(!actions.contains { $0.contains("$value ") || $0.contains("$value)") })
    }

    /// What cannot be asked for in Grafana is not said there, and that is noted.
    @Test func a8TheSentenceIsLeftOut() throws {
        let plan = try Plan(featureStore)
        let burning = plan.alertRules.filter { $0.rule.label("tier") != nil }
        let texts = try parsed("grafana/alerting.yml", of: featureStore).texts.filter { $0.hasPrefix("The promise: ") }
        #expect(texts.count == burning.count && !burning.isEmpty)
        for text in texts { #expect(!text.contains("lasts") && !text.contains("as long as"), "\(text)") }
        #expect(burning.allSatisfy { $0.rule.annotation("description")?.contains("{{ with query") == true })
        #expect(plan.remarks.contains { $0.message.contains("cannot query (\(burning.count) alerts)") })
        #expect(plan.remarks.contains { $0.message.contains("Grafana has no inhibition (2 alerts ask for it)") })
    }
}

extension NSDictionary {
    /// All texts within.
    fileprivate var texts: [String] {
        func texts(_ value: Any) -> [String] {
            switch value {
            case let text as String: [text]
            case let list as NSArray: list.flatMap(texts)
            case let mapping as NSDictionary: mapping.allValues.flatMap(texts)
            default: []
            }
        }
        return texts(self)
    }
}

extension String {
    /// What stands between `{{` and `}}`; a text within it may hold braces.
    fileprivate var actions: [String] {
        matches(of: /\{\{((?:"(?:[^"\\]|\\.)*"|[^"])*?)\}\}/).map { String($0.output.1) }
    }

    /// The words of an action that are no texts, numbers, variables or fields: its functions and keywords.
    fileprivate var words: [String] {
        replacing(/"(?:[^"\\]|\\.)*"/, with: " ").split { " ()|,:=\n".contains($0) }.map(String.init)
            .filter { $0.first?.isLetter == true }
    }
}
