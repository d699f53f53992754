import Plumbline

/// The words of alerts and legends: there are some, and their placeholders are labels the expression still has.
@Sendable func checkAnnotations(_ declarations: Declarations) -> [Problem] {
    let alerts = declarations.alerts.flatMap { alert in
        [("summary", alert.summary), ("description", alert.details)].flatMap { role, text in
            (text.template.isBlank
                ? [Problem("alert '\(alert.name)' has no \(role)", at: alert.origin, mend: "say what is happening")]
                : [])
                + text.problems(labels: alert.labels, unit: alert.unit, in: "the \(role) of '\(alert.name)'")
        }
    }
    let legends = declarations.boards.flatMap(\.panels).flatMap { panel in
        panel.value.series.flatMap {
            $0.legend.problems(labels: $0.labels, unit: $0.unit, in: "a legend of panel '\(panel.value.title)'")
        }
    }
    return alerts + legends
}
