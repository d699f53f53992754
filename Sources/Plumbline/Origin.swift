/// Where something was declared, so that every message can name the place and `specs locate` can print it.
public struct Origin: Sendable, Hashable, Comparable {
    package let file: StaticFile
    package let line: UInt
    package let column: UInt

    package var path: String { file.path }

    package init(_ file: StaticString, _ line: UInt, _ column: UInt) {
        self.file = StaticFile(file)
        self.line = line
        self.column = column
    }

    /// Sorts by file, then line, then column: the order in which a person reads the spec.
    public static func < (a: Origin, b: Origin) -> Bool {
        a.file == b.file ? (a.line, a.column) < (b.line, b.column) : a.file.path < b.file.path
    }
}

/// The text of `#fileID`. Specs are kept flat in a folder named after their module, so it is also the path
/// from the package root, and an editor makes it clickable.
package struct StaticFile: Sendable, Hashable {
    package let path: String

    package init(_ file: StaticString) {
        path = file.hasPointerRepresentation ? file.description : "?"
    }
}

extension Origin: CustomStringConvertible {
    /// `specs/Metrics.swift:12:9`
    public var description: String { "\(file.path):\(line):\(column)" }
}
