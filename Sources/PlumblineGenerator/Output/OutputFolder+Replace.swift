private let temporaryPrefix = ".plumbline-"

/// New bytes that wait on the disk for their place.
private struct Staged {
    let temporary: String
    let target: String
}

extension OutputFolder {
    /// Whether a run that was killed left this file behind.
    func isTemporary(_ path: String) -> Bool {
        path.split(separator: "/").last?.hasPrefix(temporaryPrefix) ?? false
    }

    /// Everything that is likely to fail comes before the first change that can be seen.
    func replace(_ differences: [Difference], in contents: FolderContents) throws(OutputError) {
        let orphans = differences.filter { $0.replacement == nil }.map(\.path)
        var staged: [Staged] = []
        do {
            try checkRemovable(orphans)
            for file in differences.compactMap(\.replacement) { try stage(file, in: contents, &staged) }
            for orphan in orphans {
                willChange(orphan)
                try disk.remove(orphan)
            }
            for folder in contents.folders.dropFirst().reversed() { disk.removeIfEmpty(folder) }
            for new in staged { try place(new) }
        } catch {
            for new in staged { try? disk.remove(new.temporary) }
            throw error
        }
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
        let unique = String(UInt64.random(in: .min ... .max), radix: 36)
        let new = Staged(temporary: "\(folder)/\(temporaryPrefix)\(unique)", target: file.path)
        staged.append(new)
        willChange(new.temporary)
        do { try disk.create(new.temporary, file.bytes) } catch {
            throw OutputError(path: disk.full(file.path), reason: error.reason)
        }
    }

    private func place(_ new: Staged) throws(OutputError) {
        let parts = new.target.split(separator: "/")
        for count in 2..<max(2, parts.count) { try disk.makeFolder(parts[..<count].joined(separator: "/")) }
        willChange(new.target)
        try disk.move(new.temporary, to: new.target)
    }

    private func parent(_ path: String) -> String { path.split(separator: "/").dropLast().joined(separator: "/") }
}
