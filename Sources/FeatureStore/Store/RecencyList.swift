/// A dictionary that knows which entries were used longest ago: look-up, change and removal each take constant time.
///
/// The entries are a list, linked by places in an array, from the most to the least recently used.
struct RecencyList<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let key: Key
        var value: Value
        var newer: Int?
        var older: Int?
    }

    private var places: [Key: Int] = [:]
    private var entries: [Entry?] = []
    private var free: [Int] = []
    private var newest: Int?
    private var oldest: Int?

    var count: Int { places.count }

    /// The value, without making it more recent.
    func peek(_ key: Key) -> Value? {
        places[key].flatMap { entries[$0]?.value }
    }

    /// The value, which becomes the most recently used.
    mutating func use(_ key: Key) -> Value? {
        guard let value = remove(key) else { return nil }
        insert(value, for: key)
        return value
    }

    /// Puts a value in as the most recently used, in place of the key's earlier one.
    mutating func insert(_ value: Value, for key: Key) {
        remove(key)
        let entry = Entry(key: key, value: value, newer: nil, older: newest)
        let place: Int
        if let reused = free.popLast() {
            place = reused
            entries[place] = entry
        } else {
            place = entries.count
            entries.append(entry)
        }
        places[key] = place
        if let newest { entries[newest]?.newer = place } else { oldest = place }
        newest = place
    }

    @discardableResult
    mutating func remove(_ key: Key) -> Value? {
        guard let place = places.removeValue(forKey: key), let entry = entries[place] else { return nil }
        if let newer = entry.newer { entries[newer]?.older = entry.older } else { newest = entry.older }
        if let older = entry.older { entries[older]?.newer = entry.newer } else { oldest = entry.newer }
        entries[place] = nil
        free.append(place)
        return entry.value
    }

    /// Takes out the entry that was used longest ago.
    mutating func removeOldest() -> (key: Key, value: Value)? {
        guard let oldest, let key = entries[oldest]?.key, let value = remove(key) else { return nil }
        return (key, value)
    }
}
