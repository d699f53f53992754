import Foundation
import Testing

@testable import FeatureStore

/// What comes of a row that asks for a version, where the symbol `A` has `a` and `b` of the feature `f`.
@Suite(.timeLimit(.minutes(10))) struct VersionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let feature: String
        let version: Int64
        let content: String
        /// The version and whether it is new, or a word of the conflict.
        let outcome: Outcome
        var testDescription: String { "\(feature) \(version) \(content)" }

        enum Outcome: Sendable { case row(Int64, isNew: Bool), conflict(String) }
    }

    static let cases = [
        Case(feature: "f", version: 1, content: "a", outcome: .row(1, isNew: false)),
        Case(feature: "f", version: 2, content: "b", outcome: .row(2, isNew: false)),
        Case(feature: "f", version: 3, content: "c", outcome: .row(3, isNew: true)),
        // Whoever asks for the next version gets it, also with the content of the newest row.
        Case(feature: "f", version: 3, content: "b", outcome: .row(3, isNew: true)),
        Case(feature: "f", version: 1, content: "other", outcome: .conflict("another feature or content")),
        Case(feature: "g", version: 1, content: "a", outcome: .conflict("another feature or content")),
        Case(feature: "f", version: 4, content: "d", outcome: .conflict("next version is 3")),
    ]

    @Test(arguments: cases) func aVersion(given: Case) async throws {
        try await withStore { fixture in
            for content in ["a", "b"] { _ = try await fixture.store.insert(NewManifest("A", content)) }
            let manifest = try given.manifest()
            let single = await Result { try await fixture.store.insert(manifest) }
            // Again with the same id, in a batch: the same answer, but not new.
            let batch = await fixture.store.insert(batch: [manifest, try NewManifest("B", "b")])
            switch given.outcome {
            case .row(let version, let isNew):
                #expect(try single.get().row.version == version)
                #expect(try single.get().isNew == isNew)
                #expect(try batch[0].get().row == single.get().row)
                #expect(try !batch[0].get().isNew)
            case .conflict(let reason):
                for result in [single.mapError { $0 as? StoreError ?? .cancelled }, batch[0]] {
                    guard case .failure(.conflict(let text)) = result else {
                        Issue.record("no conflict: \(result)")
                        continue
                    }
                    #expect(text.contains(reason))
                }
            }
            // A conflict is that row's alone.
            #expect(try batch[1].get().row.version == 1)
        }
    }

    @Test func versionsOfABatchRestOnEachOther() async throws {
        try await withStore { fixture in
            let batch = try [nil, 2, nil, 4, 9].enumerated().map { row, version in
                try NewManifest(symbol: "A", feature: "f", version: version, content: "\(row)")
            }
            let results = await fixture.store.insert(batch: batch)
            #expect(results.map { try? $0.get().row.version } == [1, 2, 3, 4, nil])
        }
    }

    @Test func rowsWithAndWithoutVersionsMeet() async throws {
        try await withStore { fixture in
            try await withThrowingDiscardingTaskGroup { group in
                for row in 0..<20 {
                    group.addTask {
                        let version: Int64? = row % 2 == 0 ? nil : 1
                        let manifest = try NewManifest(
                            symbol: "A", feature: "f", version: version, content: "\(row)")
                        do { _ = try await fixture.store.insert(manifest) } catch StoreError.conflict {}
                    }
                }
            }
            let versions = try await fixture.storedVersions("A")
            #expect(versions == Array(1...Int64(versions.count)) && versions.count >= 10)
        }
    }

    @Test(arguments: [0, -1]) func aVersionIsPositive(version: Int64) {
        #expect(throws: InvalidManifest.self) {
            try NewManifest(symbol: "A", feature: "f", version: version, content: "")
        }
    }

    @Test func overHTTPAConflictIs409() async throws {
        try await withServer { client in
            func post(_ version: Int, _ content: String) async throws -> RawClient.Answer {
                try await client.send(
                    "POST", "/api/v1/manifests", headers: authorized,
                    body: #"{"symbol": "s", "feature": "f", "version": \#(version), "content": "\#(content)"}"#)
            }
            #expect(try await post(1, "a").status == 201)
            #expect(try await post(1, "a").status == 200)
            try await post(1, "b").expectProblem(409, "another feature or content")
            try await post(3, "c").expectProblem(409, "next version is 2")
            try await post(0, "c").expectProblem(400, "version")
        }
    }
}

extension VersionTests.Case {
    func manifest() throws -> NewManifest {
        try NewManifest(symbol: "A", feature: feature, version: version, content: content)
    }
}
