/// What an author chooses of an objective's alerts: their names, and further labels and annotations.
///
/// ```swift
/// SLO("speed", …, burn: …, alerts: [
///     .all(labels: ["team": "store"]),
///     .page(named: "InsertsAreSlow", annotations: ["chat": "https://chat.example.com/store"]),
/// ])
/// ```
/// Which alerts there are is for `burn:` and `onMissingData:` to say. Texts stand as they are written, and are no templates.
public struct ObjectiveAlert: Sendable {
    package enum Kind: String, Sendable, CaseIterable { case page, ticket, notMeasured }

    /// Nil where it is about all of them.
    package let kind: Kind?
    package let name: String?
    package let labels: [String: String]
    package let annotations: [String: String]

    /// Labels and annotations of all alerts of the objective; those of one alert come before them.
    public static func all(
        labels: [String: String] = [:], annotations: [String: String] = [:]
    ) -> ObjectiveAlert { ObjectiveAlert(kind: nil, name: nil, labels: labels, annotations: annotations) }

    /// The alert that pages: by default `<Service><Objective>BudgetBurnsFast`. Its runbook page has its name.
    public static func page(
        named name: String? = nil, labels: [String: String] = [:], annotations: [String: String] = [:]
    ) -> ObjectiveAlert { ObjectiveAlert(kind: .page, name: name, labels: labels, annotations: annotations) }

    /// The alert that writes a ticket: by default `<Service><Objective>BudgetBurnsSlowly`.
    public static func ticket(
        named name: String? = nil, labels: [String: String] = [:], annotations: [String: String] = [:]
    ) -> ObjectiveAlert { ObjectiveAlert(kind: .ticket, name: name, labels: labels, annotations: annotations) }

    /// The alert on missing data: by default `<Service><Objective>NotMeasured`.
    public static func notMeasured(
        named name: String? = nil, labels: [String: String] = [:], annotations: [String: String] = [:]
    ) -> ObjectiveAlert { ObjectiveAlert(kind: .notMeasured, name: name, labels: labels, annotations: annotations) }
}

extension Tier {
    package var alert: ObjectiveAlert.Kind { self == .page ? .page : .ticket }
}

extension [ObjectiveAlert] {
    /// The name that is chosen for an alert.
    package func name(_ kind: ObjectiveAlert.Kind) -> String? { last { $0.kind == kind && $0.name != nil }?.name }

    /// The further labels of an alert.
    package func labels(_ kind: ObjectiveAlert.Kind) -> [String: String] { merged(kind, \.labels) }

    /// The further annotations of an alert.
    package func annotations(_ kind: ObjectiveAlert.Kind) -> [String: String] { merged(kind, \.annotations) }

    private func merged(
        _ kind: ObjectiveAlert.Kind, _ texts: (ObjectiveAlert) -> [String: String]
    ) -> [String: String] {
        let own = filter { $0.kind == kind }.map(texts)
        return (filter { $0.kind == nil }.map(texts) + own).reduce(into: [:]) { all, more in all.merge(more) { $1 } }
    }
}
