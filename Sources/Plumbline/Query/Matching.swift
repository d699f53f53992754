/// The right side of an operator, with the labels by which its series find their partners spelled out.
///
/// ```swift
/// lockWait / pool.matching(on: \.backend)              // … / on (backend) …
/// latency * build.matching(on: \.instance).groupLeft(\.version)
/// ```
public struct Matched<Labels: LabelSet, D: Dimension>: Sendable {
    package let right: Query<Labels, D>
    package var modifier: Modifier
    package let origin: Origin

    /// One on the right for many on the left; `labels` of the right side are taken over: `group_left (version)`.
    public func groupLeft(_ labels: PartialKeyPath<Labels>...) -> Matched {
        var copy = self
        copy.modifier.group = .left(labels.compactMap { Labels.label($0)?.name })
        return copy
    }

    /// One on the left for many on the right: `group_right`.
    public func groupRight() -> Matched {
        var copy = self
        copy.modifier.group = .right([])
        return copy
    }
}

extension VectorExpression {
    /// Partners agree on these labels, which both sides have: `on (label)`.
    public func matching(
        on labels: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Matched<Labels, D> {
        let origin = Origin(file, line, column)
        var right = query
        let (names, found) = right.resolved(labels, in: "matching(on:)", origin)
        right.problems += found
        return Matched(right: right, modifier: Modifier(matching: .by(names)), origin: origin)
    }

    /// Partners agree on all labels but these: `ignoring (label)`.
    public func matching(
        ignoring labels: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Matched<Labels, D> {
        let names = labels.compactMap { Labels.label($0)?.name }
        return Matched(
            right: query, modifier: Modifier(matching: .without(names)), origin: Origin(file, line, column))
    }
}

extension Query {
    /// `left op right`: the one place where two vectors meet, and where their labels are compared.
    func combined<L, E>(
        _ op: Operator, _ right: Query<L, E>, _ modifier: Modifier? = nil, unit: UnitInfo? = nil
    ) -> Query {
        var result = Query(
            .binary(op, modifier, expression, right.expression), unit: unit ?? self.unit, labels: labels,
            problems: problems + right.problems, origin: origin)
        result.problems += misfits(op, right.labels, right.origin, modifier)
        switch modifier?.matching {
        case .by(let names) where !op.isSet && modifier?.group == nil:
            let kept = SurvivingLabels(names: Set(names), target: false, opaque: false)
            result.labels = labels.narrowed(to: kept, by: "on (\(names.joined(separator: ", ")))", origin)
        case .without(let names) where !op.isSet && modifier?.group == nil:
            result.labels.names.subtract(names)
        default: break
        }
        if case .left(let taken) = modifier?.group { result.labels.names.formUnion(taken) }
        return result
    }

    private func misfits(
        _ op: Operator, _ right: SurvivingLabels, _ rightOrigin: Origin, _ modifier: Modifier?
    ) -> [Problem] {
        switch modifier?.matching {
        case .by(let names):
            return names.filter { !labels.contains($0) }
                .map { .labelLost($0, labels, in: "the left side of on (…)", at: origin) }
        case .without(let names):
            var (left, other) = (labels, right)
            left.names.subtract(names)
            other.names.subtract(names)
            guard !left.fits(other), modifier?.group == nil else { return [] }
            return [.unequalLabels(op, left, origin, other, rightOrigin)]
        case nil:
            return labels.fits(right) ? [] : [.unequalLabels(op, labels, origin, right, rightOrigin)]
        }
    }
}
