import PlumblineGenerator

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Templates {
    /// The defaults, with each `templates/*.mustache` of the package in place of the default of that name.
    init(inPackage root: String) throws {
        let folder = "\(root)/templates"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var overrides: [String: String] = [:]
        for name in names where name.hasSuffix(".mustache") {
            let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
            overrides[String(name.dropLast(".mustache".count))] = String(decoding: bytes, as: UTF8.self)
        }
        try self.init(overrides: overrides)
    }
}
