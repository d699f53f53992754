/// Two counters: one of the bad events or of the good ones, and one of all.
package struct CounterPair: Sendable {
    /// What its first counter counts.
    package enum Part: String, Sendable { case good, bad }

    package let part: Part
    package let counted: Selection
    package let total: Selection
    package let origin: Origin

    /// The matchers that the part has besides those of all events; nil where it is no part of them by its matchers alone.
    package var narrowing: [Matcher]? {
        guard counted.metric.name == total.metric.name, counted.suffix == total.suffix,
            total.matchers.allSatisfy({ matcher in counted.matchers.contains { $0.isAlike(matcher) } })
        else { return nil }
        return counted.matchers.filter { matcher in !total.matchers.contains { $0.isAlike(matcher) } }
    }
}

extension SLI {
    /// Bad events in one counter, all events in another. They have to be of the same things: what one counts as bad, the
    /// other counts too.
    ///
    /// ```swift
    /// SLI(bad: metrics.errors, total: metrics.requests)       // sum(increase(errors_total)) of sum(increase(requests_total))
    /// ```
    /// While there is no series of `bad`, nothing is bad where its labels are such that a series may come with its first
    /// event; a counter that is always there, as one without labels is, is then not known, and neither is `total`.
    public init<Part: LabelSet>(
        bad: Counter<Part, D>, total: Counter<Labels, D>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        let origin = Origin(file, line, column)
        self.init(CounterPair(part: .bad, counted: bad.selection, total: total.selection, origin: origin))
    }

    /// Good events in one counter, all events in another. All that are not good are bad.
    ///
    /// ```swift
    /// SLI(good: metrics.deliveries, total: metrics.orders)
    /// ```
    /// While there is no series of `good`, nothing is known, and nothing is counted.
    public init<Part: LabelSet>(
        good: Counter<Part, D>, total: Counter<Labels, D>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        let origin = Origin(file, line, column)
        self.init(CounterPair(part: .good, counted: good.selection, total: total.selection, origin: origin))
    }

    private init(_ pair: CounterPair) {
        self.init(pair.kind, unit: pair.total.unit, labels: pair.total.labels, pair.origin)
        problems = pair.total.problems + pair.counted.problems
    }
}

extension CounterPair {
    /// One counter and a part of it are told apart by matchers: what is not good is then counted itself.
    fileprivate var kind: SLIKind {
        guard let narrowing, let last = narrowing.last else { return .counters(self) }
        var good = total
        switch part {
        case .good: good.matchers += narrowing
        case .bad:
            // All that fails one of several matchers is no single selector.
            guard narrowing.count == 1 else { return .counters(self) }
            good.matchers.append(last.negated)
        }
        return .events(good: good, total: total)
    }
}

extension Matcher {
    /// Whether it lets the same values of the same label through, wherever it was written.
    package func isAlike(_ other: Matcher) -> Bool {
        label == other.label && comparison == other.comparison && operand == other.operand
    }

    /// The matcher that lets all other values through.
    package var negated: Matcher {
        Matcher(label: label, comparison: comparison.negated, operand: operand, origin: origin)
    }
}
