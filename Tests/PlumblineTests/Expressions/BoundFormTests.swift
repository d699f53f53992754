import Plumbline
import TestSupport
import Testing

/// A3: the matcher of a bucket's bound finds the bucket however its client writes numbers.
@Suite struct BoundFormTests {
    private static let bounds = [
        5, 0, 2.5, 0.025, 0.001, 0.0005, 0.0001, 0.00025, 0.000025, 1e-5, 1e-7, 2.5e-10, 100_000, 123_456.5, 999_999,
        1e6, 1_048_576, 1_234_567.5, 1e7, 16_777_216, 1_073_741_824, 1e10, 1e15, 1_099_511_627_776, 1e16, 2.5e17, 1e21,
    ]

    /// Each form is a bucket of its own here, and the matcher finds all of them, in Prometheus 2 and 3.
    @Test(arguments: Judge.all)
    func a3EveryFormIsFound(judge: Judge) throws {
        let forms = try Self.forms()
        #expect(forms.count == Self.bounds.count)
        let tests = try zip(Self.bounds, forms).enumerated().map { index, bound in
            let matcher = try Self.matcher(bound.0, of: "h\(index)")
            return Self.test(matcher, finds: bound.1, of: "h\(index)")
        }
        let run = try Promtool.testRules("tests:\n" + tests.joined(), by: judge)
        #expect(run.status == 0, "\(run.output)")
    }

    /// The forms of a number ten times as large, or a little larger, are not found.
    @Test(arguments: Judge.all)
    func a3NoOtherBoundIsFound(judge: Judge) throws {
        let others = try Self.forms(of: Self.bounds.flatMap { [$0 * 10 + 1, $0 + 0.5] }).flatMap(\.self)
        let tests = try Self.bounds.enumerated().map { index, bound in
            let strangers = Set(others).filter { Double($0) != bound }.sorted()
            return Self.test(try Self.matcher(bound, of: "h\(index)"), finds: [], among: strangers, of: "h\(index)")
        }
        let run = try Promtool.testRules("tests:\n" + tests.joined(), by: judge)
        #expect(run.status == 0, "\(run.output)")
    }

    private static func matcher(_ bound: Double, of name: String) throws -> String {
        let histogram = Histogram(name, "H.", buckets: [bound])
        let exact = try #require(ExactDecimal(literal: bound))
        return Printer.rule.text(histogram.upTo(exact, Origin("specs/A.swift", 1, 1)).selection.expression)
    }

    private static func test(
        _ matcher: String, finds forms: [String], among others: [String] = [], of name: String
    ) -> String {
        let series = (forms + others).map { "      - {series: '\(name)_bucket{le=\"\($0)\"}', values: '1'}\n" }
        return """
              - input_series:
            \(series.joined())    promql_expr_test:
                  - expr: \("count(\(matcher)) or vector(0)".yamlQuoted)
                    exp_samples: [{labels: '{}', value: \(forms.count)}]

            """
    }

    /// What clients make of each number, computed by Python from their own rules.
    private static func forms(of numbers: [Double] = bounds) throws -> [[String]] {
        let run = try Command(program: Command.python, arguments: ["-c", BoundForms.script])
            .run(input: Array(numbers.map { "\($0)\n" }.joined().utf8))
        try #require(run.status == 0, "\(run.output)")
        return run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    }
}
