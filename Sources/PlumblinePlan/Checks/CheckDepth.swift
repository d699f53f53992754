import Plumbline

/// How deep an expression may be nested, and how many parts it may have: whatever goes through expressions does so by
/// calling itself, and a query that is added to itself again and again doubles each time.
private let deepest = 100
private let largest = 10_000

/// Expressions that are too deep or too large for all that follows. Alone in not calling itself, it comes first.
func depthProblems(_ declarations: Declarations) -> [Problem] {
    let alerts = declarations.alerts.map { ("alert '\($0.name)'", [$0.expression], $0.origin) }
    let recordings = declarations.recordings.map { ("recording rule '\($0.name)'", [$0.expression], $0.origin) }
    let objectives = declarations.objectives.map(\.value).map {
        ("objective '\($0.name)'", $0.expressions, $0.origin)
    }
    let series = declarations.boards.flatMap(\.panels).flatMap { panel in
        panel.value.series.map { ("panel '\(panel.value.title)'", [$0.expression], $0.origin) }
    }
    return (alerts + recordings + objectives + series).compactMap { subject, expressions, origin in
        expressions.lazy.compactMap(\.fault).first.map { fault in
            Problem(
                "the expression of \(subject) \(fault)", at: origin,
                mend: "record parts of it with a RecordingRule, or select several series at once")
        }
    }
}

extension Expression {
    fileprivate var fault: String? {
        var waiting = [(self, 1)]
        var seen = 0
        while let (expression, depth) = waiting.popLast() {
            seen += 1
            if depth > deepest { return "is nested more than \(deepest) deep" }
            if seen > largest { return "has more than \(largest) parts" }
            for child in expression.children { waiting.append((child, depth + 1)) }
        }
        return nil
    }
}
