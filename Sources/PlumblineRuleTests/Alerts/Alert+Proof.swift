import Plumbline
import PlumblinePlan

// What proofs ask of an alert.
extension Alert {
    /// The labels that its rule adds.
    func ownLabels(_ spec: Spec) -> LabelValues {
        ["severity": severity.rawValue, "service": spec.service].merging(extraLabels) { $1 }
    }

    /// The alert as it fires for a series of the condition.
    func firing(_ labels: LabelValues, _ value: Double, _ text: PromQLText, panel: String?) -> ProofTest.Firing {
        var annotations = [
            ("summary", summary.rendered(value, labels)), ("description", details.rendered(value, labels)),
            ("runbook_url", runbookURL(text.spec) ?? ""),
        ]
        if let panel { annotations.append(("dashboard_url", text.spec.grafana + panel)) }
        return ProofTest.Firing(
            labels: labels.filter { !$0.value.isEmpty }, annotations: annotations.map { (key: $0.0, value: $0.1) })
    }

    /// How long it waits before it fires, and before it is over.
    var waits: [Milliseconds] { [duration.milliseconds, keepFiringFor?.milliseconds ?? 0] }
}
