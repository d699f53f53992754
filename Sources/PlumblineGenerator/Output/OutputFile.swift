/// One generated file.
package struct OutputFile: Equatable, Sendable {
    /// Relative to the package root, with `/` between folders: `generated/prometheus_alerts.yml`.
    package let path: String
    /// The whole contents.
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

extension OutputFile {
    /// A tree as YAML, which has been read back.
    static func yaml(_ path: String, _ tree: YAML, header: String) throws(OutputError) -> OutputFile {
        do throws(YAMLError) { return OutputFile(path: path, bytes: try yamlBytes(tree, header: header)) } catch {
            throw OutputError(path: path, reason: error.description)
        }
    }

    /// A tree as JSON, which has been read back.
    static func json(_ path: String, _ tree: JSON) throws(OutputError) -> OutputFile {
        let bytes = tree.bytes
        do throws(JSONError) { try readBack(bytes, as: tree) } catch {
            throw OutputError(path: path, reason: error.description)
        }
        return OutputFile(path: path, bytes: bytes)
    }
}

/// What sets the output folder apart from the files that ought to be in it.
package enum Difference: Equatable, Sendable {
    /// The file is not there.
    case missing(OutputFile)
    /// The file is there with other contents.
    case stale(OutputFile, old: [UInt8])
    /// Something is there that was generated once and is not any more, or is to be pruned: a file or a symbolic link.
    case orphan(String)

    /// Relative to the package root.
    package var path: String {
        switch self {
        case .missing(let file), .stale(let file, old: _): file.path
        case .orphan(let path): path
        }
    }

    /// The file to write; nil for what is to be removed.
    var replacement: OutputFile? {
        switch self {
        case .missing(let file), .stale(let file, old: _): file
        case .orphan: nil
        }
    }
}

/// Why the output folder could not be read or written.
package struct OutputError: Error, Equatable, CustomStringConvertible {
    /// What it happened to.
    package let path: String
    /// What happened, and how to mend it where that is not plain.
    package let reason: String

    package var description: String { "\(path): \(reason)" }
}
