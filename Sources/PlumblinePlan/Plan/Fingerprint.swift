import Plumbline

/// A digest of the metric contract, the same on every machine: what a rules file relies on, and nothing else.
func contractFingerprint(_ service: String, _ metrics: [MetricDeclaration]) -> String {
    let lines = metrics.map { metric in
        let labels = metric.labels.map { "\($0.label.name)=\($0.label.values.contract)" }.sorted()
        return "\(metric.name)|\(metric.kind.contract)|\(metric.unit.name)|\(labels.joined(separator: ","))"
    }
    let hash = stableHash(([service] + lines.sorted()).joined(separator: "\n"))
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): Swift's own hashes differ in each process.
package func stableHash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}

extension MetricDeclaration.Kind {
    fileprivate var contract: String {
        switch self {
        case .counter: "counter"
        case .gauge: "gauge"
        case .info: "info"
        case .histogram(let buckets): "histogram " + buckets.map { $0?.description ?? "" }.joined(separator: " ")
        }
    }
}

extension LabelDeclaration.Values {
    fileprivate var contract: String {
        switch self {
        case .closed(_, let cases): cases.map(\.value).joined(separator: " ")
        case .open, .external, .target: "*"
        }
    }
}
