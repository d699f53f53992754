import Foundation

/// What Benchmarks/run reads: a JSON object a line.
func report(_ figures: [String: Any]) throws {
    print(String(decoding: try JSONSerialization.data(withJSONObject: figures, options: .sortedKeys), as: UTF8.self))
}

let arguments = CommandLine.arguments.dropFirst()
guard let library = arguments.first, let folder = arguments.dropFirst().first, arguments.count <= 3,
    let seconds = Double(arguments.dropFirst(2).first ?? "3")
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
for (rows, checkpointRows) in [(1000, Int.max), (27_000, Int.max), (27_000, 8192)] {
    for _ in 0..<3 {
        let figures = try await bench.reopening(rows: rows, checkpointRows: checkpointRows)
        try report(["what": "reopen", "rows": rows, "checkpoints": checkpointRows < .max].merging(figures) { $1 })
    }
}
