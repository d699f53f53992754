extension SeriesKey {
    /// Hands out the key of a combination and one open value.
    static func with<Result>(_ closed: Int, _ value: String, _ body: (SeriesKey) -> Result) -> Result {
        build(closed, count: value.utf8.count + 1, fill: { $0.append(value) }, body)
    }

    /// Hands out the key of a combination and two open values.
    static func with<Result>(
        _ closed: Int, _ value: String, _ next: String, _ body: (SeriesKey) -> Result
    ) -> Result {
        build(
            closed, count: value.utf8.count + next.utf8.count + 2,
            fill: {
                $0.append(value)
                $0.append(next)
            }, body)
    }

    /// Hands out the key of a combination and any number of open values.
    static func with<Result>(_ closed: Int, _ values: [String], _ body: (SeriesKey) -> Result) -> Result {
        build(
            closed, count: values.reduce(0) { $0 + $1.utf8.count + 1 },
            fill: { for value in values { $0.append(value) } }, body)
    }

    @inline(__always)
    private static func build<Result>(
        _ closed: Int, count: Int, fill: (inout KeyBytes) -> Void, _ body: (SeriesKey) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words(for: count)) { words in
            words[words.count - 1] = 0
            words.withMemoryRebound(to: UInt8.self) { room in
                guard let start = room.baseAddress else { return }
                var bytes = KeyBytes(start)
                fill(&bytes)
            }
            return body(SeriesKey(closed: closed, count: count, words: UnsafeBufferPointer(words)))
        }
    }
}

/// Puts values one after the other into room that `build` made as large as they are.
private struct KeyBytes {
    private var next: UnsafeMutablePointer<UInt8>

    init(_ start: UnsafeMutablePointer<UInt8>) { next = start }

    mutating func append(_ value: String) {
        var value = value
        next = value.withUTF8 { utf8 in
            guard let start = utf8.baseAddress else { return next }
            next.update(from: start, count: utf8.count)
            return next + utf8.count
        }
        next.pointee = SeriesKey.separator
        next += 1
    }
}
