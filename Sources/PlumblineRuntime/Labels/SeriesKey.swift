/// What tells a series from the others of its family: the combination of its closed labels, and the values of its open
/// ones as one run of bytes, each followed by a byte that UTF-8 never has.
///
/// Built on the stack for a look-up, so that none allocates unless its values are longer than a page of text.
struct SeriesKey {
    static let separator: UInt8 = 0xFF

    /// The index of the closed labels' combination.
    let closed: Int
    /// The number of bytes.
    let count: Int
    /// The bytes, filled up with zeros; valid where the key was handed out.
    let words: UnsafeBufferPointer<UInt64>

    static func words(for count: Int) -> Int { max(1, (count + 7) / 8) }

    /// The values of the open labels, for text and limits.
    var values: [String] {
        let bytes = UnsafeRawBufferPointer(words)
        var values: [String] = []
        var start = 0
        for index in 0..<count where bytes[index] == Self.separator {
            values.append(String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self))
            start = index + 1
        }
        return values
    }

    /// Hashes by multiplication, word by word. `seed` is not known outside, so that no one can make keys that collide.
    func hash(seed: UInt64) -> UInt64 {
        var hash = seed ^ UInt64(truncatingIfNeeded: closed)
        for word in words {
            let (high, low) = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = high ^ low
        }
        return hash ^ UInt64(truncatingIfNeeded: count)
    }

    static func == (left: SeriesKey, right: SeriesKey) -> Bool {
        guard left.closed == right.closed, left.count == right.count else { return false }
        for index in 0..<left.words.count where left.words[index] != right.words[index] { return false }
        return true
    }

    /// By combination, then value by value in the order of bytes: a value comes before those that it begins.
    static func < (left: SeriesKey, right: SeriesKey) -> Bool {
        guard left.closed == right.closed else { return left.closed < right.closed }
        for (one, other) in zip(UnsafeRawBufferPointer(left.words), UnsafeRawBufferPointer(right.words))
        where one != other {
            if one == separator || other == separator { return one == separator }
            return one < other
        }
        return false
    }
}
