import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct PostgreSQLStoreTests {
    @Test func insertedRowsAreReadBack() async throws {
        try await withStore { fixture in
            let first = try await fixture.store.insert(NewManifest("AAPL", "abc"))
            let second = try await fixture.store.insert(NewManifest("AAPL", #"{"b": [2]}"#))
            let other = try await fixture.store.insert(
                NewManifest(symbol: "AAPL", feature: "momentum", content: "abc"))

            #expect(first.isNew && second.isNew && other.isNew)
            // Versions count the symbol's rows over all of its features.
            #expect([first, second, other].map(\.row.version) == [1, 2, 3])
            // FIPS 180-2, appendix B.1: SHA-256 of "abc".
            #expect(
                first.row.contentHash == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
            #expect(first.row.createdAt.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/) != nil)

            let key = try ManifestKey(symbol: "AAPL", feature: "f")
            #expect(try await fixture.store.read(key) == second.row)
            #expect(try await fixture.store.read(key, version: 1) == first.row)
            #expect(try await fixture.store.read(key, version: 3) == nil)
            #expect(try await fixture.store.read(ManifestKey(symbol: "AAPL", feature: "none")) == nil)
        }
    }

    @Test func theSameContentAgainIsStoredOnce() async throws {
        try await withStore { fixture in
            let first = try await fixture.store.insert(NewManifest("AAPL", "a"))
            let again = try await fixture.store.insert(NewManifest("AAPL", "a"))
            #expect(!again.isNew)
            #expect(again.row == first.row)

            _ = try await fixture.store.insert(NewManifest("AAPL", "b"))
            let back = try await fixture.store.insert(NewManifest("AAPL", "a"))
            #expect(back.isNew)
            #expect(back.row.version == 3)
        }
    }

    @Test func writersOfOneSymbolGetGaplessVersions() async throws {
        try await withStore(poolSize: 32) { fixture in
            let versions = try await withThrowingTaskGroup { group in
                for writer in 0..<32 {
                    group.addTask {
                        var versions: [Int64] = []
                        for turn in 0..<5 {
                            let manifest = try NewManifest(
                                symbol: "HOT", feature: "f\(writer % 3)", content: "\(writer) \(turn)")
                            versions.append(try #require(try await fixture.store.insert(manifest).row.version))
                        }
                        return versions
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(versions.sorted() == Array(1...160))
        }
    }

    @Test func writersOfManySymbolsCountEachOnItsOwn() async throws {
        try await withStore(poolSize: 16) { fixture in
            let versions = try await withThrowingTaskGroup { group in
                for writer in 0..<32 {
                    group.addTask {
                        let symbol = "S\(writer % 8)"
                        let insertion = try await fixture.store.insert(NewManifest(symbol, "\(writer)"))
                        return (symbol, try #require(insertion.row.version))
                    }
                }
                return try await group.reduce(into: [String: [Int64]]()) { $0[$1.0, default: []].append($1.1) }
            }
            #expect(versions.count == 8)
            for (_, versions) in versions { #expect(versions.sorted() == [1, 2, 3, 4]) }
        }
    }

    @Test func aHeldLockDelaysItsSymbolOnly() async throws {
        try await withStore { fixture in
            var waited = Duration.zero
            let held = try await withThrowingTaskGroup { group in
                try await fixture.whileHeld("HELD") { _ in
                    group.addTask { try await fixture.manifests.insert(NewManifest("HELD", "a")) }
                    try await fixture.waitForBlocked(1)
                    let start = ContinuousClock.now
                    let free = try await fixture.manifests.insert(NewManifest("FREE", "a"))
                    #expect(free.row.version == 1)
                    #expect(fixture.sample(#"feature_store_workers_active"#) == 1)
                    waited = start.duration(to: .now)
                }
                return try await group.next()
            }
            #expect(held?.row.version == 1)
            #expect(fixture.sample(#"advisory_lock_wait_time_ms_count{symbol="HELD"}"#) == 1)
            let sum = try #require(fixture.sample(#"advisory_lock_wait_time_ms_sum{symbol="HELD"}"#))
            #expect(sum >= waited / .milliseconds(1))
            #expect(fixture.sample(#"feature_store_workers_active"#) == 0)
        }
    }

    @Test func aLockThatIsNotHadInTimeIsAnErrorAndObserved() async throws {
        try await withStore(limits: SessionLimits(lock: .milliseconds(20))) { fixture in
            try await fixture.whileHeld("HELD") { _ in
                let error = await #expect(throws: StoreError.self) {
                    try await fixture.manifests.insert(NewManifest("HELD", "a"))
                }
                guard case .refused(_, .moment) = error else { throw try #require(error) }
                #expect(fixture.sample(#"advisory_lock_wait_time_ms_count{symbol="HELD"}"#) == 1)
                #expect(
                    fixture.sample(#"manifest_insert_latency_ms_count{backend="postgresql",symbol="HELD"}"#) == 1)
                #expect(fixture.sample(#"feature_store_operations_total{operation="insert",outcome="error"}"#) == 1)
            }
            let insertion = try await fixture.manifests.insert(NewManifest("HELD", "a"))
            #expect(insertion.row.version == 1)
        }
    }

    @Test(arguments: [
        "'; DROP TABLE feature_store.manifest; --", #"a"b\c"#, "日本語", "emoji 👩‍👩‍👧", "%s $1 {}", "tab\tnew\nline", " ",
        String(repeating: "é", count: 128),
    ])
    func hostileNamesAreStoredAsTheyAre(name: String) async throws {
        try await withStore { fixture in
            let insertion = try await fixture.store.insert(
                NewManifest(symbol: name, feature: name, content: name))
            #expect(Array(insertion.row.symbol.utf8) == Array(name.utf8))
            let row = try await fixture.store.read(ManifestKey(symbol: name, feature: name))
            #expect(row == insertion.row)
            #expect(row.map { Array($0.content.utf8) } == Array(name.utf8))
        }
    }

    @Test func manyReadersShareTwoConnections() async throws {
        try await withStore(poolSize: 2) { fixture in
            for key in 0..<10 { _ = try await fixture.store.insert(NewManifest("S\(key)", "\(key)")) }
            try await withThrowingDiscardingTaskGroup { group in
                for reader in 0..<200 {
                    group.addTask {
                        let row = try await fixture.store.read(ManifestKey(symbol: "S\(reader % 10)", feature: "f"))
                        #expect(row?.content == "\(reader % 10)")
                    }
                }
            }
            #expect(fixture.pool.status.active == 0 && fixture.pool.status.idle <= 2)
        }
    }

    @Test func namesThatOnlyUnicodeTakesForEqualAreTwo() async throws {
        try await withStore { fixture in
            let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
            #expect(composed == decomposed)
            #expect(
                try ManifestKey(symbol: composed, feature: "f") != ManifestKey(symbol: decomposed, feature: "f"))
            _ = try await fixture.manifests.insert(NewManifest(composed, "1"))
            #expect(try await fixture.manifests.read(ManifestKey(symbol: composed, feature: "f")) != nil)
            #expect(try await fixture.manifests.read(ManifestKey(symbol: decomposed, feature: "f")) == nil)
            // The same holds of contents.
            _ = try await fixture.store.insert(NewManifest("X", composed))
            #expect(try await fixture.store.insert(NewManifest("X", decomposed)).isNew)
        }
    }

    @Test(arguments: [
        ("", "f", "empty"), ("s", "", "empty"), ("a\0b", "f", "NUL"), ("s", "\0", "NUL"),
        (String(repeating: "x", count: 10_000), "f", "10000 bytes"),
        (String(repeating: "a", count: 257), "f", "257 bytes"), (String(repeating: "é", count: 129), "f", "258 bytes"),
    ])
    func namesThatCannotBeStoredAreRefused(symbol: String, feature: String, reason: String) throws {
        let error = #expect(throws: InvalidManifest.self) {
            try NewManifest(symbol: symbol, feature: feature, content: "")
        }
        #expect(try #require(error).description.contains(reason))
    }

    @Test func contentWithNULIsRefused() throws {
        #expect(throws: InvalidManifest.self) { try NewManifest("s", "a\0b") }
    }
}
