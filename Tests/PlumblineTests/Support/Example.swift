import Plumbline
import Testing

/// An expression and the PromQL it has to become in a rule, where the automatic window is 5 minutes.
struct Example: Sendable, CustomTestStringConvertible {
    let expression: Expression
    let unit: String
    let problems: [Problem]
    let promQL: String
    let expectedUnit: String?
    let place: SourceLocation

    var testDescription: String { promQL }

    /// What is to hold of every row, whatever its table.
    func check() {
        #expect(Printer.rule.text(expression) == promQL, sourceLocation: place)
        #expect(problems.isEmpty, sourceLocation: place)
        if let expectedUnit { #expect(unit == expectedUnit, sourceLocation: place) }
    }
}

/// Rows written one statement each, so that each type-checks alone and fails at its own line.
struct Table {
    private(set) var rows: [Example] = []

    static func rows(_ fill: (inout Table) -> Void) -> [Example] {
        var table = Table()
        fill(&table)
        return table.rows
    }

    mutating func row(
        _ vector: some VectorExpression, _ promQL: String, in unit: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let query = vector.query
        rows.append(
            Example(
                expression: query.expression, unit: query.unit.name, problems: query.problems, promQL: promQL,
                expectedUnit: unit, place: sourceLocation))
    }
}

extension Printer {
    /// One line, however long.
    static let rule = Printer(.rule(window: .minutes(5)), width: .max)
    static let panel = Printer(.panel, width: .max)
}
