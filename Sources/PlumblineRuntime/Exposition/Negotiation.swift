extension Exposition {
    /// The format that a scrape's `Accept` header asks for, by the highest q-value; plain text where it asks for none of
    /// the two, or where there is no header.
    ///
    /// ```swift
    /// Exposition.negotiate(accept: "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5")
    /// // .openMetrics
    /// ```
    /// Source: RFC 9110, section 12.5.1. Of two that are wanted alike, the one that is named first.
    public static func negotiate(accept: String?) -> Format {
        let ranges = (accept ?? "").split(separator: ",").enumerated().map { MediaRange($0.element, place: $0.offset) }
        var best: (format: Format, quality: Double, place: Int)?
        for format in Format.allCases {
            // The most specific range decides: "text/plain;q=0, */*" wants everything but text.
            let matches = ranges.filter { $0.specificity(for: format) != nil }
            let range = matches.max { ($0.specificity(for: format) ?? 0) < ($1.specificity(for: format) ?? 0) }
            guard let range, range.quality > 0 else { continue }
            if let best, (range.quality, -range.place) <= (best.quality, -best.place) { continue }
            best = (format, range.quality, range.place)
        }
        return best?.format ?? .text
    }

    /// Whether an `Accept-Encoding` header takes gzip: named, or by `*`, with a q-value above 0.
    public static func acceptsGzip(_ acceptEncoding: String?) -> Bool {
        let codings = (acceptEncoding ?? "").split(separator: ",").enumerated()
            .map { MediaRange($0.element, place: $0.offset) }
        let named = codings.first { $0.type == "gzip" || $0.type == "x-gzip" } ?? codings.first { $0.type == "*" }
        return named.map { $0.quality > 0 } ?? false
    }
}

/// One element of an `Accept` header: `text/plain;version=0.0.4;q=0.5`.
private struct MediaRange {
    let type: String
    private let version: String?
    let quality: Double
    let place: Int

    init(_ text: Substring, place: Int) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { trimmed($0).lowercased() }
        type = parts.first ?? ""
        self.place = place
        func parameter(_ name: String) -> String? {
            parts.dropFirst().first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
        }
        version = parameter("version")
        // What cannot be read as a weight is not wanted.
        quality = parameter("q").map { Double($0).map { (0...1).contains($0) ? $0 : 0 } ?? 0 } ?? 1
    }

    /// How closely it names the format, nil where it does not.
    func specificity(for format: Exposition.Format) -> Int? {
        let (name, versions) =
            switch format {
            case .text: ("text/plain", ["0.0.4"])
            case .openMetrics: ("application/openmetrics-text", ["1.0.0"])
            }
        switch type {
        case name: return version.map { versions.contains($0) ? 4 : nil } ?? 3
        case name.prefix { $0 != "/" } + "/*": return 2
        case "*/*": return 1
        default: return nil
        }
    }
}

private func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
}
