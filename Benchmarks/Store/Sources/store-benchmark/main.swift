import Foundation

@testable import FeatureStore

// One measurement a run, as a line of JSON; see `run` beside this package.
let arguments = Array(CommandLine.arguments.dropFirst())
let usage = """
    usage: store-benchmark insert CONNINFO same|distinct WORKERS SECONDS
           store-benchmark read CONNINFO WORKERS SECONDS
           store-benchmark failover CONNINFO FOLDER WORKERS SECONDS
           store-benchmark cache
           store-benchmark recording
           store-benchmark recording-cost CONNINFO SECONDS
           store-benchmark migrate CONNINFO
    """

func number<Value: LosslessStringConvertible>(_ place: Int) throws -> Value {
    guard arguments.indices.contains(place), let value = Value(arguments[place]) else { throw Usage() }
    return value
}

struct Usage: Error {}

struct CacheFigures: Encodable {
    let hit: [Double]
    let zipfOf100k, zipfOf10k: Double
}

func printed(_ value: some Encodable) throws {
    print(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
}

do {
    switch arguments.first {
    case "insert":
        let bench = try Bench(number(1))
        let place: String = try number(2)
        try await printed(bench.insert(same: place == "same", workers: number(3), seconds: number(4)))
        await bench.pool.close()
    case "read":
        let bench = try Bench(number(1))
        try await printed(bench.read(workers: number(2), seconds: number(3)))
        await bench.pool.close()
    case "failover":
        let bench = try FailoverBench(number(1), folder: number(2))
        try await printed(bench.run(workers: number(3), seconds: number(4)))
    case "cache":
        try printed(
            CacheFigures(
                hit: CacheBench(keys: 10_000).hit(runs: 15, reads: 1_000_000),
                zipfOf100k: CacheBench(keys: 100_000).hitRatio(exponent: 0.99, reads: 1_000_000),
                zipfOf10k: CacheBench(keys: 10_000).hitRatio(exponent: 0.99, reads: 1_000_000)))
    case "recording":
        try printed(recording(runs: 15, turns: 200_000))
    case "recording-cost": try await printed(RecordingCost(number(1), seconds: number(2)))
    case "migrate":
        let bench = try Bench(number(1))
        try await bench.pool.withConnection { _ in }
        await bench.pool.close()
    default: throw Usage()
    }
} catch is Usage {
    FileHandle.standardError.write(Data("\(usage)\n".utf8))
    exit(64)
}
