/// The right side of an operator, with the labels by which its series find their partners spelled out.
///
/// ```swift
/// lockWait / pool.matching(on: \.backend)              // … / on (backend) …
/// latency * build.matching(on: \.instance).groupLeft(\.version)
/// ```
public struct Matched<Labels: LabelSet, D: Dimension>: Sendable {
    package var right: Query<Labels, D>
    package var modifier: Modifier

    /// One on the right for many on the left; `labels` of the right side are taken over: `group_left (version)`.
    public func groupLeft(
        _ labels: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Matched {
        let (names, found) = right.resolved(labels, in: "groupLeft", Origin(file, line, column))
        var copy = self
        copy.right.problems += found
        copy.modifier.group = .left(names)
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
        return Matched(right: right, modifier: Modifier(matching: .by(names)))
    }

    /// One series, such as a total, is the partner of each on the left: `on () group_left ()`.
    public func matchingAll() -> Matched<Labels, D> {
        Matched(right: query, modifier: Modifier(matching: .by([]), group: .left([])))
    }

    /// Partners agree on all labels but these: `ignoring (label)`.
    public func matching(
        ignoring labels: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Matched<Labels, D> {
        let names = labels.map { Labels.label($0)?.name }
        var right = query
        if names.contains(nil) {
            right.problems.append(.notALabel(of: "this expression", at: Origin(file, line, column)))
        }
        return Matched(right: right, modifier: Modifier(matching: .without(names.compactMap { $0 })))
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
            result.labels = labels.dropping(names, by: "ignoring (\(names.joined(separator: ", ")))", origin)
        case .some where op == .or: result.labels = labels.common(with: right.labels, by: "or", right.origin)
        default: break
        }
        switch modifier?.group {
        case .left(let taken): result.labels.names.formUnion(taken)
        case .right: result.labels = right.labels
        case nil: break
        }
        return result
    }

    private func misfits(
        _ op: Operator, _ right: SurvivingLabels, _ rightOrigin: Origin, _ modifier: Modifier?
    ) -> [Problem] {
        if op.isSet, modifier?.group != nil { return [.groupedSets(op, at: rightOrigin)] }
        switch modifier?.matching {
        case .by(let names):
            return names.filter { !labels.contains($0) }
                .map { .labelLost($0, labels, in: "the left side of on (…)", at: origin) }
        case .without(let names):
            let (left, other) = (labels.dropping(names, by: "", origin), right.dropping(names, by: "", rightOrigin))
            guard !left.fits(other), modifier?.group == nil else { return [] }
            return [.unequalLabels(op, left, origin, other, rightOrigin)]
        case nil:
            return labels.fits(right) ? [] : [.unequalLabels(op, labels, origin, right, rightOrigin)]
        }
    }
}
