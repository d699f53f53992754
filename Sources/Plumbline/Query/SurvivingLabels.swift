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
    /// Those of the target's labels that are gone though the others are still there.
    package var withoutTarget: Set<String> = []
    /// Of an unchecked expression nothing is known, so nothing is claimed.
    package var opaque: Bool
    package var losses: [String: Loss] = [:]
    package var targetLoss: Loss?

    package static let none = SurvivingLabels(names: [], target: false, opaque: false)
    private static let targetNames: Set<String> = ["job", "instance"]

    package init(names: Set<String>, target: Bool, opaque: Bool) {
        self.names = names
        self.target = target
        self.opaque = opaque
    }

    package func contains(_ label: String) -> Bool {
        opaque || names.contains(label)
            || (target && Self.targetNames.contains(label) && !withoutTarget.contains(label))
    }

    package func loss(of label: String) -> Loss? {
        losses[label] ?? (Self.targetNames.contains(label) ? targetLoss : nil)
    }

    /// Whether each series finds its partner without `on` or `ignoring`.
    package func fits(_ other: SurvivingLabels) -> Bool {
        opaque || other.opaque
            || (names == other.names && target == other.target && withoutTarget == other.withoutTarget)
    }

    /// The labels that an operation keeps, remembering it as the place where the others went.
    package func narrowed(to kept: SurvivingLabels, by operation: String, _ origin: Origin) -> SurvivingLabels {
        var result = self
        let loss = Loss(operation: operation, origin: origin)
        result.names = kept.names
        result.target = kept.target
        result.withoutTarget = kept.withoutTarget
        result.opaque = kept.opaque
        for name in names.subtracting(kept.names) { result.losses[name] = loss }
        if target, !kept.target { result.targetLoss = loss }
        return result
    }

    /// All but some, remembering the operation as the place where those went.
    package func dropping(_ dropped: [String], by operation: String, _ origin: Origin) -> SurvivingLabels {
        var result = self
        for name in dropped where contains(name) {
            result.losses[name] = Loss(operation: operation, origin: origin)
        }
        result.names.subtract(dropped)
        if target { result.withoutTarget.formUnion(Self.targetNames.intersection(dropped)) }
        return result
    }

    /// Those that the series of either side have, after `or`.
    package func common(with other: SurvivingLabels, by operation: String, _ origin: Origin) -> SurvivingLabels {
        guard !opaque, !other.opaque else { return self }
        let all = names.union(Self.targetNames)
        let kept = all.filter { contains($0) && other.contains($0) }
        var result = dropping(all.subtracting(kept).sorted(), by: operation, origin)
        guard !other.target else { return result }
        result.names.formUnion(kept)
        result.target = false
        result.withoutTarget = []
        return result
    }

    /// `backend, symbol, the target's labels without instance`
    package var description: String {
        let missing = withoutTarget.isEmpty ? "" : " without \(withoutTarget.sorted().joined(separator: ", "))"
        let listed = names.sorted() + (target ? ["the target's labels\(missing)"] : [])
        return listed.isEmpty ? "no labels" : listed.joined(separator: ", ")
    }
}
