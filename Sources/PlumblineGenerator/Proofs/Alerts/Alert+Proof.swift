import Plumbline

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

    /// The longest of these that divides the times it waits, and of which at least two are in each range.
    func tick(_ shortest: Milliseconds?) -> Milliseconds {
        let waits = [duration.milliseconds, keepFiringFor?.milliseconds ?? 0]
        return [60_000, 30_000, 15_000, 10_000, 5000].first { tick in
            waits.allSatisfy { $0 % tick == 0 } && shortest.map { $0 >= 2 * tick } ?? true
        } ?? 1000
    }
}

extension Expression {
    func shortestRange(_ window: Quantity<Time>, _ recordings: [String: [Recording]]) -> Milliseconds? {
        var shortest: Milliseconds?
        visit { part in
            let length: Milliseconds? =
                switch part {
                case .range(_, let range): (range.fixed ?? window).milliseconds
                case .selector(let selector):
                    recordings[selector.name]?.compactMap { $0.expression.shortestRange(window, recordings) }.min()
                default: nil
                }
            shortest = [shortest, length].compactMap { $0 }.min()
        }
        return shortest
    }
}
