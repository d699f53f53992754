package import Plumbline

// How events of two counters are counted: those of the part, and all of them.
extension ObjectiveDeclaration {
    /// All events. Where the part has to be there, only those of which it is known how many were good.
    ///
    /// Counters of one target are known instance by instance, so that a rollout that renames one of them is neither good nor
    /// bad; those of different targets are known together.
    func allEvents(_ pair: CounterPair, _ spec: Spec) -> Expression {
        let all = growth(pair.total.expression, spec)
        guard pair.partIsNeeded else { return inMinute(all, spec) }
        let labels = (pair.isOfOneTarget ? ["instance", "job"] : []) + groupedBy
        return inMinute(.binary(.and, Modifier(matching: .by(labels)), all, presentPart(pair, spec)), spec)
    }

    /// Bad events of a group whose total is known: those that are counted, or all but the good ones.
    func badEvents(_ pair: CounterPair, _ spec: Spec) -> Expression {
        switch pair.part {
        case .good: return .binary(.subtract, nil, countedTotal, inMinute(presentPart(pair, spec), spec))
        case .bad:
            let groups = Modifier(matching: .by(groupedBy))
            let bad = Expression.binary(
                .and, groups, inMinute(growth(pair.counted.expression, spec), spec), countedTotal)
            return .binary(.or, groups, bad, noEvents)
        }
    }

    /// A counter that is gone is not held on to, as all events would be bad, or good, meanwhile.
    private func presentPart(_ pair: CounterPair, _ spec: Spec) -> Expression {
        let part = pair.counted.expression
        return .binary(.and, nil, growth(part, spec), part)
    }
}

extension CounterPair {
    /// Whether nothing is known without the part. Bad events may be of a series that comes with the first of them.
    package var partIsNeeded: Bool { part == .good || (narrowing == nil && counted.isAlwaysThere) }

    /// Whether the same scrapes show both.
    package var isOfOneTarget: Bool {
        counted.metric.isExternal == total.metric.isExternal
            && !["job", "instance"].contains { hasNothingInCommon(on: $0) }
    }

    /// Whether no value of a label fits the matchers of both sides; where that cannot be told it is taken to be possible.
    func hasNothingInCommon(on label: String) -> Bool {
        let matchers = (counted.matchers + total.matchers).filter { $0.label == label }
        let declared = [counted, total].flatMap(\.metric.labels).filter { $0.label.name == label }.map(\.label.values)
        let closed = declared.compactMap { values in
            if case .closed(_, let cases) = values { cases.map(\.value) } else { nil }
        }
        let named = matchers.compactMap { $0.namedValues }
        guard let candidates = (named + closed).first else { return false }
        return !candidates.contains { value in
            matchers.allSatisfy { $0.fits(value) } && closed.allSatisfy { $0.contains(value) }
        }
    }
}

extension Selection {
    /// Whether its series are there before the first event: all of them are known.
    fileprivate var isAlwaysThere: Bool {
        metric.labels.allSatisfy { _, label in
            if case .closed = label.values { !metric.isExternal } else { false }
        }
    }
}

extension Matcher {
    /// The only values that it lets through, where it names them.
    fileprivate var namedValues: [String]? {
        switch (comparison, operand) {
        case (.equals, .text(let value)): [value]
        case (.matches, .oneOf(let values)): values
        default: nil
        }
    }
}
