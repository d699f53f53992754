import Plumbline

/// The generated module compiles: handles and label enums get names of their own.
@Sendable func checkSwiftNames(_ declarations: Declarations) -> [Problem] {
    let handles = duplicates(
        declarations.ownMetrics, by: { $0.property.lowercased() }, origin: \.value.origin,
        { "two metrics get the handle '\($0)' in the generated module" }, mend: "rename one of the properties")
    let nameless = declarations.ownMetrics.filter { !$0.property.isIdentifier() || taken.contains($0.property) }.map {
        Problem(
            "'\($0.property)' cannot be the name of a handle in the generated module", at: $0.value.origin,
            mend: "make the metric a stored property with a name of its own")
    }
    var types: [String: (cases: [LabelDeclaration.Case], origin: Origin)] = [:]
    var clashes: [Problem] = []
    for label in declarations.ownMetrics.flatMap(\.value.labels).map(\.label) {
        guard case .closed(let type, let cases) = label.values else { continue }
        if let earlier = types[type], earlier.cases != cases {
            clashes.append(
                Problem(
                    "two different label types are called '\(type)'", at: label.origin, mend: "rename one of them",
                    notes: [.init("the other is used here", earlier.origin)]))
        } else if types[type] == nil {
            types[type] = (cases, label.origin)
        }
    }
    let shadows = declarations.ownMetrics.filter {
        !$0.value.labels.isEmpty && (types[$0.property.typeName] != nil || runtimeTypes.contains($0.property.typeName))
    }.map {
        Problem(
            "the handle '\($0.property)' gets the type '\($0.property.typeName)', which is a label's or the runtime's",
            at: $0.value.origin, mend: "rename the property")
    }
    return handles + nameless + clashes + shadows
}

/// Names that the generated type has already.
private let taken: Set<String> = ["registry", "contractInfo", "fingerprint", "objectives", "alertRules", "dashboards"]

private let runtimeTypes: Set<String> = ["Counter", "Gauge", "Histogram", "Info", "Registry", "Family", "Objective"]
