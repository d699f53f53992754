import Plumbline
import Testing

@testable import PlumblineGenerator

/// Whatever stands where a name or text is expected: problems are told in a line each, and nothing crashes.
struct HostileNameTests {
    private static let hostile = [
        "", " ", "\0", "\n", "\r\n", "a\nb", "\u{1B}[31m", "\"", "'", "\\", "`", "$x", "${x}", "{{", "}}", "{{ .Foo }}",
        "%s%n", "../../etc/passwd", "/", "a/b", "\u{202E}", "\u{2028}", "\u{FEFF}", "👩‍👩‍👧", "e\u{301}", "e\u{301}\u{302}",
        "ﬁ", "İ", "ß", "漢字", "'; DROP TABLE manifests; --", "<script>", "#", ": ", "- ", "?", "__name__", "le",
        String(repeating: "x", count: 10_000), String(repeating: "漢\n\"", count: 3_000),
    ]

    @Test(arguments: hostile)
    func everyPlaceOfAName(text: String) throws {
        let spec = Spec.shop(
            shop, everywhere(text), service: text, module: text, runbooks: text, grafana: text)
        let problems = problems(of: spec)
        #expect(!problems.isEmpty)
        for format in DiagnosticFormat.allCases {
            #expect(ToolRun("check", "--format", format.rawValue, spec: spec).status == 1)
        }
        // One line each, and nothing that a terminal would obey.
        let told = DiagnosticFormat.text.text(problems)
        #expect(told.count { $0.isNewline } == problems.count + problems.map(\.notes.count).reduce(0, +))
        #expect(told.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
        #expect(ToolRun("locate", "--", text, spec: spec).status == 0)
        #expect(ToolRun("list", spec: spec).status == 0)
    }

    /// The same text as the name of one of each kind of declaration.
    private func everywhere(_ text: String) -> [any Declaration & Sendable] {
        let metric = Gauge(text, text)
        let alert = Alert.test(
            text, when: metric > 1, runbook: text, labels: [text: text], onMissingData: .coveredBy(text))
        let dashboard = Dashboard.test(text, title: text, links: [.url(text, text)], fileName: text)
        return [
            metric, RecordingRule(text, metric, labels: [text: text]), RuleGroup(text), alert,
            SLO(
                text, text, objective: 0.95, over: .days(7), good: metric.atLeast(1),
                onMissingData: .staysQuiet(because: "idle")),
            Variable(text, label: text, valuesOf: \.customer, in: shop.length.where(\.customer, .matches(text))),
            dashboard, Row(text), Annotation(text, firing: alert),
            Panel.graph(text, Series("\(text)", metric), alerts: [alert], links: [.url(text, text)]),
            Panel.text(text, markdown: text),
        ]
    }
}
