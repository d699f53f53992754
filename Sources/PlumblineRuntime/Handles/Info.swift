import Synchronization

/// Facts about the process in labels, with the value 1: a build, a contract.
///
/// An info metric has one series: the one that was set last. There is none before the first `set()`. Values that were
/// replaced still count against their labels' limits.
///
/// ```swift
/// let build = try registry.info(
///     "build_info", help: "The build that runs.", labels: [.open("version", limit: 1), .open("revision", limit: 1)])
/// build.series(0, "0.1.0", "abc").set()
/// // build_info{version="0.1.0",revision="abc"} 1
/// ```
public final class Info: Sendable {
    /// Which series of a family was set last, by identity.
    final class Current: Sendable {
        let identity = Atomic<UInt>(0)
    }

    private let current: Current
    private var identity: UInt { UInt(bitPattern: ObjectIdentifier(self)) }

    init(current: Current) { self.current = current }

    /// A later series may come to live at the same address, and was not set.
    deinit {
        _ = current.identity.compareExchange(expected: identity, desired: 0, ordering: .relaxed)
    }

    /// Makes these labels the metric's facts, in place of those set earlier.
    public func set() {
        current.identity.store(identity, ordering: .relaxed)
    }
}

extension Info: ExposedSeries {
    func isActive(since mark: inout UInt64) -> Bool { true }

    var counts: [Double] { current.identity.load(ordering: .relaxed) == identity ? [1] : [] }

    func write(_ text: SeriesText, to cursor: inout Cursor) {
        guard current.identity.load(ordering: .relaxed) == identity else { return }
        text.write(text.family.name, to: &cursor)
        cursor.write(UInt8(ascii: "1"))
        cursor.write(UInt8(ascii: "\n"))
    }
}
