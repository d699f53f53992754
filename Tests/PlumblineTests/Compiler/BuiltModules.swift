import Foundation

/// Where the build that runs this test put the modules, whatever its configuration and scratch path.
enum BuiltModules {
    /// The nearest folder with `Plumbline.swiftmodule` above the test bundle, which is among the process' arguments.
    static let folder: URL? = CommandLine.arguments.lazy.compactMap { folder(above: URL(filePath: $0)) }.first

    private static func folder(above file: URL) -> URL? {
        var folder = file.absoluteURL.standardizedFileURL
        while folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            // SwiftPM's own build system has a folder for them, Swift Build puts them beside the products.
            for candidate in [folder.appending(path: "Modules"), folder]
            where FileManager.default.fileExists(atPath: candidate.appending(path: "Plumbline.swiftmodule").path) {
                return candidate
            }
        }
        return nil
    }
}
