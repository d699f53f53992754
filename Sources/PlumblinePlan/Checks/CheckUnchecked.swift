import Plumbline

/// Unchecked PromQL is one expression that the target can read, wherever it stands.
@Sendable func checkUnchecked(_ declarations: Declarations) -> [Problem] {
    declarations.uncheckedTexts.flatMap { unchecked in
        let (text, place) = (unchecked.text, unchecked.place)
        switch unchecked.reading {
        case .failure(let problem):
            return [
                Problem(
                    "the unchecked PromQL of \(place.subject) is no expression: \(problem.message)", at: place.origin,
                    mend: "look at \(text.place(problem.offset))")
            ]
        case .success(let uses):
            var told: Set<String> = []
            return uses.filter { told.insert($0.name).inserted }.compactMap { use in
                use.availability.refusal(on: declarations.spec.target).map { refusal in
                    Problem(
                        "the unchecked PromQL of \(place.subject) uses \(use.name): \(refusal.reason)",
                        at: place.origin, mend: "\(refusal.mend): \(text.place(use.offset))")
                }
            }
        }
    }
}

/// Each use is told, as its types are the author's word; also where nobody has read it.
func uncheckedRemarks(_ declarations: Declarations) -> [Problem] {
    declarations.uncheckedTexts.map { unchecked in
        let doubt = unchecked.isTemplate ? " (it cannot be judged: Grafana's variables stand in it)" : ""
        return Problem(
            "\(unchecked.place.subject) holds unchecked PromQL: \(unchecked.text)\(doubt)", at: unchecked.place.origin,
            mend: "")
    }
}

private struct UncheckedText {
    let text: String
    let place: PlacedExpression

    /// Grafana puts values in before Prometheus reads it.
    var isTemplate: Bool { place.isInPanel && text.contains("$") }

    /// What it uses, as far as it can be read.
    var reading: Result<[PromQLUse], PromQLProblem> {
        if isTemplate { return .success(PromQLUse.all(inTemplate: text)) }
        return Result { () throws(PromQLProblem) in try PromQLParser.uses(in: text) }
    }
}

extension Declarations {
    fileprivate var uncheckedTexts: [UncheckedText] {
        placedExpressions.flatMap { place in
            var found: [UncheckedText] = []
            place.expression.visit { part in
                // One that is empty was found where it is written.
                guard case .unchecked(let text) = part, !text.isBlank else { return }
                found.append(UncheckedText(text: text, place: place))
            }
            return found
        }
    }
}

extension String {
    /// `character 12, "# note"`, as whoever looks for it counts.
    fileprivate func place(_ offset: Int) -> String {
        let rest = dropFirst(offset)
        return rest.isEmpty ? "its end" : "character \(offset + 1), \"\(rest.prefix(20))\""
    }
}
