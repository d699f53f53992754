import Plumbline
import PlumblinePlan

/// A type for each labelled metric: recording takes its labels by name, so a missing or wrong one does not compile.
func labelledFamilies(_ plan: Plan) -> String {
    let families = plan.metrics.filter { !$0.value.labels.isEmpty }.map { family($0.property, $0.value) }
    return """
        public import PlumblineRuntime

        extension \(plan.module) {
        \(families.joined(separator: "\n\n"))
        }

        """
}

private func family(_ property: String, _ metric: MetricDeclaration) -> String {
    let labels = metric.labels
    let parameters = labels.map { "\($0.property.swiftName): \($0.label.parameterType)" }.joined(separator: ", ")
    let series = "family.series(\(seriesArguments(labels)))"
    return """
            \(documentation(metric, indent: 4))
            public struct \(property.typeName): Sendable {
                let family: Family<\(metric.kind.runtimeType)>

                /// The handle of one series, to hold where it is recorded often.
                public func series(\(parameters)) -> \(metric.kind.runtimeType) {
                    \(series)
                }

        \(metric.kind.recordings(metric.unit, parameters, recorder(labels)))
            }
        """
}

/// A call on the series of the labels at hand. `withSeries` counts no reference; the runtime has it for up to two open
/// labels.
private func recorder(_ labels: [(property: String, label: LabelDeclaration)]) -> (String) -> String {
    let arguments = seriesArguments(labels)
    return { call in
        arguments.contains("[")
            ? "family.series(\(arguments)).\(call)" : "family.withSeries(\(arguments)) { $0.\(call) }"
    }
}

/// The index over the closed labels, last fastest, then the open values.
private func seriesArguments(_ labels: [(property: String, label: LabelDeclaration)]) -> String {
    var index = ""
    var open: [String] = []
    for (property, label) in labels {
        guard case .closed(_, let cases) = label.values else {
            open.append(property.swiftName)
            continue
        }
        let factor = index.contains(" ") ? "(\(index))" : index
        index =
            index.isEmpty ? "\(property.swiftName).index" : "\(factor) * \(cases.count) + \(property.swiftName).index"
    }
    let values = open.count > 2 ? ["[\(open.joined(separator: ", "))]"] : open
    return ([index.isEmpty ? "0" : index] + values).joined(separator: ", ")
}

extension LabelDeclaration {
    fileprivate var parameterType: String {
        if case .closed(let type, _) = values { type.swiftName } else { "String" }
    }
}

extension MetricDeclaration.Kind {
    /// The recording calls, each with the labels behind the value.
    fileprivate func recordings(
        _ unit: UnitInfo, _ parameters: String, _ record: (String) -> String
    ) -> String {
        func method(_ summary: String, _ signature: String, _ call: String) -> String {
            """
                    /// \(summary)
                    public func \(signature)\(parameters)) {
                        \(record(call))
                    }
            """
        }
        let methods =
            switch self {
            case .counter:
                [
                    method("Counts one event.", "increment(", "increment()"),
                    method("Counts several events.", "increment(by amount: Int, ", "increment(by: amount)"),
                    method(
                        "Adds an amount that is not whole\(unit.inWords).", "increment(by amount: Double, ",
                        "increment(by: amount)"),
                ]
            case .gauge:
                [
                    method("Sets the value\(unit.inWords).", "set(_ value: Double, ", "set(value)"),
                    method("Adds to the value\(unit.inWords).", "add(_ amount: Double, ", "add(amount)"),
                ]
            case .histogram:
                [
                    method("Records one observation\(unit.inWords).", "observe(_ value: Double, ", "observe(value)"),
                    method(
                        "Records one duration, converted to the metric's unit.", "observe(_ duration: Duration, ",
                        "observe(duration)"),
                ]
            case .info: [method("States the facts, in place of those stated before.", "set(", "set()")]
            }
        return methods.joined(separator: "\n\n")
    }
}

extension UnitInfo {
    fileprivate var inWords: String { name == "count" ? "" : ", in \(name)" }
}
