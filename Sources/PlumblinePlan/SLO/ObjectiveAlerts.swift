package import Plumbline

// What all alerts of an objective have alike. `service` is the spec's wherever it is asked for.
extension ObjectiveDeclaration {
    /// The `service` label of its series and alerts.
    package func service(_ spec: String) -> String { service ?? spec }

    /// The names of all its alerts.
    package func alertNames(_ service: String) -> [String] {
        burnAlerts(service).map(\.name) + (notMeasuredAlert(service).map { [$0] } ?? [])
    }

    /// The chosen name, or one made of service, objective and what happens.
    func alertName(_ kind: ObjectiveAlert.Kind, _ event: String, _ service: String) -> String {
        alerts.name(kind) ?? "\(self.service(service).camelCased)\(name.camelCased)\(event)"
    }

    /// Its own labels and the chosen ones, sorted.
    package func labels(
        _ kind: ObjectiveAlert.Kind, _ severity: Severity, _ tier: Tier?, _ spec: Spec
    ) -> [(key: String, value: String)] {
        var labels = alerts.labels(kind).mapValues(\.templateQuoted)
        labels["service"] = service(spec.service)
        labels["severity"] = severity.rawValue
        labels["slo"] = name
        labels["tier"] = tier?.rawValue
        return labels.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The chosen annotations, sorted.
    package func furtherAnnotations(_ kind: ObjectiveAlert.Kind) -> [(key: String, value: String)] {
        alerts.annotations(kind).sorted { $0.key < $1.key }.map { ($0.key, $0.value.templateQuoted) }
    }
}

extension [ObjectiveDeclaration] {
    /// A spec's service, and those that objectives have in place of it.
    package func services(besides service: String) -> [String] {
        [service] + Set(compactMap(\.service)).subtracting([service]).sorted()
    }
}

extension String {
    /// `manifest-insert` as `ManifestInsert`.
    fileprivate var camelCased: String {
        split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
