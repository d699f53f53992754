import Plumbline

/// Whatever the vocabulary writes into an expression, the target has. Unchecked PromQL is read apart.
@Sendable func checkTarget(_ declarations: Declarations) -> [Problem] {
    declarations.placedExpressions.flatMap { place in
        var uses: [String: Availability] = [:]
        func use(_ name: String, _ availability: Availability?) {
            if let availability, availability != .always { uses["\(name)()"] = availability }
        }
        place.expression.visit { part in
            switch part {
            case .call(let name, _): use(name, PromQLFunction.all[name]?.availability)
            case .aggregate(let kind, _, _, _): use(kind.rawValue, PromQLAggregation.all[kind.rawValue]?.availability)
            default: break
            }
        }
        return uses.sorted { $0.key < $1.key }.compactMap { name, availability in
            availability.refusal(on: declarations.spec.target).map { refusal in
                Problem("\(place.subject) uses \(name): \(refusal.reason)", at: place.origin, mend: refusal.mend)
            }
        }
    }
}

/// An expression that a server has to read, and whose it is.
struct PlacedExpression {
    let expression: Expression
    let subject: String
    let origin: Origin
    var isInPanel = false
}

extension Declarations {
    /// Those of alerts, recording rules, objectives and panels.
    var placedExpressions: [PlacedExpression] {
        let rules = groups.flatMap(\.rules).map { rule in
            switch rule.value {
            case .alert(let alert):
                PlacedExpression(expression: alert.expression, subject: alert.name, origin: alert.origin)
            case .recording(let rule):
                PlacedExpression(expression: rule.expression, subject: rule.name, origin: rule.origin)
            }
        }
        let indicators = objectives.map(\.value).flatMap { objective in
            objective.expressions.map {
                PlacedExpression(expression: $0, subject: "objective '\(objective.name)'", origin: objective.origin)
            }
        }
        return rules + indicators
            + boards.flatMap(\.panels).map(\.value).flatMap { panel in
                panel.series.map {
                    PlacedExpression(
                        expression: $0.expression, subject: "panel '\(panel.title)'", origin: $0.origin, isInPanel: true
                    )
                }
            }
    }
}
