import PlumblineRuntime

/// What a scrape answers, as text and taken apart by lines.
struct Scrape {
    let text: String

    init(_ registry: Registry, _ format: Exposition.Format = .text) {
        text = String(decoding: registry.exposition(format), as: UTF8.self)
    }

    /// Lines end at `\n` alone; split by bytes, as Swift takes `\r\n` for one character.
    var lines: [String] {
        text.utf8.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The lines of one family, from its `# HELP` to the next one.
    func family(_ name: String) -> [String] {
        let start = lines.drop { !$0.hasPrefix("# HELP \(name) ") }
        return start.prefix(1) + start.dropFirst().prefix { !$0.hasPrefix("# HELP ") && $0 != "# EOF" }
    }

    /// The value behind exactly this series, nil where there is none.
    func value(_ series: String) -> String? {
        lines.first { $0.hasPrefix(series + " ") }.map { String($0.dropFirst(series.count + 1)) }
    }
}

/// Recordings of a metric that were dropped.
func dropped(_ metric: String, in registry: Registry) -> String? {
    Scrape(registry).value("plumbline_dropped_recordings_total{metric=\"\(metric)\"}")
}

/// Look-ups of a metric that went to `other` for the sake of a label.
func overflow(_ metric: String, _ label: String, in registry: Registry) -> String? {
    Scrape(registry).value("plumbline_label_overflow_total{metric=\"\(metric)\",label=\"\(label)\"}")
}
