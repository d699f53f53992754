import Plumbline
import PlumblinePlan

/// The closed labels as enums again, so that an unknown value does not compile.
func labelEnums(_ plan: Plan) -> String {
    var seen: Set<String> = []
    let enums = plan.metrics.flatMap(\.value.labels).compactMap { named -> String? in
        guard case .closed(let type, let cases) = named.label.values, seen.insert(type).inserted else { return nil }
        return labelEnum(type, cases, label: named.label.name)
    }
    return enums.joined(separator: "\n")
}

private func labelEnum(_ type: String, _ cases: [LabelDeclaration.Case], label: String) -> String {
    let lines = cases.map { value in
        let raw = value.swiftName == value.value ? "" : " = \(value.value.swiftQuoted)"
        return """
                /// `\(label)=\(value.value.promQLQuoted)`
                case \(value.swiftName.swiftName)\(raw)
            """
    }
    let indices = cases.enumerated().map { "        case .\($1.swiftName.swiftName): \($0)" }
    return """
        /// The values of the label `\(label)`.
        public enum \(type.swiftName): String, Sendable, CaseIterable {
        \(lines.joined(separator: "\n"))

            /// Its place among the values, by which its series is found.
            var index: Int {
                switch self {
        \(indices.joined(separator: "\n"))
                }
            }
        }

        """
}
