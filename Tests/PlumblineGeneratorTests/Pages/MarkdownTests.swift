import Testing

@testable import PlumblineGenerator

struct MarkdownTests {
    @Test(arguments: [
        ("plain words", "plain words"), ("a|b\nc", #"a\|b c"#), ("*a* _b_ `c`", #"\*a\* \_b\_ \`c\`"#),
        ("<script>", #"\<script\>"#), ("[a](b)", #"\[a\](b)"#), (#"\"#, #"\\"#), ("a\r\nb", "a b"),
    ])
    func escaping(text: String, markdown: String) {
        #expect(text.markdown == markdown)
    }

    @Test(arguments: [
        ("{{ $labels.backend }} takes {{ $value | printf \"%.4g\" }} ms", "*backend* takes *value* ms"),
        (#"{{ $value | printf (or (and (lt $value 1e3) "%.4g") "%.0f") }} ms"#, "*value* ms"),
        (#"{{ index $labels "http.route" }}"#, "*http.route*"), (#"{{ "{{" }}x"#, "{{x"),
        ("{{ $labels.a_b }}", #"*a\_b*"#), ("no end {{", "no end {{"),
        ("{{ humanize 3 }}", "`{{ humanize 3 }}`"),
    ])
    func templates(text: String, words: String) {
        #expect(text.templateWords == words)
    }

    @Test func fences() {
        #expect("up".fenced("promql") == "```promql\nup\n```")
        #expect("a ``` b ```` c".fenced("") == "`````\na ``` b ```` c\n`````")
    }

    @Test func cells() {
        #expect("one\n*two* | three".cell == #"one *two* \| three"#)
    }
}
