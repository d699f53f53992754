import TestSupport
import Testing

/// Tests that ask every judge are left out where there is none; this one says so.
@Suite struct JudgeTests {
    @Test(.needs("promtool of both generations; run `make setup`", Judge.all == Judge.ofThisSystem))
    func everyJudgeIsHere() throws {
        let versions = try Judge.ofThisSystem.map { judge in try #require(try judge.generation()) }
        #expect(!versions.isEmpty)
        #expect(versions == versions.sorted() && Set(versions).count == versions.count, "\(versions)")
    }

    @Test func whatIsNotThereIsNamed() {
        let error = #expect(throws: Judge.Missing.self) { try Judge.today.path(of: "no-such-program") }
        #expect(error?.description.contains("no-such-program") == true)
    }
}
