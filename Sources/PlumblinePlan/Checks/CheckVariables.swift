import Plumbline

/// Variables have names of their own that Grafana takes, and list the values of a label.
@Sendable func checkVariables(_ declarations: Declarations) -> [Problem] {
    let variables = declarations.variables.map(\.value)
    let twice = duplicates(
        variables, by: \.name, origin: \.origin, { "variable '\($0)' is declared twice" }, mend: "rename one of them")
    return twice
        + variables.flatMap { variable in
            var problems: [Problem] = []
            if !variable.name.isIdentifier() || variable.name.hasPrefix("__") || variable.name == "datasource" {
                problems.append(
                    Problem(
                        "'\(variable.name)' is not a name for a variable", at: variable.origin,
                        mend: "use letters, digits and underscores; 'datasource' is taken"))
            }
            if variable.label == nil { problems.append(.notALabel(of: variable.metric, at: variable.origin)) }
            return problems
        }
}
