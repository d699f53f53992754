/// A service level objective as the spec declares it, carried by the generated module for the service itself.
public struct Objective: Sendable, Hashable {
    /// The objective's name, which is the label `slo` of its series in Prometheus: `manifest-insert`.
    public let name: String
    /// The promise in words.
    public let summary: String
    /// What it counts, and when that is good.
    public let indicator: Indicator
    /// The share that must be good, between 0 and 1.
    public let target: Double
    /// The period over which it must be, in days.
    public let periodDays: Int
    /// The labels for each value of which it is held by itself.
    public let groupedBy: [String]

    /// Made by the generated module.
    public init(
        name: String, summary: String, indicator: Indicator, target: Double, periodDays: Int, groupedBy: [String] = []
    ) {
        self.name = name
        self.summary = summary
        self.indicator = indicator
        self.target = target
        self.periodDays = periodDays
        self.groupedBy = groupedBy
    }
}

extension Objective {
    /// What ``SLOStatus/current`` is called where every objective has a field of its own, with quantile and unit:
    /// `manifest_insert_p95_ms`, `hit_ratio_percent`.
    public var fieldName: String {
        let words = [name.replacing(every: "-", by: "_"), quantileName, unit.fieldSuffix]
        return words.compactMap(\.self).joined(separator: "_")
    }

    /// The unit of ``SLOStatus/current`` and ``SLOStatus/threshold``. Shares are told in percent.
    public var unit: MetricUnit {
        switch indicator {
        case .events, .inPrometheus: .percent
        case .latency(_, _, let unit): unit
        case .value(_, let bound), .quantile(_, _, _, _, let bound): bound.unit == .ratio ? .percent : bound.unit
        }
    }

    /// What ``SLOStatus/current`` is held against, in ``unit``.
    public var threshold: Double {
        switch indicator {
        case .events, .inPrometheus: target.inPercent
        case .latency(_, let threshold, _): threshold
        case .value(_, let bound), .quantile(_, _, _, _, let bound): bound.unit.told(bound.value)
        }
    }

    /// Whether a ``SLOStatus/current`` over ``threshold`` is the bad one.
    public var isCeiling: Bool {
        switch indicator {
        case .events, .inPrometheus: false
        case .latency: true
        case .value(_, let bound), .quantile(_, _, _, _, let bound): bound.comparison.isCeiling
        }
    }

    /// `p95`; of a latency that is the quantile which must keep to the threshold.
    private var quantileName: String? {
        switch indicator {
        case .latency: "p\(target.inPercent.shortest.replacing(every: ".", by: "_"))"
        case .quantile(let quantile, _, _, _, _): "p\(quantile.inPercent.shortest.replacing(every: ".", by: "_"))"
        case .events, .value, .inPrometheus: nil
        }
    }
}

extension MetricUnit {
    /// A value of this unit as reports tell it: a share in percent.
    func told(_ value: Double) -> Double { self == .ratio ? value.inPercent : value }

    /// How fields with values of this unit end: as metrics do, but for the short forms `ms`, `us` and `ns`.
    fileprivate var fieldSuffix: String? { names.last }
}

extension Double {
    /// A share in percent, without the tail that a product has: 99.9 for 0.999.
    var inPercent: Double { (self * 1e10).rounded() / 1e8 }

    /// `95` for 95, `99.9` for 99.9.
    fileprivate var shortest: String { Int(exactly: self).map { "\($0)" } ?? "\(self)" }
}

extension String {
    fileprivate func replacing(every character: Character, by other: Character) -> String {
        String(map { $0 == character ? other : $0 })
    }
}
