/// The parts of a family's lines that are the same in every scrape, as bytes.
final class FamilyText: Sendable {
    /// What a family's samples are, and so its type.
    enum Kind: Sendable { case counter, gauge, histogram, info }

    /// What the name of a sample has after the family's own.
    enum Suffix: Sendable { case none, sum, count }

    private struct Lines: Sendable {
        let head: [UInt8]
        let type: String
        /// From `le` to the value, for each bucket.
        let bounds: [[UInt8]]
    }

    private let name: [UInt8]
    private let bucket: [UInt8]
    private let sum: [UInt8]
    private let count: [UInt8]
    private let plain: Lines
    private let open: Lines
    private let kind: Kind

    init(_ declaration: MetricDeclaration, kind: Kind, bounds: [Double]) {
        let name = declaration.name
        self.kind = kind
        self.name = Array(name.utf8)
        bucket = Array("\(name)_bucket{".utf8)
        sum = Array("\(name)_sum".utf8)
        count = Array("\(name)_count".utf8)
        let all = kind == .histogram ? bounds + [.infinity] : []
        func tails(_ text: (Double) -> String) -> [[UInt8]] { all.map { Array("le=\"\(text($0))\"} ".utf8) } }
        plain = Lines(
            head: Array(Self.plainHead(declaration, kind: kind).utf8), type: "", bounds: tails(decimal))
        let (family, type) = Self.openMetricsFamily(name, kind: kind)
        open = Lines(
            head: Array(Self.openMetricsHead(declaration, family: family, type: type).utf8), type: type,
            bounds: tails(canonical))
    }

    /// The lines before the first sample.
    func head(in format: Exposition.Format) -> [UInt8] { format == .text ? plain.head : open.head }

    /// Exemplars are allowed on counters and buckets only.
    func showsExemplars(in format: Exposition.Format) -> Bool { format == .openMetrics && open.type == "counter" }

    /// As much as a series can say at most, with labels of this length: what `SeriesTable` makes room for.
    func mostBytes(labels: Int) -> Int {
        let lines = max(1, open.bounds.count + 2)
        // Braces, comma, space, line end; `_bucket`; the longest bound; a value; an exemplar.
        return lines * (name.count + labels + 16 + 2 * Cursor.mostDigits + 128)
    }

    func sample(_ suffix: Suffix) -> [UInt8] {
        switch suffix {
        case .none: name
        case .sum: sum
        case .count: count
        }
    }

    func bucketHead() -> [UInt8] { bucket }

    func bound(_ index: Int, in format: Exposition.Format) -> [UInt8] {
        format == .text ? plain.bounds[index] : open.bounds[index]
    }

    private static func plainHead(_ declaration: MetricDeclaration, kind: Kind) -> String {
        let type =
            switch kind {
            case .counter: "counter"
            case .histogram: "histogram"
            case .gauge, .info: "gauge"
            }
        let name = declaration.name
        return "# HELP \(name) \(escaped(declaration.help, quotes: false))\n# TYPE \(name) \(type)\n"
    }

    private static func openMetricsHead(_ declaration: MetricDeclaration, family: String, type: String) -> String {
        let unit = declaration.unit.names.first { family.hasSuffix("_\($0)") }
        return "# HELP \(family) \(escaped(declaration.help, quotes: true))\n# TYPE \(family) \(type)\n"
            + (unit.map { "# UNIT \(family) \($0)\n" } ?? "")
    }

    /// OpenMetrics' name and type for the family. It names a family without the suffix that its samples must have; where
    /// the name lacks that suffix, the type is one that asks for none: samples have the same names in both formats.
    static func openMetricsFamily(_ name: String, kind: Kind) -> (name: String, type: String) {
        func stem(_ suffix: String) -> String? {
            name.hasSuffix(suffix) && name.count > suffix.count ? String(name.dropLast(suffix.count)) : nil
        }
        switch kind {
        case .counter: return stem("_total").map { ($0, "counter") } ?? (name, "unknown")
        case .info: return stem("_info").map { ($0, "info") } ?? (name, "gauge")
        case .gauge: return (name, "gauge")
        case .histogram: return (name, "histogram")
        }
    }
}

/// What the lines of one series begin with, for as long as it is written.
struct SeriesText {
    let family: FamilyText
    let format: Exposition.Format
    let labels: UnsafeRawBufferPointer

    /// `name_suffix{labels} `
    func writeName(_ suffix: FamilyText.Suffix = .none, to cursor: inout Cursor) {
        cursor.copy(family.sample(suffix))
        if let start = labels.baseAddress, !labels.isEmpty {
            cursor.write(UInt8(ascii: "{"))
            cursor.copy(start, count: labels.count)
            cursor.write(UInt8(ascii: "}"))
        }
        cursor.write(UInt8(ascii: " "))
    }

    /// `name_bucket{labels,`
    func writeBucketHead(to cursor: inout Cursor) {
        cursor.copy(family.bucketHead())
        if let start = labels.baseAddress, !labels.isEmpty {
            cursor.copy(start, count: labels.count)
            cursor.write(UInt8(ascii: ","))
        }
    }

    /// `le="5"} `
    func bound(_ index: Int) -> [UInt8] { family.bound(index, in: format) }
}
