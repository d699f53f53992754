/// The parts of a family's lines that are the same in every scrape, as bytes.
///
/// Unchecked, because pointers are never `Sendable`: what the pieces point at is written once and freed by this object.
final class FamilyText: @unchecked Sendable {
    /// What a family's samples are, and so its type.
    enum Kind: Sendable { case counter, gauge, histogram, info }

    private struct Lines {
        let head: Piece
        let type: String
        /// From `le` to the value, for each bucket.
        let bounds: [Piece]
    }

    /// The name of a sample.
    let name: Piece
    /// The names of a histogram's samples.
    let bucket, sum, count: Piece
    private let plain: Lines
    private let open: Lines

    init(_ declaration: MetricDeclaration, kind: Kind, bounds: [Double]) {
        let name = declaration.name
        self.name = Piece(copying: name)
        bucket = Piece(copying: "\(name)_bucket{")
        sum = Piece(copying: "\(name)_sum")
        count = Piece(copying: "\(name)_count")
        let all = kind == .histogram ? bounds + [.infinity] : []
        plain = Lines(
            head: Piece(copying: Self.plainHead(declaration, kind: kind)), type: "",
            bounds: all.map { Piece(copying: "le=\"\(decimal($0))\"} ") })
        let (family, type) = Self.openMetricsFamily(name, kind: kind)
        open = Lines(
            head: Piece(copying: Self.openMetricsHead(declaration, family: family, type: type)), type: type,
            bounds: all.map { Piece(copying: "le=\"\(canonical($0))\"} ") })
    }

    deinit {
        let pieces = [name, bucket, sum, count, plain.head, open.head] + plain.bounds + open.bounds
        for piece in pieces { piece.start.deallocate() }
    }

    /// The lines before the first sample.
    func head(in format: Exposition.Format) -> UnsafeRawBufferPointer {
        let head = format == .text ? plain.head : open.head
        return UnsafeRawBufferPointer(start: head.start, count: head.count)
    }

    /// From `le` to the value, for each bucket.
    func bounds(in format: Exposition.Format) -> [Piece] { format == .text ? plain.bounds : open.bounds }

    /// Exemplars are allowed on counters and buckets only.
    func showsExemplars(in format: Exposition.Format) -> Bool { format == .openMetrics && open.type == "counter" }

    /// As much as a series can say at most, with labels of this length: what `SeriesTable` makes room for.
    func mostBytes(labels: Int) -> Int {
        let lines = open.bounds.isEmpty ? 1 : open.bounds.count + 2
        // Braces, comma, space, line end; `_bucket`; the longest bound; a value; an exemplar.
        return lines &* (name.count &+ labels &+ 16 &+ 2 &* Cursor.mostDigits &+ 128)
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
    /// As they stand between the braces.
    var labels: Piece

    /// `name{labels} `
    func write(_ name: Piece, to cursor: inout Cursor) {
        cursor.copy(name)
        if labels.count > 0 {
            cursor.write(UInt8(ascii: "{"))
            cursor.copy(labels)
            cursor.write(UInt8(ascii: "}"))
        }
        cursor.write(UInt8(ascii: " "))
    }

    /// `name_bucket{labels,`
    func writeBucketHead(to cursor: inout Cursor) {
        cursor.copy(family.bucket)
        if labels.count > 0 {
            cursor.copy(labels)
            cursor.write(UInt8(ascii: ","))
        }
    }
}

extension Piece {
    /// Copies a text; to be freed by whoever keeps it.
    fileprivate init(copying text: String) {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, text.utf8.count), alignment: 1)
        bytes.copyBytes(from: text.utf8)
        self.init(start: UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped), count: text.utf8.count)
    }
}
