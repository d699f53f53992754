import Foundation

@testable import FeatureStore

/// What it costs an insert to be measured: the same inserts by one worker with metrics and without, in turn.
struct RecordingCost: Encodable {
    /// Means over a hundred inserts each: milliseconds of an insert, and microseconds of this process' processors for it.
    struct Side: Encodable {
        var milliseconds: [Double] = []
        var processor: [Double] = []
    }

    var with = Side()
    var without = Side()

    private static let perBlock = 100

    // Not on the main thread, as no worker of the service is.
    @concurrent init(_ conninfo: String, seconds: Double) async throws {
        let measured = try Bench(conninfo)
        let plain = try Bench(conninfo, isMeasured: false)
        for bench in [measured, plain] { _ = try await Self.insert(bench) }
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            var sums = (with: Cost(), without: Cost())
            for turn in 0..<Self.perBlock {
                // Neither has the same place in every pair.
                if turn.isMultiple(of: 2) { sums.with += try await Self.insert(measured) }
                sums.without += try await Self.insert(plain)
                if !turn.isMultiple(of: 2) { sums.with += try await Self.insert(measured) }
            }
            with.add(sums.with, of: Self.perBlock)
            without.add(sums.without, of: Self.perBlock)
        }
        for bench in [measured, plain] { await bench.pool.close() }
    }

    private static func insert(_ bench: Bench) async throws -> Cost {
        let content = #"{"worker":0,"salt":\#(UInt64.random(in: 0...UInt64.max))}"#
        let manifest = try NewManifest(symbol: "COST", feature: "f", content: content)
        let (start, processor) = (ContinuousClock.now, clock())
        _ = try await bench.manifests.insert(manifest)
        return Cost(time: start.duration(to: .now), processor: Double(clock() - processor) / Double(CLOCKS_PER_SEC))
    }
}

/// Of one insert or several.
private struct Cost {
    var time = Duration.zero
    /// Seconds.
    var processor = 0.0

    static func += (left: inout Cost, right: Cost) {
        left.time += right.time
        left.processor += right.processor
    }
}

extension RecordingCost.Side {
    fileprivate mutating func add(_ sum: Cost, of count: Int) {
        milliseconds.append(sum.time / .milliseconds(count))
        processor.append(sum.processor / Double(count) * 1e6)
    }
}
