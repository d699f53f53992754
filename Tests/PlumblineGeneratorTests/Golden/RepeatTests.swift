import Foundation
import TestSupport
import Testing

@testable import specs

/// The same spec gives the same bytes, whoever runs it, wherever and how often.
struct RepeatTests {
    @Test func filesThatAreUpToDateAreNotTouched() throws {
        try withTemporaryFolder { root in
            let first = ToolRun("generate", "--root", root, spec: featureStore)
            #expect(
                first.status == 0
                    && first.output.hasPrefix("added generated/.plumbline\nadded generated/FeatureStoreMetrics/"))
            let written = try identities(root)
            #expect(written.count > 5)

            let second = ToolRun("generate", "--root", root, spec: featureStore)
            #expect(second.status == 0)
            #expect(second.output == "\(written.count) files, all up to date\n")
            #expect(try identities(root) == written)
        }
    }

    @Test func processesAgree() throws {
        let specs = Package.products.appending(path: "specs").path(percentEncoded: false)
        try withTemporaryFolder { one in
            try withTemporaryFolder { two in
                let here = try Command(
                    specs, "generate",
                    in: one, environment: ["LC_ALL": "C", "TZ": "UTC", "SWIFT_DETERMINISTIC_HASHING": "1"]
                ).run()
                let there = try Command(
                    "-u", "SWIFT_DETERMINISTIC_HASHING", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8",
                    "TZ=Pacific/Kiritimati", "HOME=/", specs, "generate", "--root", two, in: "/"
                ).run()
                #expect(here.status == 0 && there.status == 0, "\(here.output)\(there.output)")
                #expect(here.output == there.output)
                let files = try snapshot(one)
                #expect(try files == snapshot(two))
                #expect(!files.isEmpty)
                #expect(!files.values.contains { $0.contains(one) || $0.contains(two) })
            }
        }
    }

    /// What changes when a file is written again, even with the same bytes.
    private func identities(_ root: String) throws -> [String: [String]] {
        var identities: [String: [String]] = [:]
        for path in try snapshot(root).keys {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(root)/\(path)")
            let modified = try #require(attributes[.modificationDate] as? Date)
            let number = try #require(attributes[.systemFileNumber] as? Int)
            identities[path] = ["\(modified.timeIntervalSinceReferenceDate)", "\(number)"]
        }
        return identities
    }
}
