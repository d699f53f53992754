private let temporaryPrefix = ".plumbline-"

/// A name in a folder that no file has, and that any later run knows for a left-over.
func newTemporary(in folder: String) -> String {
    "\(folder)/\(temporaryPrefix)\(String(UInt64.random(in: .min ... .max), radix: 36))"
}

/// New bytes that wait on the disk for their place.
private struct Staged {
    let temporary: String
    let target: String
}

extension OutputFolder {
    /// Whether a run that was killed left this file behind.
    func isTemporary(_ path: String) -> Bool {
        guard let name = path.split(separator: "/").last, name.hasPrefix(temporaryPrefix) else { return false }
        return UInt64(name.dropFirst(temporaryPrefix.count), radix: 36) != nil
    }

    /// Everything that is likely to fail comes before the first change that can be seen; what fails after it is undone.
    ///
    /// `listed` names the old files and the new ones: it is the list while both are there, so that whatever a killed run
    /// leaves is known to be the generator's.
    func replace(
        _ differences: [Difference], in contents: FolderContents, listed: OutputManifest
    ) throws(OutputError) {
        guard !differences.isEmpty else { return }
        let orphans = differences.filter { $0.replacement == nil }.map(\.path)
        let list = "\(name)/\(OutputManifest.name)"
        let files = differences.compactMap(\.replacement).filter { $0.path != list }
        let lists = lists(before: differences.first { $0.path == list }, files, listed)
        var staged: [Staged] = []
        var made: [String] = []
        var changes = Changes(disk: disk, folder: name, willChange: willChange)
        do throws(OutputError) {
            try checkRemovable(orphans)
            for file in lists.before + files + lists.after { try stage(file, in: contents, &staged) }
            for file in files { try makeFolders(of: file.path, in: contents, &made) }
            for (count, new) in staged.enumerated() {
                if count == lists.before.count { try remove(orphans, in: contents, &changes) }
                for folder in parents(of: new.target).dropFirst() { try disk.makeFolder(folder) }
                try changes.place(new.temporary, at: new.target)
            }
            if staged.count == lists.before.count { try remove(orphans, in: contents, &changes) }
        } catch {
            let lasting = changes.undo()
            for new in staged { try? disk.remove(new.temporary) }
            for folder in made.reversed() { disk.removeIfEmpty(folder) }
            throw error.when(files.map(\.path), lasting)
        }
        changes.forget()
    }

    /// The list as it stands while files come and go, and after that where the two differ.
    private func lists(
        before last: Difference?, _ files: [OutputFile], _ listed: OutputManifest
    ) -> (before: [OutputFile], after: [OutputFile]) {
        let meanwhile = listed.file(in: name)
        guard let last = last?.replacement else { return ([], []) }
        if files.isEmpty { return ([], [last]) }
        return meanwhile == last ? ([last], []) : ([meanwhile], [last])
    }

    private func checkRemovable(_ orphans: [String]) throws(OutputError) {
        for folder in Set(orphans.map(parent)) where !disk.isWritable(folder) {
            throw OutputError(path: disk.full(folder), reason: "is not writable, and holds files to remove")
        }
    }

    /// Writes the bytes next to their place, or in the closest folder above it that is there already: on the same disk,
    /// under the same permissions.
    private func stage(
        _ file: OutputFile, in contents: FolderContents, _ staged: inout [Staged]
    ) throws(OutputError) {
        var folder = parent(file.path)
        while folder != name, !contents.folders.contains(folder) { folder = parent(folder) }
        let new = Staged(temporary: newTemporary(in: folder), target: file.path)
        staged.append(new)
        willChange(new.temporary)
        do { try disk.create(new.temporary, file.bytes) } catch {
            throw OutputError(path: disk.full(file.path), reason: error.reason)
        }
    }

    /// A disk may have room for files and none for a folder. One that a file has still to give way to comes later.
    private func makeFolders(
        of path: String, in contents: FolderContents, _ made: inout [String]
    ) throws(OutputError) {
        for folder in parents(of: path).dropFirst() where !contents.folders.contains(folder) {
            if contents.files.contains(folder) || contents.others.contains(folder) { return }
            guard !made.contains(folder) else { continue }
            try disk.makeFolder(folder)
            made.append(folder)
        }
    }

    private func remove(
        _ orphans: [String], in contents: FolderContents, _ changes: inout Changes
    ) throws(OutputError) {
        for orphan in orphans { try changes.remove(orphan) }
        for folder in contents.folders.dropFirst().reversed() { disk.removeIfEmpty(folder) }
    }

    private func parent(_ path: String) -> String { parents(of: path).last ?? "" }
}

extension OutputError {
    /// The same error with which files are new all the same, where some are.
    fileprivate func when(_ files: [String], _ lasting: Set<String>) -> OutputError {
        let old = files.filter { !lasting.contains($0) }
        let new = files.count - old.count
        guard new > 0, !old.isEmpty else { return self }
        return OutputError(
            path: path,
            reason: "\(reason); \(new) of \(files.count) files are new and these are still old: "
                + "\(old.sorted().joined(separator: ", ")); mend this and generate again")
    }
}
