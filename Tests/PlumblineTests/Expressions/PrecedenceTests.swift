import Plumbline
import TestSupport
import Testing

/// What is printed means what the tree means: Prometheus evaluates it to the same value, flat and broken.
@Suite struct PrecedenceTests {
    private static let flat = Printer(.rule(window: .minutes(5)), width: .max)
    private static let broken = Printer(.rule(window: .minutes(5)), width: 20)

    @Test func prometheusEvaluatesRandomTreesToTheSame() throws {
        var generator = SeededGenerator(seed: 2026)
        var trees: [RandomTree] = []
        while trees.count < 400 {
            let tree = RandomTree(depth: 5, using: &generator)
            // NaN is not equal to itself; every fourth tree may be empty.
            if tree.value?.isNaN != true, tree.value != nil || trees.count.isMultiple(of: 4) { trees.append(tree) }
        }
        let run = try Promtool.testRules(Self.tests(trees))
        #expect(run.status == 0, "\(run.output.prefix(2000))")
    }

    @Test func aWrongValueIsFoundOut() throws {
        let wrong = "tests:\n  - promql_expr_test:\n" + Self.test("1 - 2 - vector(3)", 2)
        #expect(try Promtool.testRules(wrong).status != 0)
    }

    private static func tests(_ trees: [RandomTree]) -> String {
        let tests = trees.flatMap { tree in
            [flat, broken].map { test($0.text(tree.expression), tree.value) }
        }
        return "tests:\n  - promql_expr_test:\n" + tests.joined()
    }

    private static func test(_ text: String, _ value: Double?) -> String {
        let samples = value.map { "[{labels: '{}', value: \($0.yaml)}]" } ?? "[]"
        return "      - {expr: \(text.yamlQuoted), eval_time: 1m, exp_samples: \(samples)}\n"
    }
}

extension Double {
    fileprivate var yaml: String { isInfinite ? (self < 0 ? "-.inf" : ".inf") : "\(self)" }
}
