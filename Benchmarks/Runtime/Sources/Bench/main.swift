import Foundation

/// The rows of the table, as they come in.
struct Report {
    mutating func add(_ name: String, threads: Int, _ figure: Figure) {
        let spread = String(format: "%.2f … %.2f", figure.low, figure.high)
        print(
            pad("\(name), \(threads) thread\(threads == 1 ? "" : "s")"), String(format: "%10.2f", figure.median), spread
        )
    }

    func note(_ name: String, _ value: Double) { print(pad(name), String(format: "%10.0f", value)) }

    private func pad(_ name: String) -> String { name.padding(toLength: 60, withPad: " ", startingAt: 0) }
}

/// The process's resident memory.
func residentBytes() -> Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
    return (pages.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0) * 4096
}

var report = Report()
let parts = CommandLine.arguments.dropFirst()
if parts.isEmpty || parts.contains("recording") { try recording(&report) }
if parts.isEmpty || parts.contains("scraping") { try scraping(&report) }
if parts.isEmpty || parts.contains("latency") { try recordingWhileScraping(&report) }
