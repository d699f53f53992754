import Plumbline

/// Unchecked PromQL is one expression that Prometheus can read, wherever it stands.
@Sendable func checkUnchecked(_ declarations: Declarations) -> [Problem] {
    declarations.uncheckedTexts.compactMap { text in
        guard case .refused(let problem) = text.verdict else { return nil }
        return Problem(
            "the unchecked PromQL of \(text.subject) is no expression: \(problem.message)", at: text.origin,
            mend: "look at \(text.text.place(problem.offset))")
    }
}

/// Each use is told, as its types are the author's word; also where nobody has read it.
func uncheckedRemarks(_ declarations: Declarations) -> [Problem] {
    declarations.uncheckedTexts.map { text in
        let doubt = if case .unknown(let reason) = text.verdict { " (it cannot be judged: \(reason))" } else { "" }
        return Problem("\(text.subject) holds unchecked PromQL: \(text.text)\(doubt)", at: text.origin, mend: "")
    }
}

private struct UncheckedText {
    let text: String
    let subject: String
    let origin: Origin
    let isInPanel: Bool

    var verdict: PromQLParser.Verdict {
        guard !isInPanel || !text.contains("$") else { return .unknown("Grafana's variables stand in it") }
        return PromQLParser.judge(text)
    }
}

extension Declarations {
    fileprivate var uncheckedTexts: [UncheckedText] {
        let rules = groups.flatMap(\.rules).flatMap { rule in
            switch rule.value {
            case .alert(let alert): texts(in: alert.expression, alert.name, alert.origin, false)
            case .recording(let recording): texts(in: recording.expression, recording.name, recording.origin, false)
            }
        }
        return rules
            + boards.flatMap(\.panels).flatMap { panel in
                panel.value.series.flatMap { texts(in: $0.expression, "panel '\(panel.value.title)'", $0.origin, true) }
            }
    }

    private func texts(
        in expression: Expression, _ subject: String, _ origin: Origin, _ isInPanel: Bool
    ) -> [UncheckedText] {
        var found: [UncheckedText] = []
        expression.visit { part in
            // One that is empty was found where it is written.
            guard case .unchecked(let text) = part, !text.isBlank else { return }
            found.append(UncheckedText(text: text, subject: subject, origin: origin, isInPanel: isInPanel))
        }
        return found
    }
}

extension String {
    /// `character 12, "# note"`, as whoever looks for it counts.
    fileprivate func place(_ offset: Int) -> String {
        let rest = dropFirst(offset)
        return rest.isEmpty ? "its end" : "character \(offset + 1), \"\(rest.prefix(20))\""
    }
}
