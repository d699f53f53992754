/// A number that only grows, except that it starts again at 0 with the process.
///
/// ```swift
/// let operations = Counter("feature_store_operations_total", "Operations finished.", labels: OperationLabels.self)
/// operations.rate()      // rate(feature_store_operations_total[5m])
/// ```
public struct Counter<Labels: LabelSet, D: Dimension>: Metric {
    /// Which of its series are read.
    public var selection: Selection

    package init(selection: Selection) { self.selection = selection }

    /// Declares a counter. Its name ends in `_total`, after the unit where it has one.
    public init(
        _ name: String, _ help: String, unit: Unit<D> = Unit<Count>.count, labels: Labels.Type = NoLabels.self,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        selection = Selection(
            MetricDeclaration(
                name: name, help: help, kind: .counter, unit: unit.info, labels: Labels.declared, isExternal: false,
                origin: Origin(file, line, column)))
    }

    /// Names a counter that somebody else exports: expressions may read it, nothing is generated for it.
    public init(
        external name: String, _ help: String, unit: Unit<D> = Unit<Count>.count, labels: Labels.Type = NoLabels.self,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        selection = Selection(
            MetricDeclaration(
                name: name, help: help, kind: .counter, unit: unit.info, labels: Labels.declared, isExternal: true,
                origin: Origin(file, line, column)))
    }

    /// How fast it grows: `rate(name[window])`, corrected for restarts.
    public func rate(
        over window: Window = .automatic, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, PerSecond<D>> {
        selection.ranged("rate", window, unit: selection.unit.perSecond, Origin(file, line, column))
    }

    /// By how much it grew: `increase(name[window])`, corrected for restarts.
    public func increase(
        over window: Window = .automatic, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, D> {
        selection.ranged("increase", window, unit: selection.unit, Origin(file, line, column))
    }

    /// How often it started again: `resets(name[window])`.
    public func resets(
        over window: Window = .automatic, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, Count> {
        selection.ranged("resets", window, unit: .count, Origin(file, line, column))
    }

    /// 1 when no series fits: `absent(name)`.
    public func absent(
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<Labels, Count> {
        selection.absent(Origin(file, line, column))
    }
}

extension Selection {
    /// `function(name[window], parameters…)`
    func ranged<Labels, D>(
        _ function: String, _ window: Window, parameters: [Expression] = [], unit: UnitInfo, _ origin: Origin
    ) -> Query<Labels, D> {
        Query(
            .call(function, [.range(expression, window)] + parameters), unit: unit, labels: labels,
            problems: problems, origin: origin)
    }

    /// `absent(name{…})`: of the labels only those are left that one `=` matcher alone names.
    func absent<Labels>(_ origin: Origin) -> Query<Labels, Count> {
        let named = Dictionary(grouping: matchers, by: \.label).filter { _, all in
            all.count == 1 && all[0].comparison == .equals
        }
        let kept = SurvivingLabels(names: Set(named.keys), target: false, opaque: false)
        return Query(
            .call("absent", [expression]), unit: .count,
            labels: labels.narrowed(to: kept, by: "absent", origin), problems: problems, origin: origin)
    }
}
