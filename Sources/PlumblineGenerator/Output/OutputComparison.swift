/// How an output folder stands to the files that ought to be in it.
package struct OutputComparison: Equatable, Sendable {
    /// What of the generator's own is to be written or removed, sorted by path; the list of its files is one of them.
    package internal(set) var differences: [Difference] = []
    /// What somebody else put there, and stays.
    package internal(set) var foreign: [String] = []
    /// What somebody else put where a generated file belongs. Nothing is written while there is such a thing.
    package internal(set) var inTheWay: [String] = []
}

extension OutputFolder {
    /// What is known of the folder before it is compared.
    struct Ownership {
        let manifest: OutputManifest?
        /// Which of the files and links that are there are the generator's.
        let ours: Set<String>
    }

    /// What is ours is what the list names. A folder from before there was a list has none: then it is what says so in its
    /// first lines and is generated still. JSON has no comments, and is ours where such a file stands beside it.
    func ownership(of contents: FolderContents, _ files: [OutputFile]) throws(OutputError) -> Ownership {
        let list = "\(name)/\(OutputManifest.name)"
        let present = contents.files.union(contents.others)
        let leftOver = contents.files.filter(isTemporary)
        if contents.files.contains(list) {
            let manifest = OutputManifest(try disk.contents(of: list), of: name)
            return Ownership(manifest: manifest, ours: present.intersection(manifest.paths).union(leftOver))
        }
        let planned = contents.files.intersection(files.map(\.path))
        var marked: Set<String> = []
        for path in planned { if try isMarked(path) { marked.insert(path) } }
        let unmarkable = marked.isEmpty ? [] : planned.filter { $0.hasSuffix(".json") }
        return Ownership(manifest: nil, ours: marked.union(unmarkable).union(leftOver))
    }

    /// `outputs` is nil when nothing is generated besides these files.
    func comparison(
        with files: [OutputFile], of outputs: Scope?, in contents: FolderContents, _ owned: Ownership
    ) throws(OutputError) -> OutputComparison {
        var comparison = OutputComparison()
        var foreign = contents.files.union(contents.others).subtracting(owned.ours)
        foreign.remove("\(name)/\(OutputManifest.name)")
        for file in files {
            guard let difference = try difference(of: file, in: contents) else {
                // What is the same already may be anybody's.
                foreign.remove(file.path)
                continue
            }
            comparison.differences.append(difference)
        }
        let orphans = owned.ours.subtracting(files.map(\.path)).filter { outputs?($0) ?? true || isTemporary($0) }
        comparison.differences += orphans.map { .orphan($0) }
        let blocking = Blocking(comparison.differences.compactMap { $0.replacement?.path })
        comparison.inTheWay = foreign.filter(blocking.blocks).sorted()
        comparison.foreign = foreign.subtracting(comparison.inTheWay).sorted()
        if let list = manifest(after: files, of: outputs, in: contents, owned),
            let difference = try difference(of: list.file(in: name), in: contents)
        {
            comparison.differences.append(difference)
        }
        comparison.differences.sort { $0.path < $1.path }
        return comparison
    }

    /// The list once these files are written. Where there is none, and some files of many are written, it is too early for
    /// one: the others would not be in it.
    func manifest(
        after files: [OutputFile], of outputs: Scope?, in contents: FolderContents, _ owned: Ownership
    ) -> OutputManifest? {
        let written = Set(files.map(\.path))
        guard let outputs else { return OutputManifest(written) }
        if let old = owned.manifest { return OutputManifest(old.paths.filter { !outputs($0) }.union(written)) }
        return contents.files.subtracting(written).allSatisfy(isTemporary) ? OutputManifest(written) : nil
    }

    private func difference(of file: OutputFile, in contents: FolderContents) throws(OutputError) -> Difference? {
        guard contents.files.contains(file.path) else { return .missing(file) }
        let old = try disk.contents(of: file.path)
        return old == file.bytes ? nil : .stale(file, old: old)
    }

    /// Whether the generator says at the beginning of the file that it wrote it.
    func isMarked(_ path: String) throws(OutputError) -> Bool {
        String(decoding: try disk.contents(of: path, limit: 400), as: UTF8.self).contains(Self.mark)
    }
}

/// What would have to go for files to be written: what stands at their paths, at a folder of theirs, or beneath them.
private struct Blocking {
    private let paths: Set<String>
    private let folders: Set<String>

    init(_ paths: [String]) {
        self.paths = Set(paths)
        folders = Set(paths.flatMap { parents(of: $0) })
    }

    func blocks(_ path: String) -> Bool {
        paths.contains(path) || folders.contains(path) || parents(of: path).contains(where: paths.contains)
    }
}

/// The folders around a path, the outermost first.
func parents(of path: String) -> [String] {
    let parts = path.split(separator: "/")
    return (1..<Swift.max(1, parts.count)).map { parts[..<$0].joined(separator: "/") }
}
