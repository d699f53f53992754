import Foundation
import TestSupport
import Testing

/// The mistakes in `Tests/DoesNotCompile` do not compile, and the compiler says there what is written beside them.
@Suite struct DoesNotCompileTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../DoesNotCompile").standardizedFileURL
    private static let declarations = folder.appending(path: "Declarations.swift")

    private static let files =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
        .filter { $0.hasSuffix(".swift") && $0 != "Declarations.swift" }.sorted() ?? []

    @Test(arguments: files)
    func theCompilerSaysWhatIsWrong(_ file: String) throws {
        let run = try Self.verify(Self.folder.appending(path: file))
        #expect(run.status == 0, "\(run.output)")
    }

    @Test func thereAreMistakes() {
        #expect(Self.files.contains("Dimensions.swift") && Self.files.contains("Recording.swift"))
    }

    @Test func aMistakeThatCompilesIsFoundOut() throws {
        let run = try Self.verify("import Plumbline\nlet a = workers.sum() // expected-error {{unavailable}}\n")
        #expect(run.status != 0)
        #expect(run.output.contains("expected error not produced"), "\(run.output)")
    }

    @Test func anotherMessageIsFoundOut() throws {
        let run = try Self.verify("import Plumbline\nlet a = workers.rate() // expected-error {{no member 'rate'}}\n")
        #expect(run.status != 0)
        #expect(run.output.contains("incorrect message found"), "\(run.output)")
    }

    private static func verify(_ source: String) throws -> (status: Int32, output: String) {
        try withTemporaryFolder { folder in
            try put(["Case.swift": source], in: folder)
            return try verify(URL(filePath: "\(folder)/Case.swift"))
        }
    }

    /// As a package that depends on this one compiles it: against the built modules, without `package` access.
    private static func verify(_ file: URL) throws -> (status: Int32, output: String) {
        let modules = try #require(BuiltModules.folder, "no folder with Plumbline.swiftmodule above the running test")
        let threadNumber = folder.appending(path: "../../Sources/CThreadNumber/include").standardizedFileURL
        let arguments = ["-typecheck", "-wmo", "-swift-version", "6", "-I", modules.path, "-I", threadNumber.path]
        let verify = ["-Xfrontend", "-verify", "-Xfrontend", "-verify-ignore-unrelated"]
        return try Command(
            program: "/usr/bin/env", arguments: ["swiftc"] + arguments + verify + [declarations.path, file.path]
        ).run()
    }
}
