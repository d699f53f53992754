import Foundation
import Plumbline
import PlumblineGenerator
import PlumblinePlan
import TestSupport
import Testing

/// Expects exactly these problems of a spec, and that the tool tells them, exits with 1 and writes nothing.
///
/// - Parameters:
///   - base: The line that the places in `expected` are counted from.
///   - expected: One line for each problem, `+3 'x' is declared twice; rename one of them`, and for each of its notes,
///     `+2 note: first declared here`.
///   - readers: Whether it counts that nothing reads a metric or shows an alert; most specs here are too small for that.
func expectProblems(
    of spec: Spec, since base: Int, _ expected: String, readers: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let problems = problems(of: spec).filter { readers || !$0.lacksReader }
    let lines = problems.map { $0.lines(since: base) }.joined(separator: "\n")
    #expect(lines == expected, sourceLocation: sourceLocation)
    try withTemporaryFolder { root in
        let run = ToolRun("generate", "--root", root, spec: spec)
        #expect(run.status == 1, sourceLocation: sourceLocation)
        for problem in problems {
            #expect(run.errors.contains(DiagnosticFormat.text.text([problem])), sourceLocation: sourceLocation)
        }
        #expect(run.output.isEmpty, sourceLocation: sourceLocation)
        let written = try FileManager.default.contentsOfDirectory(atPath: root)
        #expect(written.isEmpty, sourceLocation: sourceLocation)
    }
}

/// All that is wrong with a spec, in the order in which it is told.
func problems(of spec: Spec) -> [Problem] {
    do throws(Diagnostics) {
        _ = try ProvenPlan(spec)
        return []
    } catch { return error.problems }
}

extension Problem {
    fileprivate var lacksReader: Bool {
        message.hasSuffix("is read by no alert, objective or panel") || message.hasSuffix("is explained by no panel")
    }

    fileprivate func lines(since base: Int) -> String {
        ([place(origin, since: base) + " \(message); \(mend)"]
            + notes.map { place($0.origin, since: base) + " note: \($0.message)" }).joined(separator: "\n")
    }

    /// Lines of the test itself are counted; other files of the tests are only named.
    private func place(_ origin: Origin, since base: Int) -> String {
        origin.path == self.origin.path ? "+\(Int(origin.line) - base)" : origin.path
    }
}
