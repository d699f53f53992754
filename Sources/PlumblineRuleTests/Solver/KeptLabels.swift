import Plumbline
import PlumblinePlan

/// Which labels of its series an expression keeps.
enum KeptLabels {
    case only(Set<String>)
    case allBut(Set<String>)

    func contains(_ label: String) -> Bool {
        switch self {
        case .only(let names): names.contains(label)
        case .allBut(let names): !names.contains(label)
        }
    }

    fileprivate func narrowed(_ grouping: Grouping?) -> KeptLabels {
        switch (grouping, self) {
        case (nil, _): .only([])
        case (.by(let names), _): .only(Set(names).filter(contains))
        case (.without(let names), .only(let kept)): .only(kept.subtracting(names))
        case (.without(let names), .allBut(let lost)): .allBut(lost.union(names))
        }
    }
}

extension Evaluator {
    /// The labels by which the series of an expression are told apart.
    func kept(_ expression: Expression) -> KeptLabels {
        switch expression {
        case .selector(let selector):
            recordings[selector.name]?.first.map { kept($0.expression) } ?? .allBut([])
        case .range(let inner, _), .subquery(let inner, _, _), .atEnd(let inner), .offset(let inner, _): kept(inner)
        case .number, .text, .unchecked: .only([])
        case .call("absent", _), .call("vector", _): .only([])
        case .call("histogram_quantile", let arguments): kept(arguments[1]).narrowed(.without(["le"]))
        case .call(_, let arguments):
            arguments.lazy.filter { if case .number = $0 { false } else { true } }.first.map(kept) ?? .only([])
        case .aggregate(.topk, _, _, let inner), .aggregate(.bottomk, _, _, let inner): kept(inner)
        case .aggregate(_, _, let grouping, let inner): kept(inner).narrowed(grouping)
        case .binary(let op, let modifier, let left, let right): kept(op, modifier, left, right)
        }
    }

    private func kept(_ op: Operator, _ modifier: Modifier?, _ left: Expression, _ right: Expression) -> KeptLabels {
        if case .number = left { return kept(right) }
        if case .number = right { return kept(left) }
        if case .right = modifier?.group { return kept(right) }
        guard !op.isSet, modifier?.group == nil, let matching = modifier?.matching else { return kept(left) }
        return kept(left).narrowed(matching)
    }
}
