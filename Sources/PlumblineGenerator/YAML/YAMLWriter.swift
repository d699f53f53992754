internal import CLibYAML

/// libyaml's emitter, fed with the events of a tree; freed when the writer goes.
final class YAMLWriter {
    private let emitter: UnsafeMutablePointer<yaml_emitter_t>
    private let output: UnsafeMutablePointer<[UInt8]>
    /// The text that the document ends with, in place of a number that libyaml wrote, and how far to the right.
    private var ending: (sequence: WrittenSequence, indent: Int)?

    /// What has been written so far.
    var bytes: [UInt8] { output.pointee }

    init(after header: [UInt8]) throws(YAMLError) {
        emitter = .allocate(capacity: 1)
        output = .allocate(capacity: 1)
        output.initialize(to: header)
        // On failure libyaml leaves a zeroed emitter, which `deinit` may delete.
        guard yaml_emitter_initialize(emitter) == 1 else { throw problem() }
        yaml_emitter_set_output(
            emitter,
            { output, start, count in
                output?.assumingMemoryBound(to: [UInt8].self).pointee
                    .append(contentsOf: UnsafeBufferPointer(start: start, count: count))
                return 1
            }, output)
        yaml_emitter_set_encoding(emitter, YAML_UTF8_ENCODING)
        yaml_emitter_set_break(emitter, YAML_LN_BREAK)
        yaml_emitter_set_unicode(emitter, 1)
        yaml_emitter_set_indent(emitter, 2)
        yaml_emitter_set_width(emitter, -1)
    }

    deinit {
        yaml_emitter_delete(emitter)
        emitter.deallocate()
        output.deinitialize(count: 1)
        output.deallocate()
    }

    /// Writes one document and flushes it. In errors, the items of a sequence at its root count from `first`.
    func write(document root: YAML, first: Int = 0) throws(YAMLError) {
        try emit { yaml_stream_start_event_initialize($0, YAML_UTF8_ENCODING) }
        try emit { yaml_document_start_event_initialize($0, nil, nil, nil, 1) }
        if case .sequence(let items) = root { try write(items, from: first) } else { try write(root, indent: 0) }
        try emit { yaml_document_end_event_initialize($0, 1) }
        try emit { yaml_stream_end_event_initialize($0) }
        if let ending {
            output.pointee.removeLast(Self.placeholder.utf8.count + 2)
            output.pointee.append(UInt8(ascii: "\n"))
            output.pointee += ending.sequence.indented(by: ending.indent)
        }
    }

    private static let placeholder = "0"

    /// `indent` is that of the mapping around it, nil within a sequence.
    private func write(_ node: YAML, indent: Int?) throws(YAMLError) {
        guard ending == nil else { throw YAMLError("something follows on a sequence that was written before") }
        switch node {
        case .string(let text): try write(text, as: .string)
        case .block(let text): try write(text, as: .block)
        case .integer(let number): try write(String(number), as: .bare)
        case .boolean(let value): try write(String(value), as: .bare)
        case .number(let text): try write(text, as: .bare)
        case .mapping(let entries): try write(entries, indent: indent)
        case .sequence(let items): try write(items)
        case .written(let sequence) where sequence.text.isEmpty: try write([])
        case .written(let sequence):
            guard let indent, indent > 0 else {
                throw YAMLError("a sequence that was written before is no item of another")
            }
            try write(Self.placeholder, as: .bare)
            ending = (sequence, indent - 2)
        }
    }

    private func write(_ entries: [(key: String, value: YAML)], indent: Int?) throws(YAMLError) {
        try emit { yaml_mapping_start_event_initialize($0, nil, nil, 1, YAML_BLOCK_MAPPING_STYLE) }
        if let key = repeatedKey(entries) {
            throw YAMLError("this key occurs twice in the same mapping; name it once").under(key)
        }
        for (key, value) in entries {
            do throws(YAMLError) {
                // libyaml writes a longer one in a way of its own: `? key`.
                var key = key
                guard key.withUTF8({ $0.count <= 128 && $0.isPrintable }) else {
                    throw YAMLError("this key has more than 128 bytes, or a control character; shorten it")
                }
                try write(key, as: .string)
                try write(value, indent: indent.map { $0 + 2 })
            } catch { throw error.under(key) }
        }
        try emit { yaml_mapping_end_event_initialize($0) }
    }

    private func repeatedKey(_ entries: [(key: String, value: YAML)]) -> String? {
        // Of a few, looking through them is faster than hashing each.
        if entries.count <= 8 {
            return entries.indices.first { index in entries[..<index].contains { $0.key == entries[index].key } }
                .map { entries[$0].key }
        }
        var seen = Set<String>(minimumCapacity: entries.count)
        return entries.first { !seen.insert($0.key).inserted }?.key
    }

    private func write(_ items: [YAML], from first: Int = 0) throws(YAMLError) {
        try emit { yaml_sequence_start_event_initialize($0, nil, nil, 1, YAML_BLOCK_SEQUENCE_STYLE) }
        for (index, item) in items.enumerated() {
            do { try write(item, indent: nil) } catch { throw error.under("[\(first + index)]") }
        }
        try emit { yaml_sequence_end_event_initialize($0) }
    }

    private func write(_ text: String, as role: ScalarRole) throws(YAMLError) {
        var text = text
        let written: Result<Void, YAMLError> = text.withUTF8 { utf8 in
            Result { () throws(YAMLError) in
                let style = try scalarStyle(utf8, role)
                guard let count = Int32(exactly: utf8.count) else {
                    throw YAMLError("this text is longer than 2 GiB; shorten it")
                }
                try emit { yaml_scalar_event_initialize($0, nil, nil, utf8.baseAddress, count, 1, 1, style) }
            }
        }
        try written.get()
    }

    /// Hands one event to libyaml, which owns and frees it from then on, whatever comes of it.
    private func emit(_ initialize: (UnsafeMutablePointer<yaml_event_t>) -> Int32) throws(YAMLError) {
        var event = yaml_event_t()
        guard initialize(&event) == 1, yaml_emitter_emit(emitter, &event) == 1 else { throw problem() }
    }

    private func problem() -> YAMLError {
        YAMLError("libyaml: " + (emitter.pointee.problem.map { String(cString: $0) } ?? "out of memory"))
    }
}
