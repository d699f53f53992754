/// A label of a metric family: its name, and the values it may have.
///
/// ```swift
/// labels: [.closed("backend", values: ["postgresql", "duckdb"]), .open("symbol", limit: 500)]
/// // …{backend="postgresql",symbol="AAPL"}
/// ```
public enum LabelSchema: Sendable, Hashable {
    /// A label whose values are all known. A family with closed labels only has every combination at 0 from the start.
    case closed(String, values: [String])
    /// A label whose values come at run time. The family keeps the first `limit` distinct ones for as long as it lives;
    /// what is over goes to the value `other` and is counted in `plumbline_label_overflow_total{metric,label}`.
    case open(String, limit: Int)

    var name: String {
        switch self {
        case .closed(let name, _), .open(let name, _): name
        }
    }
}
