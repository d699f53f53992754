import Foundation
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

    private static func verify(_ source: String) throws -> Run {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "Case.swift")
            try Data(source.utf8).write(to: file)
            return try verify(file)
        }
    }

    /// As a package that depends on this one compiles it: against the built modules, without `package` access.
    private static func verify(_ file: URL) throws -> Run {
        let modules = try #require(BuiltModules.folder, "no folder with Plumbline.swiftmodule above the running test")
        let threadNumber = folder.appending(path: "../../Sources/CThreadNumber/include").standardizedFileURL
        let arguments = ["-typecheck", "-wmo", "-swift-version", "6", "-I", modules.path, "-I", threadNumber.path]
        let verify = ["-Xfrontend", "-verify", "-Xfrontend", "-verify-ignore-unrelated"]
        return try Run("/usr/bin/env", ["swiftc"] + arguments + verify + [declarations.path, file.path])
    }
}
