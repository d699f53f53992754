/// What was put in place and removed in a folder so far, each with what stood there, so that all of it can be undone.
///
/// What stood there keeps a second name until the end: no bytes are copied, and a full disk has room for it.
struct Changes {
    let disk: FileSystem
    /// The output folder.
    let folder: String
    let willChange: @Sendable (_ path: String) -> Void
    private var made: [Change] = []

    private struct Change {
        let path: String
        let before: Before
    }

    private enum Before {
        case nothing
        /// Under which other name it is.
        case kept(String)
        /// The file system has no second names.
        case lost
    }

    init(disk: FileSystem, folder: String, willChange: @escaping @Sendable (_ path: String) -> Void) {
        (self.disk, self.folder, self.willChange) = (disk, folder, willChange)
    }

    /// Puts a file in place of what stands there, in one step.
    mutating func place(_ source: String, at target: String) throws(OutputError) {
        var before = Before.nothing
        if try disk.kind(of: target) != nil {
            let other = newTemporary(in: parents(of: target).last ?? folder)
            willChange(other)
            before = disk.link(target, as: other) ? .kept(other) : .lost
        }
        willChange(target)
        do { try disk.move(source, to: target) } catch {
            if case .kept(let other) = before { try? disk.remove(other) }
            throw error
        }
        made.append(Change(path: target, before: before))
    }

    /// Takes a file away. It stays in the output folder itself, as its own may have to give way to a file.
    mutating func remove(_ path: String) throws(OutputError) {
        let other = newTemporary(in: folder)
        willChange(path)
        try disk.move(path, to: other)
        made.append(Change(path: path, before: .kept(other)))
    }

    /// Brings back what stood there before, the latest change first, as far as that can be done.
    ///
    /// - Returns: What is new all the same.
    func undo() -> Set<String> {
        Set(made.reversed().filter { !isUndone($0) }.map(\.path))
    }

    private func isUndone(_ change: Change) -> Bool {
        willChange(change.path)
        do {
            switch change.before {
            case .nothing: try disk.remove(change.path)
            case .lost: return false
            case .kept(let other):
                // A folder may have taken its place, and is empty by now.
                disk.removeIfEmpty(change.path)
                for folder in parents(of: change.path).dropFirst() { try disk.makeFolder(folder) }
                try disk.move(other, to: change.path)
            }
            return true
        } catch { return false }
    }

    /// Gives up what stood there before. What cannot be removed is a left-over, which the next run removes.
    func forget() {
        for case .kept(let other) in made.map(\.before) {
            willChange(other)
            try? disk.remove(other)
        }
    }
}
