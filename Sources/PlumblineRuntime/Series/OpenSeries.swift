/// The series of a family that came at run time, as their writer keeps them behind the family's lock: who owns them, in
/// which order they are exposed, and which values count against the labels' limits.
struct OpenSeries {
    private var all: [Series] = []
    private(set) var slots = SeriesSlots(for: 0)
    /// How many series have a value, for each label.
    private var seen: [[LabelText: Int]]
    private var isSorted = true
    /// Since when series are as they are, with the mark by which that is told; empty where none expires.
    private var idle: [ObjectIdentifier: (mark: UInt64, since: ContinuousClock.Instant)] = [:]
    /// No longer reachable, but perhaps still in the hands of a reader.
    private var retired: [AnyObject] = []

    init(labels: Int) { seen = Array(repeating: [:], count: labels) }

    /// The labels that may not have their value, as it would be one more than their limit. `other` is free.
    func overLimit(_ values: [String], limits: [LabelLayout.Open]) -> [Int] {
        limits.indices.filter { label in
            guard seen[label].count >= limits[label].limit else { return false }
            let value = LabelText(values[label])
            return value != .other && seen[label][value] == nil
        }
    }

    mutating func insert(_ series: Series, values: [String]) {
        for (label, value) in values.enumerated() where LabelText(value) != .other {
            seen[label][LabelText(value), default: 0] += 1
        }
        isSorted = false
        all.append(series)
        if slots.isFull {
            rebuild()
        } else {
            slots.insert(series)
        }
    }

    /// Takes out series; their values make room for others.
    mutating func remove(_ gone: [Series]) {
        guard !gone.isEmpty else { return }
        let identities = Set(gone.map(ObjectIdentifier.init))
        all.removeAll { identities.contains(ObjectIdentifier($0)) }
        for series in gone {
            slots.remove(series)
            retired.append(series)
            idle[ObjectIdentifier(series)] = nil
            for (label, value) in series.key.values.enumerated() {
                guard let count = seen[label][LabelText(value)] else { continue }
                seen[label][LabelText(value)] = count > 1 ? count - 1 : nil
            }
        }
    }

    /// Takes out the series that were not recorded for as long, as far as calls of this could tell.
    mutating func expire(after limit: Duration, now: ContinuousClock.Instant) {
        var gone: [Series] = []
        for series in all {
            let identity = ObjectIdentifier(series)
            var rest = idle[identity] ?? (mark: 0, since: now)
            if series.handle.isActive(since: &rest.mark) || idle[identity] == nil {
                rest.since = now
            } else if rest.since.duration(to: now) >= limit {
                gone.append(series)
            }
            idle[identity] = rest
        }
        remove(gone)
    }

    /// All series in the order of their keys, which does not depend on hashing or on arrival.
    mutating func sorted() -> [Series] {
        if !isSorted { all.sort { $0.key < $1.key } }
        isSorted = true
        return all
    }

    /// Frees what no reader can have any more.
    mutating func reclaim(_ readers: Readers) {
        if !retired.isEmpty, readers.haveLeft() { retired.removeAll() }
    }

    /// A table for the series that are there, twice as large as they need.
    private mutating func rebuild() {
        retired.append(slots)
        slots = SeriesSlots(for: all.count * 2)
        for series in all { slots.insert(series) }
    }
}
