import Plumbline

/// Texts that end a literal, a comment, a line or a template early somewhere, and names that are Swift's keywords.
enum Hostile {
    static let texts = [
        "\"quoted\" and 'quoted'", "a line\nand one\r\nand\ta tab\r", "{{ .Foo }}", "{{{", "}} {{", "{{- /* */ -}}",
        "{",
        "# no comment: - really", "- item\n  key: value", "\\n \\\\ \\", "a|b.*[x](?i)^$", "👩‍👩‍👧 e\u{301} 漢字 \u{202E}x",
        "\"\"\"# \"\"\"", "\\#(x) \\##(x)", "$labels.x ${y} $1 %s %%", "\u{2028}\u{85}\u{7F}\u{1}\u{FEFF}", "~", "0x1f",
        "*/ // ///",
        String(repeating: "ten thousand\n\"{{#\" ", count: 527),
    ]
    static let help = texts.joined(separator: " ")
    /// As much of it as Grafana takes for a title, and OpenSLO for a description.
    static let title = String(String.UnicodeScalarView(help.unicodeScalars.prefix(189)))
    static let summary = String(String.UnicodeScalarView(help.unicodeScalars.prefix(1050)))

    static let spec = spec(outputs: .standard)

    static func spec(outputs: Set<Output>, _ more: any Sendable...) -> Spec {
        .shop(
            metrics, rules, board, Objectives(), more, module: "Hostile",
            runbooks: "https://example.com/{{runbooks}}/", outputs: outputs)
    }

    static let metrics = Metrics()
    static let rules = Rules()
    static let board = Board()

    enum Odd: String, LabelValue {
        case `default` = "\""
        case `init` = "a\nb"
        case `self` = "{{ .Foo }}"
        case backslash = "\\"
        case family = "👩‍👩‍👧"
    }

    struct OddLabels: LabelSet {
        let `in` = Label<Odd>("odd")
        let `inout` = OpenLabel("open", limit: 3)
        let `default` = Label<Lane>("lane")
        let by = OpenLabel("by", limit: 2)
        let `self` = OpenLabel("who", limit: 2)
    }

    struct OneLabel: LabelSet {
        let text = OpenLabel("text", limit: 30)
    }

    struct Metrics {
        let `repeat` = Counter("hostile_repeat_total", help, labels: OddLabels.self)
        let `class` = Gauge("hostile_class", help, labels: OneLabel.self)
        let `init` = Histogram("hostile_init_seconds", help, unit: .seconds, buckets: [0.1, 1e-9, 1e9].sorted())
        let `default` = Info("hostile_default_info", help, labels: OneLabel.self)
        let histogram = Gauge("hostile_histogram", help)
    }

    struct Rules {
        let group = RuleGroup("a group: \"#\n{{")
        /// By value, each text against the series that has it.
        let same = texts.enumerated().map { index, text in
            alert("Same\(index)", metrics.class.where(\.text, .is(text)) > 0, text)
        }
        /// By regular expression, where each text has to be taken literally.
        let oneOf = texts.enumerated().map { index, text in
            alert("OneOf\(index)", metrics.class.where(\.text, .isOneOf("never", text)) > 0, text)
        }

        private static func alert(_ name: String, _ condition: Condition<OneLabel, Count>, _ text: String) -> Alert {
            Alert(
                name, when: condition, for: .seconds(0), severity: .warning, summary: "\(text)",
                description: "{\(text){\(label: \.text){", labels: ["note": text],
                onMissingData: .staysQuiet(because: text))
        }
    }

    struct Objectives {
        let fast = SLO(
            "fast", summary, objective: .percent(99), over: .days(7),
            good: metrics.`init`.faster(than: .seconds(0.1)), onMissingData: .staysQuiet(because: "idle"))
    }

    struct Board {
        let dashboard = Dashboard("hostile", title: title, summary: help, tags: texts)
        let row = Row(help)
        let panels = texts.map { text in
            Panel.graph(
                text, Series("\(text) \(label: \.text)", metrics.class.where(\.text, .is(text))), summary: text,
                links: [.url(text, "https://example.com/")])
        }
        let markdown = Panel.text("Markdown", markdown: help)
        let fast = ObjectiveRow(Objectives().fast)
        let alerts = Panel.stat("Alerts", Series("all", metrics.class.sum()), alerts: rules.same + rules.oneOf)
        let others = Panel.stat(
            "Others", Series("a", metrics.repeat.increase().sum()), Series("b", metrics.default.count()),
            Series("c", metrics.histogram))
    }
}
