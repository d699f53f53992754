/// A registry's families and the names they take, behind its lock.
struct Families {
    private var tables: [SeriesTable] = []
    private var isSorted = false
    /// Every name that a family has or may export a series under, in either format, and the metric that it belongs to.
    private var owners: [String: String] = [:]

    /// Takes the registry's own families, which are counters.
    init(own tables: [SeriesTable]) {
        self.tables = tables
        for table in tables {
            for name in Self.names(table.name, as: .counter) { owners[name] = table.name }
        }
    }

    /// Takes all names that a metric needs, or none.
    mutating func claim(_ metric: String, as kind: FamilyText.Kind) throws(RegistrationError) {
        let names = Self.names(metric, as: kind)
        for name in names {
            guard let owner = owners[name] else { continue }
            throw .nameTaken(name, by: owner, wantedBy: metric)
        }
        for name in names { owners[name] = metric }
    }

    mutating func add(_ table: SeriesTable) {
        tables.append(table)
        isSorted = false
    }

    /// The family of a metric.
    func table(of metric: String) -> SeriesTable? { tables.first { $0.name == metric } }

    /// All families by name.
    mutating func sorted() -> [SeriesTable] {
        if !isSorted { tables.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } }
        isSorted = true
        return tables
    }

    /// The metric's own name first, then those that only some of its lines have.
    private static func names(_ metric: String, as kind: FamilyText.Kind) -> [String] {
        let (family, type) = FamilyText.openMetricsFamily(metric, kind: kind)
        let stem = family == metric ? [] : [family]
        switch type {
        case "counter": return [metric] + stem + [family + "_created"]
        case "histogram": return [metric] + ["_bucket", "_sum", "_count", "_created"].map { metric + $0 }
        default: return [metric] + stem
        }
    }
}
