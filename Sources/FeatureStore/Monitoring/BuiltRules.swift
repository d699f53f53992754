import FeatureStoreMetrics

/// What the rules that this binary was built with say of each alert.
struct BuiltRules: Sendable {
    /// The page of each alert that says what to do, by the alert's name.
    let runbooks: [String: String]

    init(_ rules: String = FeatureStoreMetrics.alertRules) {
        var runbooks: [String: String] = [:]
        var alert: Substring?
        // The generator writes each on a line of its own; a test holds this to all alerts having one.
        for line in rules.split(separator: "\n") {
            let line = line.drop { $0 == " " }
            if line.hasPrefix("- alert: ") { alert = line.dropFirst(9) }
            if line.hasPrefix("runbook_url: "), let alert { runbooks[String(alert)] = String(line.dropFirst(13)) }
        }
        self.runbooks = runbooks
    }
}
