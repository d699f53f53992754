package import Plumbline

/// A name that people meet in generated files or in Prometheus, and where it was declared.
package struct Place: Sendable {
    package let kind: String
    package let names: [String]
    package let origin: Origin
}

/// Every declared name, in declared order.
package func allPlaces(_ declarations: Declarations) -> [Place] {
    let metrics = declarations.metrics.map { named in
        Place(
            kind: "metric", names: [named.value.name, named.property] + named.value.seriesNames.dropFirst(),
            origin: named.value.origin)
    }
    let objectives = declarations.objectives.map { named in
        Place(kind: "objective", names: [named.value.name, named.property], origin: named.value.origin)
    }
    let rules = declarations.groups.flatMap(\.rules).map { named in
        switch named.value {
        case .alert(let alert): Place(kind: "alert", names: [alert.name, named.property], origin: alert.origin)
        case .recording(let rule):
            Place(kind: "recording rule", names: [rule.name, named.property], origin: rule.origin)
        }
    }
    let variables = declarations.variables.map { named in
        Place(kind: "variable", names: [named.value.name, named.property], origin: named.value.origin)
    }
    let boards = declarations.boards.flatMap { board in
        [Place(kind: "dashboard", names: [board.dashboard.uid, board.dashboard.title], origin: board.dashboard.origin)]
            + board.panels.map { panel in
                Place(
                    kind: "panel",
                    names: [panel.value.title, panel.property, String(panelID(panel.property))],
                    origin: panel.value.origin)
            }
    }
    let burning = declarations.objectives.map(\.value).flatMap { objective in
        objective.alertNames(declarations.spec.service).map {
            Place(kind: "alert", names: [$0], origin: objective.origin)
        }
    }
    return metrics + objectives + rules + burning + variables + boards
}
