import Testing

@testable import PlumblineGenerator

struct MarkdownTests {
    @Test(arguments: [
        ("plain words", "plain words"), ("a|b\nc", #"a\|b c"#), ("*a* _b_ `c`", #"\*a\* \_b\_ \`c\`"#),
        ("<script>", #"\<script\>"#), ("&lt;b", #"\&lt;b"#), ("# a", ##"\# a"##), ("- a", #"\- a"#),
        ("12. a", #"12\. a"#),
        ("1.5 a", "1.5 a"), ("*\u{301}", "\\*\u{301}"), ("a\tb\u{2028}c", "a b c"), ("[a](b)", #"\[a\](b)"#),
        (#"\"#, #"\\"#), ("a\r\nb", "a b"),
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

    /// F7
    @Test(arguments: [
        ("https://a/b_(c)", "https://a/b_%28c%29"), ("https://a/<b>|\\`\"", "https://a/%3Cb%3E%7C%5C%60%22"),
        ("https://a/%28 é", "https://a/%28%20é"), ("https://a/{{x}}", "https://a/{{x}}"),
    ])
    func addresses(text: String, markdown: String) { #expect(text.markdownAddress == markdown) }

    @Test func cells() {
        #expect(#"a \| b | c \\| d"#.cell == #"a \| b \| c \\\| d"#)
        #expect("one\n*two* | three".cell == #"one *two* \| three"#)
    }
}
