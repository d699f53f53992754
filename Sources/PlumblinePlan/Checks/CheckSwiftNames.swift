import Plumbline

/// The generated module compiles: handles, their types, label enums and parameters have names that Swift can take.
@Sendable func checkSwiftNames(_ declarations: Declarations) -> [Problem] {
    handleProblems(declarations.ownMetrics) + labelTypeProblems(declarations.ownMetrics)
        + declarations.ownMetrics.map(\.value).flatMap(parameterProblems)
}

private func handleProblems(_ metrics: [Declarations.Named<MetricDeclaration>]) -> [Problem] {
    let twice = duplicates(
        metrics, by: { $0.property.lowercased() }, origin: \.value.origin,
        { "two metrics get the handle '\($0)' in the generated module" }, mend: "rename one of the properties")
    let labelTypes = Set(metrics.flatMap(\.value.labels).compactMap(\.label.enumName))
    return twice
        + metrics.compactMap { metric in
            let type = metric.property.typeName.withoutBackticks
            if let fault = metric.property.handleFault {
                return Problem(
                    "'\(metric.property)' cannot be the name of a handle in the generated module" + fault,
                    at: metric.value.origin, mend: "make the metric a stored property with a name of its own")
            }
            if !metric.value.labels.isEmpty, type == metric.property.withoutBackticks {
                return Problem(
                    "the handle '\(metric.property)' and its type would have one name, as it begins with no small letter",
                    at: metric.value.origin, mend: "rename the property")
            }
            guard !metric.value.labels.isEmpty, takenTypes.contains(type) || labelTypes.contains(type) else {
                return nil
            }
            return Problem(
                "the handle '\(metric.property)' gets the type '\(type)', which is a label's, the runtime's or Swift's",
                at: metric.value.origin, mend: "rename the property")
        }
}

private func labelTypeProblems(_ metrics: [Declarations.Named<MetricDeclaration>]) -> [Problem] {
    var first: [String: LabelDeclaration] = [:]
    var problems: [Problem] = []
    for label in metrics.flatMap(\.value.labels).map(\.label) {
        guard case .closed(let type, let cases) = label.values else { continue }
        if let earlier = first[type] {
            guard earlier.values != label.values else { continue }
            problems.append(
                Problem(
                    "two different label types are called '\(type)'", at: label.origin, mend: "rename one of them",
                    notes: [.init("the other is used here", earlier.origin)]))
        } else {
            first[type] = label
            if type.swiftNameFault != nil || takenTypes.contains(type.withoutBackticks) {
                problems.append(
                    Problem(
                        "the label type '\(type)' cannot be a type of the generated module", at: label.origin,
                        mend: "make it an enum with a name of its own"))
            }
            for value in cases {
                guard let fault = value.swiftName.caseFault else { continue }
                problems.append(
                    Problem(
                        "label '\(label.name)' has the case '\(value.swiftName)', which is no Swift name: it \(fault)",
                        at: label.origin,
                        mend: "rename it; where the enum has a description of its own, leave that to Swift"))
            }
            problems += duplicates(
                cases, by: \.swiftName, origin: { _ in label.origin },
                { "label '\(label.name)' has two cases that call themselves '\($0)'" },
                mend: "leave the description of the cases of \(type) to Swift")
        }
    }
    return problems
}

private func parameterProblems(_ metric: MetricDeclaration) -> [Problem] {
    metric.labels.compactMap { label in
        let fault = label.property.swiftNameFault.map { ": it \($0)" }
        guard fault != nil || takenParameters.contains(label.property) else { return nil }
        return Problem(
            "'\(label.property)' cannot be a parameter of \(metric.name) in the generated module" + (fault ?? ""),
            at: label.label.origin, mend: "rename the property of the label set")
    }
}

extension String {
    /// What goes behind the words that it cannot be the name of a handle.
    fileprivate var handleFault: String? {
        if isEmpty || takenHandles.contains(self) { return "" }
        return swiftNameFault.map { ": it \($0)" }
    }

    fileprivate var caseFault: String? {
        takenCases.contains(self) ? "is what Swift itself puts into such an enum" : swiftNameFault
    }
}

/// What a String enum of all cases has already.
private let takenCases: Set<String> = ["allCases", "AllCases", "RawValue"]

extension LabelDeclaration {
    fileprivate var enumName: String? {
        if case .closed(let type, _) = values { type.withoutBackticks } else { nil }
    }
}

/// Names in the generated type and its initialiser.
private let takenHandles: Set<String> = [
    "registry", "contract", "fingerprint", "objectives", "alertRules", "dashboards",
]

/// Names that the generated code relies on: the runtime's types and Swift's.
let takenTypes: Set<String> = [
    "Counter", "Gauge", "Histogram", "Info", "Registry", "RegistrationError", "Family", "Objective",
    "Any", "Bool", "CaseIterable", "Double", "Duration", "Int", "Protocol", "Self", "Sendable", "String", "Type",
    "UInt64",
]

/// Names within the recording functions.
private let takenParameters: Set<String> = ["amount", "duration", "family", "series", "value"]
