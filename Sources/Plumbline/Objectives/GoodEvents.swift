// Which events of a metric are good: those that fit all conditions that an SLI has.

extension Counter {
    /// Events whose label fits are the good ones of all.
    ///
    /// ```swift
    /// metrics.requests.good(where: \.outcome, .is(.success))
    /// ```
    public func good<L: MatchedLabel>(
        where label: KeyPath<Labels, L>, _ match: Match<L.Matched>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> SLI<Labels, D> {
        let origin = Origin(file, line, column)
        return SLI(good: selection, total: selection, threshold: Quantity(base: .zero, words: ""), origin)
            .narrowed(Labels.label(label), match, origin)
    }

    /// Events whose label fits are the bad ones of all; those with any other value are good.
    ///
    /// ```swift
    /// metrics.requests.bad(where: \.code, .matches("5.."))       // good: requests_total{code!~"5.."}
    /// ```
    public func bad<L: MatchedLabel>(
        where label: KeyPath<Labels, L>, _ match: Match<L.Matched>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> SLI<Labels, D> { good(where: label, match.negated, file: file, line: line, column: column) }
}

extension SLI {
    /// Of the good events only those are good whose label fits as well.
    public func good<L: MatchedLabel>(
        where label: KeyPath<Labels, L>, _ match: Match<L.Matched>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> SLI<Labels, D> { narrowed(Labels.label(label), match, Origin(file, line, column)) }

    /// Events whose label fits are bad as well, however fast they are.
    ///
    /// ```swift
    /// metrics.latency.faster(than: .milliseconds(250)).bad(where: \.code, .matches("5.."))
    /// // good: latency_seconds_bucket{le="0.25", code!~"5.."}, of all: latency_seconds_count
    /// ```
    public func bad<L: MatchedLabel>(
        where label: KeyPath<Labels, L>, _ match: Match<L.Matched>,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> SLI<Labels, D> { good(where: label, match.negated, file: file, line: line, column: column) }

    func narrowed<Value>(_ label: (any AnyLabel)?, _ match: Match<Value>, _ origin: Origin) -> SLI {
        var result = self
        guard case .events(let good, let total) = kind else {
            result.problems.append(.noEventsToNarrow(at: origin))
            return result
        }
        let narrower = good.matching(label, match, origin)
        result.problems += narrower.problems.dropFirst(good.problems.count)
        result.kind = .events(good: narrower, total: total)
        return result
    }
}

extension Problem {
    fileprivate static func noEventsToNarrow(at origin: Origin) -> Problem {
        Problem(
            "only events of one counter or histogram are good or bad by a label", at: origin,
            mend: "narrow what the SLI is made of, as in counter.where(…) or gauge.where(…)")
    }
}
