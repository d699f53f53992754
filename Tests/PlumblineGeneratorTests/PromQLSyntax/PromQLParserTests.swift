import TestSupport
import Testing

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
        "rate(a[b])", "rate(a[5m * \"b\"])", "rate(a[5m * b])", "rate(a[(5m])", "a offset (b)", "a offset x",
        "rate(a[])", "rate(a[5m:b])", "a +fill 0 b", "a + fill() b", "a + fill(b) c", "a and fill(0) b",
        "1 + fill(0) 2", "a </ bool b",
        "sum(a) smoothed", "a anchored smoothed",
        "rate(a[5m:] smoothed)", "limitk(a)", "mad_over_time(a)", "a smoothed b", "a, {b=~\".*\"}",
        "sum by (\"a\" \"b\") (c)",
        "on", "a or", "sum(a,)", "a offset 5m [5m]", "-\"a\"", "a unless", "max_over_time(a[1h:]) [5m]", "unless a",
        "a{b=\"c\" d=\"e\"}", "a{,}", "a 1", "1 a", "a == bool", "ALERTS{alertstate=firing}",
    ]

    @Test(arguments: good) func isTaken(_ text: String) throws { #expect(try PromQLParser.uses(in: text).isEmpty) }

    @Test(arguments: bad) func isRefused(_ text: String) {
        #expect(throws: PromQLProblem.self) { try PromQLParser.uses(in: text) }
    }

    @Test(arguments: [
        ("a + ) b", "there is ')' where an expression has to be", 4),
        ("changes(g[5m]) # note", "the comment goes on into what is written behind it", 15),
        ("rate(a)", "rate takes a range vector here, not an instant vector", 5),
        ("sum by (a", "there is the end where ')' has to be", 9), ("nope(a)", "there is no function 'nope'", 0),
        ("a[5m]", "it is a range vector, not an instant vector", 0),
    ])
    func saysWhatAndWhere(_ text: String, _ message: String, _ offset: Int) {
        #expect(throws: PromQLProblem(message: message, offset: offset)) { try PromQLParser.uses(in: text) }
    }

    @Test(arguments: ["(", "a[", "a offset ("]) func deepTextsDoNotExhaustTheStack(_ opening: String) {
        let deep = String(repeating: opening, count: 100_000) + "a"
        let problem = #expect(throws: PromQLProblem.self) { try PromQLParser.uses(in: deep) }
        #expect(problem?.message == "it is nested more than 200 deep")
    }

    @Test(.needs("promtool", !Judge.all.isEmpty), arguments: Judge.all) func promtoolThinksTheSame(
        _ judge: Judge
    ) throws {
        let refusedGood = try judge.refused(Self.good)
        #expect(refusedGood.isEmpty, "\(refusedGood.map { Self.good[$0] })")
        let refusedBad = try judge.refused(Self.bad)
        #expect(
            refusedBad.count == Self.bad.count, "\(Set(Self.bad.indices).subtracting(refusedBad).map { Self.bad[$0] })")
    }
}
