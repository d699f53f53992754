/// What stands in an output folder, by path relative to the package root.
struct FolderContents {
    private(set) var files: Set<String> = []
    /// Symbolic links, sockets and the like: never opened, never entered.
    private(set) var others: Set<String> = []
    /// The folder itself first, every folder before what is in it.
    private(set) var folders: [String] = []

    var isEmpty: Bool { files.isEmpty && others.isEmpty }

    mutating func add(_ folder: String, on disk: FileSystem) throws(OutputError) {
        folders.append(folder)
        // Finder leaves its notes in every folder that somebody looks at.
        for name in try disk.names(in: folder) where name != ".DS_Store" {
            let path = "\(folder)/\(name)"
            switch try disk.kind(of: path) {
            case .file: files.insert(path)
            case .folder: try add(path, on: disk)
            case .other: others.insert(path)
            case nil: continue
            }
        }
    }
}
