/// A metric as the plan sees it. A class, because each expression that reads it refers to it.
package final class MetricDeclaration: Sendable {
    package enum Kind: Sendable, Hashable {
        case counter
        case gauge
        case histogram(buckets: [ExactDecimal?])
        case info
    }

    package let name: String
    package let help: String
    package let kind: Kind
    package let unit: UnitInfo
    package let labels: [(property: String, label: LabelDeclaration)]
    /// Exported by somebody else: read in expressions, neither linted nor generated.
    package let isExternal: Bool
    package let waivers: [Waiver]
    package let origin: Origin

    package init(
        name: String, help: String, kind: Kind, unit: UnitInfo,
        labels: [(property: String, label: LabelDeclaration)], isExternal: Bool, waivers: [Waiver] = [], origin: Origin
    ) {
        self.name = name
        self.help = help
        self.kind = kind
        self.unit = unit
        self.labels = labels
        self.isExternal = isExternal
        self.waivers = waivers
        self.origin = origin
    }

    package func waiving(_ waiver: Waiver) -> MetricDeclaration {
        MetricDeclaration(
            name: name, help: help, kind: kind, unit: unit, labels: labels, isExternal: isExternal,
            waivers: waivers + [waiver], origin: origin)
    }
}

/// A metric: a counter, gauge, histogram or info.
public protocol Metric: Declaration {
    /// Its labels.
    associatedtype Labels: LabelSet
    /// What it measures.
    associatedtype D: Dimension
    /// Which of its series are read.
    var selection: Selection { get set }
}

extension Metric {
    package var metric: MetricDeclaration { selection.metric }
    /// Where the metric was declared.
    public var origin: Origin { metric.origin }
}

/// A naming rule that a metric may break when the reason is written down.
public enum NamingRule: String, Sendable, Hashable {
    /// The name ends in the unit, and the unit is a base unit (seconds, bytes, ratio).
    case unitSuffix
    /// Counters end in `_total`; nothing else does.
    case totalSuffix
    /// The metric is read by no alert, objective or panel.
    case unused
}

/// A naming rule set aside for one metric. `specs check` prints it with its reason, and complains when it is not needed.
package struct Waiver: Sendable, Hashable {
    package let rule: NamingRule
    package let reason: String
    package let origin: Origin
}
