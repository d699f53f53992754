import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// The parser takes what every promtool takes, and refuses what every promtool refuses.
@Suite struct PromQLParserTests {
    static let good = [
        "up", "1", "-1", "1.5e3", "0x1F", "NaN", "+Inf", ".5", "up == 1", "up==bool 1", "a + b * c ^ 2 ^ 3", "a * -b",
        "-a ^ 2",
        "1 + - 1", "(a)", "((a)) > ((1))", "a{b=\"c\"}", "a{b='c',}", "{b=~\"c.+\"}", "a{b=~`\\d+`, c!~\"x|y\"}",
        "a{b=\"\\\"\"}", "a{b=\"\\u00e9\\x41\\101\\n\"}", "{__name__=~\"job:.*\"}", "rate(a[5m])",
        "rate(a{b!=\"\"}[1h30m])",
        "rate(a[5m] offset 1h)", "a offset -5m", "a @ 1609746000", "a @ start()", "rate(a[5m] @ end() offset 1m)",
        "max_over_time(a[1h:])", "max_over_time(rate(a[5m])[1h:1m])", "max_over_time((a + b)[1h:1m] offset 1d)",
        "sum(a)", "sum by (b) (a)", "sum(a) by (b, c)", "sum without (b,) (a)", "SUM by () (a)", "topk(3, a)",
        "quantile(0.9, a)", "count_values(\"v\", a)", "topk by (b) (scalar(c), a)", "a and b", "a AND on (c) b",
        "a or on () b",
        "a unless ignoring (c) b", "a / on (b) group_left (c) d", "a * on (b) group_right d", "a > bool on (b) c",
        "a atan2 b",
        "absent(a{b=\"c\"})", "absent(sum(a))", "time()", "time() - a > 3600", "vector(1)", "scalar(a) + 1", "hour()",
        "month(vector(time()))", "clamp(a, 0, 1)", "round(a)", "round(a, 0.1)",
        "histogram_quantile(0.9, sum by (le) (rate(a[5m])))",
        "label_replace(a, \"b\", \"$1\", \"c\", \"(.*)\")", "label_join(a, \"b\", \",\", \"c\", \"d\")",
        "label_join(a, \"b\", \",\")",
        "changes(a[5m]) # so\n > 2", "# before\na", "sum", "by", "and", "offset", "a\n+\nb", "job:a:rate5m",
        "predict_linear(a[1h], 60)",
        "count(up == 0) / count(up)", "a % 2", "1 > bool 2", "-rate(a[5m])", "a{sum=\"b\"}", "sum by (sum) (a)",
        "quantile_over_time(0.5, a[5m])", "a{b=\"{}\"}", "day_of_week(a) == 0", "group(a)", "pi() * 2", "a{b=\"é\"}",
        "present_over_time(a[5m])", "stddev(a) > 1", "a - 1",
    ]

    static let bad = [
        "", " ", "changes(g[5m]) # note", "# only", "a b", "a, b", "a +", "+ ", "(a", "a)", "rate(a)", "rate(a[5m]",
        "rate(a[5m])[5m]",
        "a[5m]", "a[0s]", "rate(a[5])x", "a[5q]", "\"text\"", "a{", "a{}b", "{}", "{b=\"\"}", "{b=~\".*\"}",
        "{b!=\"c\"}", "a{b}",
        "a{b=c}", "a{b=\"c}", "a{b=~\"(\"}", "a{1=\"c\"}", "a{b==\"c\"}", "a{__name__=\"b\"}", "nope(a)",
        "rate(a[5m], 1)", "round()",
        "sum()", "sum(1)", "sum(a, b)", "topk(a)", "topk(a, b)", "count_values(1, a)", "sum by (a", "sum by a (b)",
        "vector(a)",
        "scalar(1)", "1 == 1", "1 and 2", "a and 1", "a + bool b", "a and on (b) group_left c",
        "a / on (b) group_left (b) c",
        "1 + on (b) 2", "a offset", "sum(a) offset 5m", "(a + b) offset 5m", "a @ x", "a offset 5m offset 5m",
        "a[5m:]", "a[5m:1m]", "(1)[5m:1m]", "a[5m][5m:1m]", "a ! b", "a = b", "a =~ \"b\"", "1m2", "5mm", "1.2.3", "0x",
        "a $ b", "a;b",
        "label_replace(a, b, \"\", \"\", \"\")", "clamp(a, 1)", "hour(a, b)", "time(1)", "a{b=\"\\q\"}", "\"a\" + 1",
        "rate(\"a\")",
        "on", "a or", "sum(a,)", "a offset 5m [5m]", "-\"a\"", "a unless", "max_over_time(a[1h:]) [5m]", "unless a",
        "a{b=\"c\" d=\"e\"}", "a{,}", "a 1", "1 a", "a == bool", "ALERTS{alertstate=firing}",
    ]

    /// What one generation takes.
    static let doubtful = [
        "rate(a[300])", "{\"http.requests\"}", "holt_winters(a[1h], 0.5, 0.5)", "histogram_avg(a)",
        "sum by (\"a.b\") (c)",
    ]

    @Test(arguments: good) func isTaken(_ text: String) { #expect(PromQLParser.judge(text) == .fine) }

    @Test(arguments: bad) func isRefused(_ text: String) {
        let verdict = PromQLParser.judge(text)
        let isRefused = if case .refused = verdict { true } else { false }
        #expect(isRefused, "\(verdict)")
    }

    @Test(arguments: doubtful) func isLeftOpen(_ text: String) {
        let verdict = PromQLParser.judge(text)
        let isOpen = if case .unknown = verdict { true } else { false }
        #expect(isOpen, "\(verdict)")
    }

    @Test(arguments: [
        ("a + ) b", "there is ')' where an expression has to be", 4),
        ("changes(g[5m]) # note", "the comment goes on into what is written behind it", 15),
        ("rate(a)", "rate takes a range vector here, not an instant vector", 5),
        ("sum by (a", "there is the end where ')' has to be", 9), ("nope(a)", "there is no function 'nope'", 0),
        ("a[5m]", "it is a range vector, not an instant vector", 0),
    ])
    func saysWhatAndWhere(_ text: String, _ message: String, _ offset: Int) {
        #expect(PromQLParser.judge(text) == .refused(PromQLProblem(message: message, offset: offset)))
    }

    @Test func deepTextsDoNotExhaustTheStack() {
        let deep = String(repeating: "(", count: 100_000) + "a"
        let verdict = PromQLParser.judge(deep)
        #expect(verdict == .refused(PromQLProblem(message: "it is nested more than 200 deep", offset: 200)))
    }

    /// promtool reads each text in brackets within a larger expression, which takes numbers and instant vectors.
    @Test(.needs("promtool", !Judge.all.isEmpty), arguments: Judge.all) func promtoolThinksTheSame(
        _ judge: Judge
    ) throws {
        let refusedGood = try Self.refused(Self.good, by: judge)
        #expect(refusedGood.isEmpty, "\(refusedGood.map { Self.good[$0] })")
        let refusedBad = try Self.refused(Self.bad, by: judge)
        #expect(
            refusedBad.count == Self.bad.count, "\(Set(Self.bad.indices).subtracting(refusedBad).map { Self.bad[$0] })")
        if Judge.all.count == 2 {
            let both = try Judge.all.map { try Self.refused(Self.doubtful, by: $0) }
            #expect(both[0].union(both[1]).count == Self.doubtful.count && both[0].isDisjoint(with: both[1]))
        }
    }

    /// The indices of those that are no expression: a rule each, and promtool names the rules that it cannot read.
    private static func refused(_ texts: [String], by judge: Judge) throws -> Set<Int> {
        try withTemporaryFolder { root in
            let rules = texts.enumerated().map { index, text in
                YAML.mapping([
                    ("name", .string("group\(index)")),
                    ("rules", .sequence([.strings([("record", "r\(index)"), ("expr", "(\(text)) > bool 0")])])),
                ])
            }
            let path = "\(root)/rules.yml"
            try Data(yamlBytes(.mapping([("groups", .sequence(rules))]), header: "")).write(to: URL(filePath: path))
            let run = try Command(judge, "promtool", "check", "rules", path).run()
            return Set(run.output.matches(of: #/"r(\d+)": could not parse/#).compactMap { Int($0.1) })
        }
    }
}
