import Plumbline
import PlumblinePlan

/// The rule file as text.
func rulesText(_ plan: Plan, _ rules: OutputFile) -> String {
    """
    extension \(plan.module) {
        /// `prometheus_alerts.yml` as it was generated with this module.
        public static let alertRules = \(rules.swiftText)
    }

    """
}

/// The dashboards as text, by uid.
func dashboardTexts(_ plan: Plan, _ files: [OutputFile]) -> String {
    let entries = zip(plan.dashboards, files).map { board, file in
        "        \(board.dashboard.uid.swiftQuoted): \(file.swiftText),"
    }
    return """
        extension \(plan.module) {
            /// The Grafana dashboards as they were generated with this module, by uid.
            public static let dashboards: [String: String] = [\(entries.isEmpty ? ":" : "")
        \(entries.joined(separator: "\n"))
            ]
        }

        """
}

extension OutputFile {
    /// The content as a raw multi-line string literal, with as many `#` as keep it from ending early.
    fileprivate var swiftText: String {
        let hashes = String(repeating: "#", count: longestDelimiter + 1)
        return "\(hashes)\"\"\"\n\(String(decoding: bytes, as: UTF8.self))\n\"\"\"\(hashes)"
    }

    /// The most `#` in a row that end a raw literal (after three quotes) or begin an escape in it (after a backslash).
    private var longestDelimiter: Int {
        var (longest, hashes, quotes, isAfterBackslash) = (0, 0, 0, false)
        for byte in bytes {
            if byte == UInt8(ascii: "#"), quotes >= 3 || isAfterBackslash {
                hashes += 1
                longest = max(longest, hashes)
            } else {
                hashes = 0
                quotes = byte == UInt8(ascii: "\"") ? quotes + 1 : 0
                isAfterBackslash = byte == UInt8(ascii: "\\")
            }
        }
        return longest
    }
}
