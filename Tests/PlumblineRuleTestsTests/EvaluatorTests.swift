import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan
@testable import PlumblineRuleTests

/// The evaluator is right about every generation of Prometheus, to the last digit: promtool says so.
@Suite(.needs("promtool", !Judge.all.isEmpty)) struct EvaluatorTests {
    private static let wanted = 240

    @Test(arguments: Judge.all) func promtoolComputesTheSame(_ judge: Judge) throws {
        let generation: PrometheusGeneration = try judge.generation() == 3 ? .three : .two
        let (test, count) = try Self.table(generation)
        #expect(count >= Self.wanted)
        let run = try Self.judged(test, by: judge)
        #expect(run.status == 0, "\(run.output.prefix(6000))")
    }

    /// The table tells the generations apart, so a rule that is the wrong way round shows.
    @Test(arguments: Judge.all) func theOtherRuleFails(_ judge: Judge) throws {
        let other: PrometheusGeneration = try judge.generation() == 3 ? .two : .three
        #expect(try Self.judged(Self.table(other).test, by: judge).status == 1)
    }

    /// What the evaluator says of so many expressions, at times on the samples and between them.
    private static func table(_ generation: PrometheusGeneration) throws -> (test: ProofTest, count: Int) {
        var evaluator = Evaluator(
            tick: AwkwardSeries.tick, window: .minutes(5), recordings: [:], series: AwkwardSeries.all.byName)
        evaluator.generation = generation
        var drawn = DrawnExpressions(seed: 20_260_101)
        var expectations: [ProofTest.SampleExpectation] = []
        var count = 0
        while count < wanted {
            let expression = drawn.expression()
            let minute = 60_000 * (2 + drawn.number(below: 66))
            let times = [minute, minute + 60_000, minute + 1000 * (1 + drawn.number(below: 58))]
            // What Prometheus refuses, as several partners for one series, is no value.
            guard let found = try? times.map({ try expectation(expression, at: $0, evaluator) }) else { continue }
            expectations += found
            count += 1
        }
        let test = ProofTest(
            name: "drawn", tick: AwkwardSeries.tick, inputs: AwkwardSeries.all, samples: expectations)
        return (test, count)
    }

    private static func expectation(
        _ expression: Plumbline.Expression, at time: Milliseconds, _ evaluator: Evaluator
    ) throws -> ProofTest.SampleExpectation {
        var expression = expression
        var samples = try evaluator.vector(expression, at: time)
        if samples.contains(where: \.value.isNaN) {
            // promtool takes no number for the same as NaN, not even NaN: ask which samples are numbers.
            expression = .binary(.equal, Modifier(bool: true), expression, expression)
            samples = try evaluator.vector(expression, at: time)
        }
        return .init(
            expression: Printer(.rule(window: .minutes(5)), width: .max).text(expression), time: time,
            samples: samples.map { sample in
                let name = sample.labels[VectorSample.name] ?? ""
                return .init(series: seriesText(name, sample.nameless.labels), value: sample.value)
            })
    }

    private static func judged(_ test: ProofTest, by judge: Judge) throws -> (status: Int32, output: String) {
        let file = ProofFile(name: "proofs/drawn", evaluationInterval: 60_000, order: [], tests: [test])
        return try withTemporaryFolder { root in
            try FileManager.default.createDirectory(atPath: "\(root)/proofs", withIntermediateDirectories: true)
            try Data("groups: []\n".utf8).write(to: URL(filePath: "\(root)/prometheus_alerts.yml"))
            let path = "\(root)/proofs/drawn.yml"
            try Data(yamlBytes(file.yaml(groups: [], rules: "prometheus_alerts.yml"), header: "")).write(
                to: URL(filePath: path))
            return try Command(judge, "promtool", "test", "rules", path).run()
        }
    }
}
