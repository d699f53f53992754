import Plumbline
import PlumblinePlan

/// The Swift module that the service records through, and that carries what was generated beside it.
func swiftModule(
    _ plan: Plan, rules: OutputFile, dashboards: [OutputFile], header: String
) -> [OutputFile] {
    let folder = "generated/\(plan.module)"
    func file(_ name: String, _ body: String) -> OutputFile {
        OutputFile(path: "\(folder)/\(name).swift", bytes: Array((header + "\n" + body).utf8))
    }
    return [
        file(plan.module, moduleType(plan)),
        file("Labels", labelEnums(plan)),
        file("Families", labelledFamilies(plan)),
        file("Objectives", objectiveTable(plan)),
        file("Rules", rulesText(plan, rules)),
        file("Dashboards", dashboardTexts(plan, dashboards)),
    ]
}

/// The type itself: a handle for each metric, registered in one place.
private func moduleType(_ plan: Plan) -> String {
    let handles = plan.metrics.map { named in
        """
            \(documentation(named.value, indent: 4))
            public let \(named.property.swiftName): \(named.value.handleType(named.property))
        """
    }
    let registrations = plan.metrics.map { named in
        "        \(named.property.swiftName) = \(registration(named))"
    }
    // A class: handing it on counts one reference, where a struct would count one for each metric.
    return """
        public import PlumblineRuntime

        /// The metrics of \(plan.service): a handle for each, registered under the names and labels of the spec.
        public final class \(plan.module): Sendable {
            /// A digest of the metric contract; exported as `plumbline_contract_info`.
            public static let fingerprint = \(plan.fingerprint.swiftQuoted)

            /// Where all of them are registered, and where a scrape is rendered.
            public let registry: Registry

        \(handles.joined(separator: "\n\n"))

            /// Registers all metrics; series of closed label sets exist at 0 from here on.
            ///
            /// - Throws: `RegistrationError` when the registry already has one of the names.
            public init(registry: Registry = Registry()) throws(RegistrationError) {
                self.registry = registry
        \(registrations.joined(separator: "\n"))
                let contract = try registry.info(
                    "plumbline_contract_info", help: "The metric contract that this build was generated from.",
                    labels: [
                        .closed("service", values: [\(plan.service.swiftQuoted)]),
                        .closed("fingerprint", values: [Self.fingerprint]),
                    ])
                contract.series(0).set()
            }
        }

        """
}

private func registration(_ named: Declarations.Named<MetricDeclaration>) -> String {
    let metric = named.value
    var arguments = ["\(metric.name.swiftQuoted), help: \(metric.help.swiftQuoted)"]
    if metric.unit.name != "count" { arguments.append("unit: .\(metric.unit.name)") }
    if case .histogram(let bounds) = metric.kind {
        arguments.append("buckets: [\(bounds.compactMap { $0?.description }.joined(separator: ", "))]")
    }
    if !metric.labels.isEmpty {
        arguments.append("labels: [\(metric.labels.map(\.label.schema).joined(separator: ", "))]")
    }
    let pad = "\n                "
    let call = "try registry.\(metric.kind.registration)(\(pad)\(arguments.joined(separator: "," + pad)))"
    return metric.labels.isEmpty ? "\(call).series()" : "\(named.property.typeName)(\n            family: \(call))"
}

extension MetricDeclaration.Kind {
    var registration: String {
        switch self {
        case .counter: "counter"
        case .gauge: "gauge"
        case .histogram: "histogram"
        case .info: "info"
        }
    }

    /// The runtime's handle.
    var runtimeType: String {
        switch self {
        case .counter: "Counter"
        case .gauge: "Gauge"
        case .histogram: "Histogram"
        case .info: "Info"
        }
    }
}

extension MetricDeclaration {
    func handleType(_ property: String) -> String { labels.isEmpty ? kind.runtimeType : property.typeName }
}

extension LabelDeclaration {
    fileprivate var schema: String {
        switch values {
        case .closed(_, let cases):
            ".closed(\(name.swiftQuoted), values: [\(cases.map(\.value.swiftQuoted).joined(separator: ", "))])"
        case .open(let limit): ".open(\(name.swiftQuoted), limit: \(limit))"
        case .external, .target: ".open(\(name.swiftQuoted), limit: 1)"
        }
    }
}

/// What a reader of the service's code should know of a metric.
func documentation(_ metric: MetricDeclaration, indent: Int) -> String {
    let pad = String(repeating: " ", count: indent)
    let labels = metric.labels.map(\.label.name).joined(separator: ", ")
    let unit = metric.unit.name == "count" ? "" : " in \(metric.unit.name)"
    let series = labels.isEmpty ? metric.name : "\(metric.name){\(labels)}"
    let limits = metric.labels.compactMap { named -> String? in
        guard case .open(let limit) = named.label.values else { return nil }
        return
            "\(pad)/// `\(named.label.name)` takes \(limit) value\(limit == 1 ? "" : "s"); what is over goes to `other`."
    }
    let lines = [
        "/// \(metric.help.oneLine)", "\(pad)///",
        "\(pad)/// `\(series)`, \(metric.kind.registration.withArticle)\(unit).",
    ]
    return (lines + limits).joined(separator: "\n")
}

extension String {
    fileprivate var withArticle: String { (hasPrefix("i") ? "an " : "a ") + self }
}
