/// What the generations of Prometheus do otherwise. A proof holds in all of them.
enum PrometheusGeneration: CaseIterable {
    /// As 2.42 has it.
    case two
    /// As 3.5 has it.
    case three

    /// Whether a sample counts that is just as old as a range is long, or as the look-back.
    var includesLeftEdge: Bool { self == .two }

    /// The sum of an aggregation.
    func sum(_ values: [Double]) -> Double {
        guard self == .three else { return values.reduce(0, +) }
        var sum = KahanSum()
        for value in values { sum.add(value) }
        return sum.value
    }

    /// `avg`. One takes the mean on from sample to sample, the other divides the sum.
    func average(_ values: [Double]) -> Double {
        guard self == .two else { return mean(values) }
        var (mean, count) = (values.first ?? .nan, 1.0)
        for value in values.dropFirst() {
            count += 1
            if !mean.staysInfinite(with: value) { mean += value / count - mean / count }
        }
        return mean
    }

    /// `avg_over_time`.
    func mean(_ values: [Double]) -> Double {
        var sum = KahanSum()
        var count = 0.0
        for value in values {
            count += 1
            switch self {
            case .two where sum.sum.staysInfinite(with: value): break
            case .two: sum.add(value / count - sum.sum / count)
            case .three: sum.add(value)
            }
        }
        if self == .two || values.isEmpty { return sum.value }
        return sum.sum.isInfinite ? sum.sum : sum.sum / count + sum.rest / count
    }

    /// Whether the counts of two neighbouring buckets differ by no more than rounding.
    func takesAsEqual(_ a: Double, _ b: Double) -> Bool {
        guard self == .three, a != 0, b != 0 else { return false }
        return (a - b).magnitude / (a.magnitude + b.magnitude) < 1e-12
    }
}

extension Double {
    /// Whether a mean that has become infinite remains so, whatever comes.
    fileprivate func staysInfinite(with value: Double) -> Bool {
        isInfinite && (value.isFinite || value == self)
    }
}

/// A sum that carries what rounding takes away (Kahan, Neumaier).
struct KahanSum {
    private(set) var sum = 0.0
    private(set) var rest = 0.0
    var value: Double { sum.isInfinite ? sum : sum + rest }

    mutating func add(_ term: Double) {
        let total = sum + term
        if total.isInfinite {
            rest = 0
        } else {
            rest += sum.magnitude >= term.magnitude ? (sum - total) + term : (term - total) + sum
        }
        sum = total
    }
}
