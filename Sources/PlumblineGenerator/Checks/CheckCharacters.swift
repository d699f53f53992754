import Plumbline

/// No text of a rule holds a NUL character: readers of YAML refuse it.
@Sendable func checkCharacters(_ declarations: Declarations) -> [Problem] {
    func problems(of subject: String, _ origin: Origin, _ texts: [String]) -> [Problem] {
        guard texts.contains(where: { $0.utf8.contains(0) }) else { return [] }
        return [Problem("\(subject) holds a NUL character", at: origin, mend: "remove it")]
    }
    let groups = declarations.groups.compactMap(\.declared).flatMap {
        problems(of: "rule group '\($0.name)'", $0.origin, [$0.name])
    }
    let alerts = declarations.alerts.flatMap { alert in
        problems(
            of: "alert '\(alert.name)'", alert.origin,
            [alert.summary.template, alert.details.template, alert.expression.text] + alert.extraLabels.values)
    }
    let recordings = declarations.recordings.flatMap { rule in
        problems(of: "recording rule '\(rule.name)'", rule.origin, [rule.expression.text] + rule.labels.values)
    }
    return groups + alerts + recordings
}

extension Expression {
    fileprivate var text: String { Printer(.panel, width: .max).text(self) }
}
