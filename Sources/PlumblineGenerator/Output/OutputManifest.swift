/// The list of what the generator wrote into its folder, which stands in the folder itself. Only what it lists is replaced
/// or removed: whatever else is there is somebody's.
///
/// One path a line, sorted, and a line that names nothing does no harm, so that two branches merge by keeping the lines of
/// both.
struct OutputManifest {
    static let name = ".plumbline"

    /// Relative to the package root.
    let paths: Set<String>

    init(_ paths: Set<String>) { self.paths = paths }

    /// Reads the list of a folder. What is no path in the folder is never looked up.
    init(_ bytes: [UInt8], of folder: String) {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        paths = Set(lines.filter { !$0.hasPrefix("#") }.map { "\(folder)/\($0)" })
    }

    /// As a file of the folder.
    func file(in folder: String) -> OutputFile {
        let lines = paths.map { String($0.dropFirst(folder.count + 1)) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let head = [
            "# Written by Plumbline: the files here that are its own.",
            "# Where branches differ, keep the lines of both.",
        ]
        return OutputFile(
            path: "\(folder)/\(Self.name)", bytes: Array((head + lines).map { "\($0)\n" }.joined().utf8))
    }
}
