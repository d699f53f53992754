import Logging
import PlumblineRuntime
import Testing

@testable import FeatureStore

/// One connection by itself.
@Suite(.timeLimit(.minutes(10))) struct PipelineTests {
    @Test func statementsAreSentWithoutWaitingForEachOther() async throws {
        try await withStore { fixture in
            let connection = try await fixture.stranger()
            let echo = Statement(prepared: "echo", "SELECT $1::bigint")
            let answers = try await withThrowingTaskGroup { group in
                // The first waits for a lock, and the others behind it.
                try await fixture.whileHeld("A") { _ in
                    let lock = Statement("SELECT 0, pg_advisory_xact_lock(hashtextextended('A', 0))")
                    group.addTask { try await connection.execute(lock).first?.integer(0) }
                    try await eventually("it is on its way") { await connection.load == 1 }
                    for number in 1..<50 {
                        group.addTask {
                            try await connection.execute(echo, [.integer(Int64(number))]).first?.integer(0)
                        }
                    }
                    try await eventually("all are on their way") { await connection.load == 50 }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.compactMap(\.self).sorted() == Array(0..<50))
            #expect(await connection.isReusable)
            await connection.close()
        }
    }

    @Test func anErrorIsThatStatementsAlone() async throws {
        try await withConnection { connection in
            let divide = Statement(prepared: "divide", "SELECT 12 / $1::bigint")
            let results = await withTaskGroup { group in
                for number in 0..<4 {
                    group.addTask { () async -> Result<Int64?, any Error> in
                        do {
                            return .success(
                                try await connection.execute(divide, [.integer(Int64(number))]).first?.integer(0))
                        } catch {
                            return .failure(error)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let failures = results.filter { (try? $0.get()) == nil }
            #expect(failures.count == 1)
            guard case .failure(PostgreSQLError.refused("22012", _)) = failures.first else {
                throw NeverHappened(what: "division by zero: \(failures)")
            }
            #expect(Set(results.compactMap { try? $0.get() }) == [12, 6, 4])
        }
    }

    /// It is prepared all the same, and to prepare it again would be an error.
    @Test func aStatementWhoseFirstRunFailsRunsTheNextTime() async throws {
        try await withConnection { connection in
            let divide = Statement(prepared: "divide", "SELECT 12 / $1::bigint")
            await #expect(throws: PostgreSQLError.self) { try await connection.execute(divide, [.integer(0)]) }
            let quotient = try await connection.execute(divide, [.integer(4)]).first?.integer(0)
            #expect(quotient == 3)
        }
    }

    @Test func aStatementThatCannotBePreparedMayBeTriedAgain() async throws {
        try await withConnection { connection in
            let later = Statement(prepared: "later", "SELECT count(*) FROM later")
            await #expect(throws: PostgreSQLError.self) { try await connection.execute(later) }
            try await connection.execute(Statement("CREATE TEMPORARY TABLE later ()"))
            #expect(try await connection.execute(later).first?.integer(0) == 0)
        }
    }

    @Test func moreThanTheSocketTakesIsSentInPieces() async throws {
        try await withConnection { connection in
            let text = String(repeating: "0123456789", count: 2_000_000)
            let echo = Statement("SELECT $1::text, octet_length($1::text)::bigint")
            let rows = try await connection.execute(echo, [.text(text)])
            #expect(try rows.first?.integer(1) == 20_000_000)
            #expect(try rows.first?.text(0) == text)
        }
    }

    @Test func aDeadlineThatPassesEndsTheConnection() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: PostgreSQLError.self) {
                try await connection.execute(Statement("SELECT pg_sleep(20)"), [], within: .milliseconds(20))
            }
            guard case .noAnswer = error else { throw try #require(error) }
            let second = await #expect(throws: PostgreSQLError.self) {
                try await connection.execute(Statement("SELECT 1"))
            }
            guard case .connectionFailed(let reason) = second else { throw try #require(second) }
            #expect(reason.contains("no answer within"))
        }
    }

    @Test func nulBytesAreRefused() async throws {
        try await withConnection { connection in
            for parameter in [Parameter.text("a\0b"), .texts(["a", "\0"])] {
                let error = await #expect(throws: PostgreSQLError.self) {
                    try await connection.execute(Statement("SELECT $1"), [parameter])
                }
                guard case .nulByte = error else { throw try #require(error) }
            }
            #expect(try await connection.execute(Statement("SELECT $1::text"), [.text("")]).first?.text(0) == "")
        }
    }

    @Test func noticesGoToTheLog() async throws {
        let log = LinesLog()
        let logger = Logger(label: "test") { _ in log }
        try await withConnection(logger: logger) { connection in
            try await connection.execute(Statement("DO $$ BEGIN RAISE WARNING 'mind the gap'; END $$"))
        }
        #expect(log.lines.contains { $0.contains("mind the gap") })
    }

    private func withConnection(
        logger: Logger = quietLogger, _ body: (PostgreSQLConnection) async throws -> Void
    ) async throws {
        let parameters = try ConnectionParameters(try await PrivatePostgres.shared.makeDatabase())
        let connection = try await PostgreSQLConnection.connect(parameters, within: .seconds(20), logger: logger)
        try await body(connection)
        await connection.close()
    }
}

/// Keeps its lines.
private final class LinesLog: LogHandler, Sendable {
    private let kept = Lock<[String]>([])
    var lines: [String] { kept.withLock { $0 } }

    func log(event: LogEvent) { kept.withLock { $0.append("\(event.message)") } }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }
    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { nil }
        set {}
    }
}
