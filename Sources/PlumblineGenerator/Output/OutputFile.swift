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

/// What sets the output folder apart from the files that ought to be in it.
package enum Difference: Equatable, Sendable {
    /// The file is not there.
    case missing(OutputFile)
    /// The file is there with other contents.
    case stale(OutputFile, old: [UInt8])
    /// Something is there that is not generated any more, or was never generated: a file or a symbolic link.
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
