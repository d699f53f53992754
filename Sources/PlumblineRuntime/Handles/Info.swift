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
    /// Which series of a family was set last, by identity: the family never lets go of a series.
    final class Current: Sendable {
        let identity = Atomic<UInt>(0)
    }

    private let current: Current
    private var identity: UInt { UInt(bitPattern: ObjectIdentifier(self)) }

    init(current: Current) { self.current = current }

    /// Makes these labels the metric's facts, in place of those set earlier.
    public func set() {
        current.identity.store(identity, ordering: .relaxed)
    }
}

extension Info: ExposedSeries {
    static let type = "gauge"

    func write(_ name: String, labels: String, to text: inout TextFormat) {
        guard current.identity.load(ordering: .relaxed) == identity else { return }
        text.sample(name, labels: labels, value: "1")
    }
}
