/// Which labels the series of an expression still have, and where the others were lost.
package struct SurvivingLabels: Sendable {
    /// Where a label was aggregated away, and by what.
    package struct Loss: Sendable {
        package let operation: String
        package let origin: Origin
    }

    package var names: Set<String>
    /// Whether `job`, `instance` and whatever else the scrape adds are still there.
    package var target: Bool
    /// Of an unchecked expression nothing is known, so nothing is claimed.
    package var opaque: Bool
    package var losses: [String: Loss] = [:]
    package var targetLoss: Loss?

    package static let none = SurvivingLabels(names: [], target: false, opaque: false)

    package func contains(_ label: String) -> Bool {
        opaque || names.contains(label) || (target && (label == "job" || label == "instance"))
    }

    package func loss(of label: String) -> Loss? {
        losses[label] ?? (label == "job" || label == "instance" ? targetLoss : nil)
    }

    /// Whether each series finds its partner without `on` or `ignoring`.
    package func fits(_ other: SurvivingLabels) -> Bool {
        opaque || other.opaque || (names == other.names && target == other.target)
    }

    /// The labels that an operation keeps, remembering it as the place where the others went.
    package func narrowed(to kept: SurvivingLabels, by operation: String, _ origin: Origin) -> SurvivingLabels {
        var result = self
        let loss = Loss(operation: operation, origin: origin)
        result.names = kept.names
        result.target = kept.target
        result.opaque = kept.opaque
        for name in names.subtracting(kept.names) { result.losses[name] = loss }
        if target, !kept.target { result.targetLoss = loss }
        return result
    }

    /// `{backend, symbol, and the target's}`
    package var description: String {
        let listed = names.sorted() + (target ? ["the target's labels"] : [])
        return listed.isEmpty ? "no labels" : listed.joined(separator: ", ")
    }
}
