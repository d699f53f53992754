import Foundation
import Testing

/// A generation of the programs that judge what is generated: Debian 12's, which many still run, and today's. Where they
/// are is what `scripts/judge` says.
///
///     @Test(.needs("promtool", !Judge.all.isEmpty), arguments: Judge.all)
///     func promtoolTakesIt(judge: Judge) throws {
///         let check = try Command(judge, "promtool", "check", "rules", "rules.yml", in: root).run()
enum Judge: String, CaseIterable {
    case debian12, today

    /// Those whose promtool is here.
    static let all = having("promtool")

    /// Those whose program is here; in CI all that the system has programs for, as there none may be missing.
    static func having(_ program: String) -> [Judge] {
        ofThisSystem.filter { judge in Package.isInCI || (try? judge.path(of: program)) != nil }
    }

    /// All on Debian 12; elsewhere what is installed is today's.
    static let ofThisSystem: [Judge] = {
        let generations = try? ask("generations").split(whereSeparator: \.isNewline)
        return generations?.compactMap { Judge(rawValue: String($0)) } ?? []
    }()

    /// The path of its `promtool`, `amtool`, `vmalert`, `prometheus`, `alertmanager` or `victoria-metrics`.
    func path(of program: String) throws -> String { try Self.ask(rawValue, program) }

    private static func ask(_ words: String...) throws -> String {
        let script = Package.root.appending(path: "scripts/judge").path(percentEncoded: false)
        let run = try Command(program: script, arguments: words).run()
        guard run.status == 0 else { throw Missing(description: run.output) }
        return run.output.trimmingCharacters(in: .newlines)
    }

    /// What `scripts/judge` says of a program that is not there.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }
}

extension Command {
    /// A program of one generation in a folder.
    init(_ judge: Judge, _ program: String, _ arguments: String..., in folder: String = ".") throws {
        self.init(
            program: "/bin/sh",
            arguments: ["-c", #"cd "$0" && exec "$@""#, folder, try judge.path(of: program)] + arguments)
    }
}

/// Tests that ask every judge are left out where there is none; this one says so.
@Suite struct JudgeTests {
    @Test(.needs("promtool of both generations; run `make setup`", Judge.all == Judge.ofThisSystem))
    func everyJudgeIsHere() throws {
        let versions = try Judge.ofThisSystem.map { judge in
            let run = try Command(judge, "promtool", "--version").run()
            #expect(run.status == 0, "\(run.output)")
            return try #require(run.output.firstMatch(of: #/version (\d+)/#).flatMap { Int($0.1) })
        }
        #expect(!versions.isEmpty)
        #expect(versions == versions.sorted() && Set(versions).count == versions.count, "\(versions)")
    }

    @Test func whatIsNotThereIsNamed() {
        let error = #expect(throws: Judge.Missing.self) { try Judge.today.path(of: "no-such-program") }
        #expect(error?.description.contains("no-such-program") == true)
    }
}
