import Foundation
import TestSupport

/// The compiler on a generated module, as the package runs it, against the runtime that was built beside the tests.
enum ModuleCompiler {
    /// Makes `program` of the sources.
    static func compile(_ sources: [String], in root: String) throws -> (status: Int32, output: String) {
        try run(["-o", "program"] + sources + ["PlumblineRuntime", "CThreadNumber"].flatMap(objects), in: root)
    }

    /// Only looks whether they compile.
    static func typecheck(_ sources: [String], in root: String) throws -> (status: Int32, output: String) {
        try run(["-typecheck"] + sources, in: root)
    }

    private static func run(_ arguments: [String], in root: String) throws -> (status: Int32, output: String) {
        let products = Package.products.path(percentEncoded: false)
        let features = ["ExistentialAny", "MemberImportVisibility", "InternalImportsByDefault"]
        return try Command(
            program: "/bin/sh",
            arguments: ["-c", #"cd "$0" && exec swiftc "$@""#, root, "-swift-version", "6", "-warnings-as-errors"]
                + features.flatMap { ["-enable-upcoming-feature", $0] }
                + ["-I", "\(products)/Modules", "-I", "\(Package.root.path)/Sources/CThreadNumber/include"] + arguments
        ).run()
    }

    /// Those of the sources there are: an older build's may lie beside them.
    private static func objects(of target: String) -> [String] {
        let sources = FileManager.default.enumerator(atPath: "\(Package.root.path)/Sources/\(target)")
        let names = (sources?.compactMap { $0 as? String } ?? []).filter {
            $0.hasSuffix(".swift") || $0.hasSuffix(".c")
        }
        return names.map { "\(Package.products.path)/\(target).build/\(URL(filePath: $0).lastPathComponent).o" }
    }
}
