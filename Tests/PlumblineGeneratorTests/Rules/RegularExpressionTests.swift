import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// The check of patterns and Prometheus, which matches with RE2, agree.
struct RegularExpressionTests {
    private static let good = [
        "", "a", "a|b", "a.*", ".+", "[a-z]+", "[^a-z]*?", "(a|b)+?", "(?:a)", "(?i)a", "(?i:a)b", "(?P<name>a)",
        "(?s).", "a{2}", "a{2,}", "a{2,3}", "a{1000}", "\\d+\\.\\d", "\\bword\\b", "\\w\\W\\s\\S\\D", "\\p{Greek}",
        "\\P{Lu}", "[[:alpha:]]", "[\\d_]", "\\x41", "\\x{1F600}", "\\t\\n", "\\Aa\\z", "^a$", "\\\\1", "\\(?=a\\)",
        "[*+]+", "[(?=]", "[++]", "\\++", "\\*+", "a\\{2}", "漢+", "😀", "[\\]]", "\\Qa.b\\E", "{", "a{,2}", "a{b}",
        "-", "/", "\\-", "[a\\-z]", "[a-]", "(a)(b)(c)", "()", "|", "a||b", "(|a)", "\\.", "\\+", "\\_",
    ]
    private static let bad = [
        "(", ")", "a)", "[", "[a", "a**", "*", "+", "?", "a{2,1}", "a{1001}", "\\", "(?P<n>a", "(?=a)", "(?!a)",
        "(?<=a)", "(?<!a)", "(?>a)", "a++", "a*+", "a?+", "a{2}+", "(a)\\1", "(?P<n>a)(?P=n)", "(?P<n>a)\\k<n>",
        "[b-a]", "[[:foo:]]", "\\p{Nonsense}", "\\h", "\\R", "\\X", "\\K", "\\Z", "\\G", "\\e", "(?#a)", "(?|a)",
        "\\N", "(?x)a", "(?", "(?i", "x{2}{1001}", "\\x{110000}", "(?<n>a)", "(?P>n)", "[a-\\d]", "[\\", "\\y",
    ]

    @Test(arguments: good) func goodOnesPass(pattern: String) { #expect(regexProblem(pattern) == nil) }

    @Test(arguments: bad) func badOnesAreTold(pattern: String) { #expect(regexProblem(pattern) != nil) }

    @Test(.needs("promtool", Command.hasPromtool)) func promtoolThinksTheSame() throws {
        try withTemporaryFolder { root in
            for (verdict, patterns) in [("good", Self.good), ("bad", Self.bad)] {
                let rules = patterns.enumerated().map { index, pattern -> JSON in
                    ["record": .string("r:\(index)"), "expr": .string("up{job=~\(pattern.promQLQuoted)}")]
                }
                let file: JSON = ["groups": [["name": "patterns", "rules": .array(rules)]]]
                try put(["\(verdict).yml": String(decoding: file.bytes, as: UTF8.self)], in: root)
                let check = try Command("promtool", "check", "rules", "\(verdict).yml", in: root).run()
                let refused = patterns.indices.filter { check.output.contains("rule \($0 + 1), \"r:\($0)\"") }
                #expect(refused.map { patterns[$0] } == (verdict == "good" ? [] : patterns), "\(check.output)")
            }
        }
    }
}
