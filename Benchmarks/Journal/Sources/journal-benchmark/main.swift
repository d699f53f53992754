import Foundation

/// What Benchmarks/run reads: a JSON object a line.
func report(_ figures: [String: Any]) throws {
    let line = try JSONSerialization.data(withJSONObject: figures, options: .sortedKeys)
    FileHandle.standardOutput.write(line + Data("\n".utf8))
}

let arguments = CommandLine.arguments.dropFirst()
guard let library = arguments.first, let folder = arguments.dropFirst().first, arguments.count <= 3,
    let seconds = Double(arguments.dropFirst(2).first ?? "2")
else {
    FileHandle.standardError.write(Data("usage: journal-benchmark LIBRARY FOLDER [SECONDS]\n".utf8))
    exit(2)
}
let bench = try JournalBench(library: library, folder: folder)
try report(["what": "sync"].merging(try bench.syncs(count: 500)) { $1 })
for (batchRows, workers) in [(256, 1), (256, 8), (256, 64), (1, 1), (1, 8), (1, 64)] {
    for _ in 0..<5 {
        let figures = try await bench.appends(workers: workers, batchRows: batchRows, seconds: seconds)
        try report(["what": "append", "workers": workers, "batch": batchRows].merging(figures) { $1 })
    }
}
for (rows, checkpointRows, runs) in [(1000, Int.max, 3), (10_000, Int.max, 1), (10_000, 2048, 1)] {
    for _ in 0..<runs {
        let figures = try await bench.reopening(rows: rows, checkpointRows: checkpointRows)
        try report(["what": "reopen", "rows": rows, "checkpoints": checkpointRows < .max].merging(figures) { $1 })
    }
}
