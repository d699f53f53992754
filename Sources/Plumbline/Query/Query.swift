/// An instant vector: a series set with a value each. Knows its labels, its unit, and what is wrong with it so far.
public struct Query<Labels: LabelSet, D: Dimension>: Sendable, VectorExpression {
    package let expression: Expression
    package let unit: UnitInfo
    package var labels: SurvivingLabels
    package var problems: [Problem]
    /// The call that made it; for operators, which cannot know their place, that of the left operand.
    package let origin: Origin

    package init(
        _ expression: Expression, unit: UnitInfo, labels: SurvivingLabels, problems: [Problem], origin: Origin
    ) {
        self.expression = expression
        self.unit = unit
        self.labels = labels
        self.problems = problems
        self.origin = origin
    }

    /// The same series under another dimension.
    package init<L, E>(_ other: Query<L, E>, unit: UnitInfo) {
        self.init(
            other.expression, unit: unit, labels: other.labels, problems: other.problems, origin: other.origin)
    }

    /// The same labels and problems around another expression.
    func derived(_ expression: Expression) -> Query {
        Query(expression, unit: unit, labels: labels, problems: problems, origin: origin)
    }

    /// Itself.
    public var query: Query<Labels, D> { self }
}

/// What can be drawn, compared, aggregated: gauges, info metrics, recorded rules, queries and conditions.
public protocol VectorExpression<Labels, D>: Sendable {
    /// The labels its key paths may name.
    associatedtype Labels: LabelSet
    /// What it measures.
    associatedtype D: Dimension
    /// Its PromQL.
    var query: Query<Labels, D> { get }
}

/// PromQL that the vocabulary cannot say. It has to be one expression; the types are the author's word, and `specs check`
/// lists each use.
public struct PromQL<Labels: LabelSet, D: Dimension>: VectorExpression {
    /// The expression as it was written.
    public let query: Query<Labels, D>

    /// Takes the text as it is: `PromQL(unchecked: "scrape_samples_scraped > 0")`.
    public init(
        unchecked text: String, unit: Unit<D> = Unit<Count>.count, labels: Labels.Type = NoLabels.self,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        let origin = Origin(file, line, column)
        query = Query(
            .unchecked(text), unit: unit.info, labels: SurvivingLabels(names: [], target: true, opaque: true),
            problems: text.contains { !$0.isWhitespace }
                ? [] : [Problem("the unchecked PromQL is empty", at: origin, mend: "write the expression")],
            origin: origin)
    }
}
