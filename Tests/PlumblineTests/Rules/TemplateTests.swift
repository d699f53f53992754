import Plumbline
import TestSupport
import Testing

/// Prometheus expands each template to just the words that were meant.
@Suite struct TemplateTests {
    /// An annotation, and what a person is to read when the value is `value` and `backend` is `duckdb`.
    private struct Words: Sendable {
        let template: String
        let value: Double
        let read: String

        init<D>(_ dimension: D.Type, _ text: Text<ManifestLabels, D>, _ value: Double = 1, reads: String) {
            template = text.segments.template
            self.value = value
            read = reads
        }
    }

    private static var words: [Words] {
        var words = [
            Words(Time.self, "\(label: \.backend) takes \(value: .milliseconds)", 5.25, reads: "duckdb takes 5.25 ms"),
            Words(Time.self, "\(value: .seconds)", 0.025, reads: "25ms"),
            Words(Time.self, "\(value: .seconds)", 5400, reads: "1h 30m 0s"),
            Words(Time.self, "\(value: .microseconds)", 12.5, reads: "12.5 µs"),
            Words(Time.self, "\(value: .nanoseconds)", 12, reads: "12 ns"),
            Words(Ratio.self, "\(value: .ratio)", 0.954, reads: "95.4%"),
            Words(Ratio.self, "\(value: .percent)", 95.4, reads: "95.4 %"),
            Words(Bytes.self, "\(value: .bytes)", 1536, reads: "1.5kiB"),
            Words(PerSecond<Count>.self, "\(value: .perSecond)", 9.87654, reads: "9.877/s"),
            Words(PerSecond<Bytes>.self, "\(value: .bytesPerSecond)", 12, reads: "12B/s"),
            Words(Count.self, "{\(label: \.backend)}", reads: "{duckdb}"),
            Words(Count.self, "{{\(label: \.backend)}}", reads: "{{duckdb}}"),
            Words(Count.self, "\("{")\("{")\(label: \.backend)", reads: "{{duckdb"),
        ]
        words += numbers.map { value, read in
            Words(Count.self, "\(value: .count) jobs wait", value, reads: "\(read) jobs wait")
        }
        for literal in literals {
            words.append(Words(Count.self, Text(stringLiteral: literal), reads: literal))
        }
        return words
    }

    /// A16: as a person writes them.
    private static let numbers = [
        (123_456, "123456"), (12_345_678, "12345678"), (-123_456.7, "-123457"), (1e20, "100000000000000000000"),
        (0, "0"), (5.25, "5.25"), (-5.25, "-5.25"), (0.0512, "0.0512"), (999.94, "999.9"), (999.96, "1000"),
        (1000, "1000"), (1234.5, "1234"), (9999.6, "10000"), (-999.96, "-1000"), (.infinity, "+Inf"),
    ]

    private static let literals = [
        "plain", "{{ $labels.backend }}", "{{", "}}", "{", "}", "{{{", "{{{{", "a {{{ b }}} c", "{ {",
        "{{{{ $value }}}}",
        "{{/* no comment */}}", "{{- $value -}}", #"{{ "{{" }}"#, "{\u{301}{", "{{\u{301}",
        "$labels $value %s %d 100 %",
        #"say "no" and 'no' and `no`"#, #"C:\new\table"#, "two\nlines", "tab\there", "Zürich 東京 🚀 \u{202E}",
        "# no comment", "- no: list", "<script>&amp;</script>", "${HOME} $(id) `id`",
    ]

    @Test(arguments: Judge.all) func prometheusExpandsThemToTheWords(judge: Judge) throws {
        let words = Self.words
        let run = try Promtool.testRules(tests(words), rules: rules(words), by: judge)
        #expect(run.status == 0, "\(run.output)")
    }

    @Test func otherWordsAreFoundOut() throws {
        let words = [Words(Count.self, "{{", reads: "{")]
        #expect(try Promtool.testRules(tests(words), rules: rules(words)).status != 0)
    }

    private func rules(_ words: [Words]) -> String {
        let rules = words.enumerated().map { index, words in
            """
                  - alert: Words\(index)
                    expr: words\(index)
                    annotations: {text: \(words.template.yamlQuoted)}

            """
        }
        return "groups:\n  - name: words\n    rules:\n" + rules.joined()
    }

    private func tests(_ words: [Words]) -> String {
        let series = words.enumerated().map { index, words in
            "      - {series: 'words\(index){backend=\"duckdb\"}', values: '\(words.value.isInfinite ? "Inf" : "\(words.value)")'}\n"
        }
        let alerts = words.enumerated().map { index, words in
            """
                  - alertname: Words\(index)
                    eval_time: 0m
                    exp_alerts:
                      - exp_labels: {backend: duckdb}
                        exp_annotations: {text: \(words.read.yamlQuoted)}

            """
        }
        return "rule_files: [rules.yml]\ntests:\n  - input_series:\n" + series.joined()
            + "    alert_rule_test:\n" + alerts.joined()
    }
}
