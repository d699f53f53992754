extension VectorExpression {
    /// The sum over all series: `sum(…)`.
    public func sum(
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<NoLabels, D> { query.folded(.sum, Origin(file, line, column)) }

    /// A sum for each value of the labels: `sum by (label) (…)`.
    public func sum(
        by label: PartialKeyPath<Labels>, _ more: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.grouped(.sum, by: [label] + more, Origin(file, line, column)) }

    /// A sum that drops the labels and keeps the others: `sum without (label) (…)`.
    public func sum(
        without label: PartialKeyPath<Labels>, _ more: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.grouped(.sum, without: [label] + more, Origin(file, line, column)) }

    /// The mean over all series: `avg(…)`.
    public func avg(
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<NoLabels, D> { query.folded(.avg, Origin(file, line, column)) }

    /// A mean for each value of the labels: `avg by (label) (…)`.
    public func avg(
        by label: PartialKeyPath<Labels>, _ more: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.grouped(.avg, by: [label] + more, Origin(file, line, column)) }

    /// A mean that drops the labels and keeps the others: `avg without (label) (…)`.
    public func avg(
        without label: PartialKeyPath<Labels>, _ more: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.grouped(.avg, without: [label] + more, Origin(file, line, column)) }

    /// The least of all series: `min(…)`.
    public func min(
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<NoLabels, D> { query.folded(.min, Origin(file, line, column)) }

    /// The least for each value of the labels: `min by (label) (…)`.
    public func min(
        by label: PartialKeyPath<Labels>, _ more: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.grouped(.min, by: [label] + more, Origin(file, line, column)) }

    /// The least, dropping the labels and keeping the others: `min without (label) (…)`.
    public func min(
        without label: PartialKeyPath<Labels>, _ more: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.grouped(.min, without: [label] + more, Origin(file, line, column)) }

    /// The greatest of all series: `max(…)`.
    public func max(
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<NoLabels, D> { query.folded(.max, Origin(file, line, column)) }

    /// The greatest for each value of the labels: `max by (label) (…)`.
    public func max(
        by label: PartialKeyPath<Labels>, _ more: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.grouped(.max, by: [label] + more, Origin(file, line, column)) }

    /// The greatest, dropping the labels and keeping the others: `max without (label) (…)`.
    public func max(
        without label: PartialKeyPath<Labels>, _ more: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.grouped(.max, without: [label] + more, Origin(file, line, column)) }

    /// How many series there are: `count(…)`.
    public func count(
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<NoLabels, Count> { Query(query.folded(.count, Origin(file, line, column)), unit: .count) }

    /// How many series there are for each value of the labels: `count by (label) (…)`.
    public func count(
        by label: PartialKeyPath<Labels>, _ more: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, Count> {
        Query(query.grouped(.count, by: [label] + more, Origin(file, line, column)), unit: .count)
    }

    /// How many series there are, dropping the labels and keeping the others: `count without (label) (…)`.
    public func count(
        without label: PartialKeyPath<Labels>, _ more: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, Count> {
        Query(query.grouped(.count, without: [label] + more, Origin(file, line, column)), unit: .count)
    }

    /// The `k` greatest series, with all their labels; by label, `k` for each of its values: `topk(5, …)`.
    public func topK(
        _ k: Int, by labels: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.ranked(.topk, k, by: labels, Origin(file, line, column)) }

    /// The `k` greatest series for each set of the other labels: `topk without (label) (5, …)`.
    public func topK(
        _ k: Int, without label: PartialKeyPath<Labels>, _ more: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.ranked(.topk, k, without: [label] + more, Origin(file, line, column)) }

    /// The `k` least series, with all their labels; by label, `k` for each of its values: `bottomk(5, …)`.
    public func bottomK(
        _ k: Int, by labels: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.ranked(.bottomk, k, by: labels, Origin(file, line, column)) }

    /// The `k` least series for each set of the other labels: `bottomk without (label) (5, …)`.
    public func bottomK(
        _ k: Int, without label: PartialKeyPath<Labels>, _ more: PartialKeyPath<Labels>...,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> { query.ranked(.bottomk, k, without: [label] + more, Origin(file, line, column)) }
}

extension Query {
    /// `sum(…)`
    func folded(_ kind: Aggregation, _ origin: Origin) -> Query<NoLabels, D> {
        Query<NoLabels, D>(
            .aggregate(kind, parameter: nil, nil, expression), unit: unit,
            labels: labels.narrowed(to: .none, by: "\(kind.rawValue)()", origin), problems: problems, origin: origin)
    }

    /// `sum by (…) (…)`; with `alsoBy` for labels that no label set declares, such as `le`.
    func grouped(
        _ kind: Aggregation, by paths: [PartialKeyPath<Labels>], alsoBy: [String] = [], _ origin: Origin
    ) -> Query {
        let (names, found) = resolved(paths, in: "\(kind.rawValue) by", origin)
        let listed = alsoBy + names
        let kept = SurvivingLabels(names: Set(names), target: false, opaque: labels.opaque && !names.isEmpty)
        return Query(
            .aggregate(kind, parameter: nil, listed.isEmpty ? nil : .by(listed), expression), unit: unit,
            labels: labels.narrowed(
                to: kept, by: "\(kind.rawValue) by (\(names.joined(separator: ", ")))", origin),
            problems: problems + found, origin: origin)
    }

    /// `sum without (…) (…)`
    func grouped(_ kind: Aggregation, without paths: [PartialKeyPath<Labels>], _ origin: Origin) -> Query {
        let (names, found) = resolved(paths, in: "\(kind.rawValue) without", origin)
        return Query(
            .aggregate(kind, parameter: nil, .without(names), expression), unit: unit,
            labels: labels.dropping(
                names, by: "\(kind.rawValue) without (\(names.joined(separator: ", ")))", origin),
            problems: problems + found, origin: origin)
    }

    fileprivate func ranked(
        _ kind: Aggregation, _ k: Int, by paths: [PartialKeyPath<Labels>] = [],
        without others: [PartialKeyPath<Labels>] = [],
        _ origin: Origin
    ) -> Query {
        let (names, found) = resolved(
            paths + others, in: "\(kind.rawValue) \(others.isEmpty ? "by" : "without")", origin)
        let grouping: Grouping? = names.isEmpty ? nil : others.isEmpty ? .by(names) : .without(names)
        var result = Query(
            .aggregate(kind, parameter: ExactDecimal(k), grouping, expression), unit: unit, labels: labels,
            problems: problems + found, origin: origin)
        if k < 1 {
            result.problems.append(
                Problem("\(kind.rawValue) of \(k) series is always empty", at: origin, mend: "ask for at least 1"))
        }
        return result
    }

    /// The names behind key paths, with a problem for each that names no label or one that is gone.
    func resolved(
        _ paths: [PartialKeyPath<Labels>], in place: String, _ origin: Origin
    ) -> (names: [String], problems: [Problem]) {
        var names: [String] = []
        var found: [Problem] = []
        for path in paths {
            guard let label = Labels.label(path) else {
                found.append(.notALabel(of: "this expression", at: origin))
                continue
            }
            names.append(label.name)
            if !labels.contains(label.name) {
                found.append(.labelLost(label.name, labels, in: place, at: origin))
            }
        }
        return (names, found)
    }
}
