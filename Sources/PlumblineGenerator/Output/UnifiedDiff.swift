/// What turns the old text into the new one, as `diff -u` prints it and `patch` reads it; empty for equal texts.
///
/// Texts that are far apart get a correct difference, soon, that may not be the shortest.
package func unifiedDiff(old: String, new: String, oldName: String, newName: String, context: Int = 3) -> String {
    let (oldLines, newLines) = (Line.lines(of: old), Line.lines(of: new))
    let hunks = Hunk.hunks(of: lineChanges(from: oldLines, to: newLines), context: context)
    if hunks.isEmpty { return "" }
    return hunks.reduce(into: "--- \(oldName)\n+++ \(newName)\n") { text, hunk in
        hunk.print(oldLines, newLines, context: context, into: &text)
    }
}

/// A line by its bytes, since texts that Unicode calls equivalent are different files.
private struct Line: Hashable {
    let bytes: ArraySlice<UInt8>
    /// Only the last line of a text may lack its line feed.
    let isTerminated: Bool

    static func lines(of text: String) -> [Line] {
        let parts = Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let lines = parts.dropLast().map { Line(bytes: $0, isTerminated: true) }
        guard let last = parts.last, !last.isEmpty else { return lines }
        return lines + [Line(bytes: last, isTerminated: false)]
    }

    func print(_ mark: String, into text: inout String) {
        text += mark + String(decoding: bytes, as: UTF8.self) + "\n"
        if !isTerminated { text += "\\ No newline at end of file\n" }
    }
}

/// Changes so close to each other that their context meets.
private struct Hunk {
    var changes: [LineChange]

    static func hunks(of changes: [LineChange], context: Int) -> [Hunk] {
        var hunks: [Hunk] = []
        for change in changes {
            if let last = hunks.last?.changes.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
                hunks[hunks.count - 1].changes.append(change)
            } else {
                hunks.append(Hunk(changes: [change]))
            }
        }
        return hunks
    }

    func print(_ old: [Line], _ new: [Line], context: Int, into text: inout String) {
        guard let first = changes.first, let last = changes.last else { return }
        let before = min(context, first.old.lowerBound)
        let after = min(context, old.count - last.old.upperBound)
        let oldRange = first.old.lowerBound - before..<last.old.upperBound + after
        let newRange = first.new.lowerBound - before..<last.new.upperBound + after
        text += "@@ -\(Self.position(oldRange)) +\(Self.position(newRange)) @@\n"
        var common = oldRange.lowerBound
        for change in changes {
            for line in old[common..<change.old.lowerBound] { line.print(" ", into: &text) }
            for line in old[change.old] { line.print("-", into: &text) }
            for line in new[change.new] { line.print("+", into: &text) }
            common = change.old.upperBound
        }
        for line in old[common..<oldRange.upperBound] { line.print(" ", into: &text) }
    }

    /// Lines count from one; an empty range is named by the line before it, and a count of one goes without saying.
    private static func position(_ range: Range<Int>) -> String {
        switch range.count {
        case 0: "\(range.lowerBound),0"
        case 1: "\(range.lowerBound + 1)"
        default: "\(range.lowerBound + 1),\(range.count)"
        }
    }
}
