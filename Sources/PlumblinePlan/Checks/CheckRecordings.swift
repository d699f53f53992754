import Plumbline

/// Recorded names are `level:metric:operations`, by Prometheus' "Recording rules" practice.
@Sendable func checkRecordings(_ declarations: Declarations) -> [Problem] {
    declarations.recordings.flatMap { rule in
        var problems: [Problem] = []
        if !rule.name.isIdentifier(colons: true)
            || rule.name.split(separator: ":", omittingEmptySubsequences: false).count < 2
        {
            problems.append(
                Problem(
                    "'\(rule.name)' is not a recorded name", at: rule.origin,
                    mend: "write level:metric:operations, such as backend:insert_latency_ms:p95"))
        }
        for label in rule.labels.keys.sorted() where !label.isIdentifier() || label.hasPrefix("__") {
            problems.append(
                Problem(
                    "'\(rule.name)' has '\(label)', which is not a label name", at: rule.origin,
                    mend: "use letters, digits and underscores"))
        }
        return problems
    }
}
