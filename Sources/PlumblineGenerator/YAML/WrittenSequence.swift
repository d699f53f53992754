import PlumblinePlan

/// The text of a sequence, in block style at the left margin, written once for all files that end with it.
struct WrittenSequence: Sendable {
    /// Lines with their ends; empty for an empty sequence.
    let text: [UInt8]
    /// What was written, by which it is read back.
    let items: [YAML]

    /// Writes the items, on all processors.
    ///
    /// - Throws: What `yamlBytes` throws, with the item's place.
    init<Item: Sendable>(_ items: [Item], _ yaml: @Sendable (Item) -> YAML) throws(YAMLError) {
        let pieces = try Array(items.enumerated()).concurrentMap { index, item throws(YAMLError) in
            let tree = yaml(item)
            let writer = try YAMLWriter(after: [])
            try writer.write(document: .sequence([tree]), first: index)
            return (text: writer.bytes, tree: tree)
        }
        text = pieces.reduce(into: []) { $0 += $1.text }
        self.items = pieces.map(\.tree)
    }

    /// The lines moved to the right; empty ones, within literal blocks, stay empty.
    func indented(by indent: Int) -> [UInt8] {
        guard indent > 0 else { return text }
        let blanks = [UInt8](repeating: UInt8(ascii: " "), count: indent)
        var moved: [UInt8] = []
        moved.reserveCapacity(text.count + text.count / 8)
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            if !line.isEmpty { moved += blanks }
            moved += line
            moved.append(UInt8(ascii: "\n"))
        }
        return moved
    }
}
