import Plumbline
import PlumblinePlan

/// Makes up the labels of series that a selector reads, so that proofs look like what is scraped.
struct SeriesLabels {
    let job: String

    /// The labels that a scraped series of the metric has, by name.
    static func names(of metric: MetricDeclaration) -> [String] {
        metric.labels.map(\.label.name) + ["instance", "job"]
    }

    /// A series that fits all matchers; `choice` picks among the values of each label that they leave open.
    func fitting(
        _ metric: MetricDeclaration, _ matchers: [Matcher], choice: (_ label: String) -> Int
    ) throws(Underivable) -> LabelValues {
        var labels: LabelValues = [:]
        let other = matchers.map(\.label).filter { name in !Self.names(of: metric).contains(name) && name != "le" }
        for name in Self.names(of: metric) + other {
            let matching = matchers.filter { $0.label == name }
            let candidates = candidates(name, metric, matching).filter { value in
                matching.allSatisfy { $0.fits(value) }
            }
            guard !candidates.isEmpty else {
                throw Underivable(
                    "no value of label '\(name)' of \(metric.name) is known that its matchers let through")
            }
            labels[name] = candidates[choice(name) % candidates.count]
        }
        return labels.filter { !$0.value.isEmpty }
    }

    /// Values that a label may have, those first that are likely to be meant.
    private func candidates(_ name: String, _ metric: MetricDeclaration, _ matchers: [Matcher]) -> [String] {
        let named = matchers.flatMap { matcher -> [String] in
            switch (matcher.comparison, matcher.operand) {
            case (.equals, .text(let value)): [value]
            case (.matches, .oneOf(let values)): values
            default: []
            }
        }
        let examples = matchers.flatMap { matcher -> [String] in
            guard matcher.comparison == .matches, case .regex(let pattern) = matcher.operand else { return [] }
            return PatternExamples.of(pattern)
        }
        let declared = metric.labels.first { $0.label.name == name }?.label.values
        if case .closed(_, let cases) = declared { return cases.map(\.value) }
        if name == "job" { return named + [job] + examples }
        return named + (name == "instance" ? ["host-1:8080", "host-2:8080"] : ["\(name)-1", "\(name)-2"]) + examples
    }

    /// A series like the given one that the matcher excludes; nil where no such value is known.
    func outside(_ matcher: Matcher, of metric: MetricDeclaration, _ labels: LabelValues) -> LabelValues? {
        var candidates = candidates(matcher.label, metric, [])
        let isClosed = metric.labels.contains { declared in
            if case .closed = declared.label.values { declared.label.name == matcher.label } else { false }
        }
        if !isClosed { candidates.append("other") }
        switch (matcher.comparison, matcher.operand) {
        case (.differs, .text(let value)): candidates.append(value)
        case (.matchesNot, .oneOf(let values)): candidates += values
        case (.matchesNot, .regex(let pattern)): candidates += PatternExamples.of(pattern)
        default: break
        }
        guard let value = candidates.first(where: { !matcher.fits($0) }) else { return nil }
        return labels.merging([matcher.label: value]) { $1 }
    }
}

/// Why a proof cannot be derived: what in the declaration is in the way.
struct Underivable: Error {
    let reason: String
    /// Whether the rule would not do what its declaration says.
    let isFault: Bool

    init(_ reason: String, isFault: Bool = false) {
        self.reason = reason
        self.isFault = isFault
    }
}
