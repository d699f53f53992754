/// A dictionary that knows which entries were used longest ago: look-up, change and removal each take constant time.
///
/// The entries are a list, linked by places in an array, from the most to the least recently used. The links are an
/// array of their own, so that changing them touches no key and no value.
struct RecencyList<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let key: Key
        let value: Value
    }

    private struct Links: Sendable {
        var newer: Int
        var older: Int
    }

    /// The place of no entry.
    private static var none: Int { -1 }

    private var places: [Key: Int] = [:]
    private var entries: [Entry?] = []
    private var links: [Links] = []
    private var free: [Int] = []
    private var newest = Self.none
    private var oldest = Self.none

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
        let place: Int
        if let reused = free.popLast() {
            place = reused
            entries[place] = Entry(key: key, value: value)
        } else {
            place = entries.count
            entries.append(Entry(key: key, value: value))
            links.append(Links(newer: Self.none, older: Self.none))
        }
        places[key] = place
        link(place)
    }

    @discardableResult
    mutating func remove(_ key: Key) -> Value? {
        guard let place = places.removeValue(forKey: key) else { return nil }
        unlink(place)
        free.append(place)
        return entries[place].take()?.value
    }

    /// Takes out the entry that was used longest ago.
    mutating func removeOldest() -> (key: Key, value: Value)? {
        guard oldest != Self.none, let key = entries[oldest]?.key, let value = remove(key) else { return nil }
        return (key, value)
    }

    /// Makes an entry that is not in the list its newest.
    private mutating func link(_ place: Int) {
        links[place] = Links(newer: Self.none, older: newest)
        if newest == Self.none { oldest = place } else { links[newest].newer = place }
        newest = place
    }

    private mutating func unlink(_ place: Int) {
        let link = links[place]
        if link.newer == Self.none { newest = link.older } else { links[link.newer].older = link.older }
        if link.older == Self.none { oldest = link.newer } else { links[link.older].newer = link.newer }
    }
}
