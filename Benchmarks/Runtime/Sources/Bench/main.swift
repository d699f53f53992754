import Foundation

/// Rows as `run` reads them: library, row, threads, median, lowest, highest, with tabs between.
struct Report {
    let library: String

    func add(_ name: String, threads: Int, _ figure: Figure) {
        let isLimit = name.hasPrefix("limit: ")
        let fields = [
            isLimit ? "limit" : library, isLimit ? String(name.dropFirst(7)) : name, "\(threads)", "\(figure.median)",
            "\(figure.low)", "\(figure.high)",
        ]
        print(fields.joined(separator: "\t"))
    }

    func note(_ name: String, _ value: Double) { add(name, threads: 1, Figure([value])) }
}

/// The process's resident memory.
func residentBytes() -> Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
    return (pages.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0) * 4096
}

let report = Report(library: "Plumbline")
let parts = CommandLine.arguments.dropFirst()
if parts.isEmpty || parts.contains("recording") { try recording(report) }
if parts.isEmpty || parts.contains("scraping") { try scraping(report) }
if parts.isEmpty || parts.contains("latency") { try recordingWhileScraping(report) }
