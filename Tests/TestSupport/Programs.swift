package import Foundation
package import Testing

/// Where the package is, and what was built beside the tests.
package enum Package {
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folder of the built products.
    package static var products: URL {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        return bundle?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
    }

    /// Whether a missing program is a failure rather than a reason to leave a test out.
    package static let isInCI = ProcessInfo.processInfo.environment["CI"] == "true"

    /// A copy of the committed `generated/` and `templates/` in a folder of its own.
    package static func withCopy<Value>(_ work: (_ root: String) throws -> Value) throws -> Value {
        try withTemporaryFolder { copy in
            for folder in ["generated", "templates"] {
                try FileManager.default.copyItem(
                    at: root.appending(path: folder).resolvingSymlinksInPath(),
                    to: URL(filePath: copy).appending(path: folder))
            }
            return try work(copy)
        }
    }
}

extension Command {
    /// A program of the search path, such as `promtool`, in a folder and with variables of its own.
    package init(
        _ program: String, _ arguments: String..., in folder: String = ".", environment: [String: String] = [:]
    ) {
        let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
        self.init(
            program: "/bin/sh",
            arguments: ["-c", #"cd "$0" && exec env "$@""#, folder] + variables + [program] + arguments)
    }

    package static let hasPromtool = works("/usr/bin/env", "promtool", "--version")
}

extension Trait where Self == ConditionTrait {
    /// Runs the test where the program is there, and in CI wherever it is not: there it has to be.
    package static func needs(_ program: String, _ isThere: Bool) -> ConditionTrait {
        .enabled(if: isThere || Package.isInCI, "needs \(program)")
    }
}
