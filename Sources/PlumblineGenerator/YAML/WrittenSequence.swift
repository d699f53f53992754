import PlumblinePlan

/// The text of a sequence, in block style at the left margin, written once for all files that end with it.
struct WrittenSequence: Sendable {
    /// Lines with their ends; empty for an empty sequence.
    let text: [UInt8]
    /// What was written, by which it is read back.
    let items: [YAML]

    /// One after the other.
    init(_ parts: [WrittenSequence]) {
        text = parts.reduce(into: []) { $0 += $1.text }
        items = parts.flatMap(\.items)
    }

    /// One item, at that place of the sequence that errors speak of.
    private init(_ item: YAML, at index: Int) throws(YAMLError) {
        let writer = try YAMLWriter(after: [])
        try writer.write(document: .sequence([item]), first: index)
        text = writer.bytes
        items = [item]
    }

    /// Writes each item as a sequence of its own, on all processors.
    ///
    /// - Throws: What `yamlBytes` throws, with the item's place.
    static func each<Item: Sendable>(
        _ items: [Item], _ yaml: @Sendable (Item) -> YAML
    ) throws(YAMLError) -> [WrittenSequence] {
        try Array(items.enumerated()).concurrentMap { index, item throws(YAMLError) in
            try WrittenSequence(yaml(item), at: index)
        }
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
