extension LoadTestProgress {
    /// One line for a terminal: `[███████·············]  35 %  12345 operations, 1234/s, 0 errors, 39 s left`.
    public var line: String {
        let width = 20
        let filled = Int((share * Double(width)).rounded(.down))
        let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
        let rate = Int(Double(operations) / max(elapsedSeconds, 0.001))
        let left = max(0, Int((durationSeconds - elapsedSeconds).rounded(.up)))
        let percent = String(Int(share * 100))
        return "[\(bar)] \(String(repeating: " ", count: 3 - percent.count))\(percent) %  "
            + "\(operations) operations, \(rate)/s, \(errors) errors, \(left) s left"
    }
}

extension LoadTestResult {
    /// All that there is to tell, for a terminal.
    public var text: String {
        var lines = [
            "load test \(id) \(outcome)" + (reason.map { ": \($0)" } ?? ""),
            "\(operations) operations in \(durationSeconds.text) s, \(throughputPerSecond.text)/s, \(plan.workers) workers",
            "",
        ]
        lines += Self.table(
            [["operation", "backend", "count", "P50 ms", "P95 ms", "P99 ms", "max ms"]]
                + latencies.map {
                    [$0.operation, $0.backend, "\($0.count)", Self.milliseconds($0.p50), Self.milliseconds($0.p95)]
                        + [Self.milliseconds($0.p99), Self.milliseconds($0.max)]
                })
        lines += [""]
        lines += Self.table(
            [["objective", "threshold", "measured", "held"]]
                + slos.sorted { $0.key < $1.key }.map { name, verdict in
                    [
                        name, Self.milliseconds(verdict.threshold), verdict.current.map(Self.milliseconds) ?? "–",
                        verdict.compliant ? "yes" : "NO",
                    ]
                })
        if !errors.isEmpty {
            lines += [""] + errors.sorted { $0.key < $1.key }.map { "\($0.value) errors: \($0.key)" }
        }
        if rowsRemoved == nil {
            lines += ["", "its rows are not removed yet: the store is away, and it is tried again"]
        }
        return lines.joined(separator: "\n")
    }

    /// With three digits behind the point.
    private static func milliseconds(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let fraction = String(thousandths % 1000)
        return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    }

    /// Columns of equal width, the first to the left and the others to the right.
    private static func table(_ rows: [[String]]) -> [String] {
        let columns = rows.first?.count ?? 0
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ")
        }
    }
}
