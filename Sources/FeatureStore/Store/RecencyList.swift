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

    /// The value, which becomes the most recently used. One look-up: the entry keeps its place and changes its links.
    mutating func use(_ key: Key) -> Value? {
        guard let place = places[key] else { return nil }
        if place != newest {
            unlink(place)
            link(place)
        }
        return entries[place]?.value
    }

    /// Puts a value in as the most recently used, in place of the key's earlier one.
    mutating func insert(_ value: Value, for key: Key) {
        remove(key)
        let entry = Entry(key: key, value: value)
        let place: Int
        if let reused = free.popLast() {
            place = reused
            entries[place] = entry
        } else {
            place = entries.count
            entries.append(entry)
        }
        places[key] = place
        link(place)
    }

    @discardableResult
    mutating func remove(_ key: Key) -> Value? {
        guard let place = places.removeValue(forKey: key) else { return nil }
        unlink(place)
        defer { free.append(place) }
        return entries[place].take()?.value
    }

    /// Takes out the entry that was used longest ago.
    mutating func removeOldest() -> (key: Key, value: Value)? {
        guard let oldest, let key = entries[oldest]?.key, let value = remove(key) else { return nil }
        return (key, value)
    }

    /// Makes an entry that is not in the list its newest.
    private mutating func link(_ place: Int) {
        entries[place]?.newer = nil
        entries[place]?.older = newest
        if let newest { entries[newest]?.newer = place } else { oldest = place }
        newest = place
    }

    private mutating func unlink(_ place: Int) {
        guard let (newer, older) = entries[place].map({ ($0.newer, $0.older) }) else { return }
        if let newer { entries[newer]?.older = older } else { newest = older }
        if let older { entries[older]?.newer = newer } else { oldest = newer }
    }
}
