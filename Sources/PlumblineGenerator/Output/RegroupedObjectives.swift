package import Plumbline
package import PlumblinePlan

extension OutputComparison {
    /// A note for each objective that the rules on the disk group by other labels than the spec does. Its recorded series
    /// are new ones, so what the old ones say of its budget is not read any more.
    package func regrouped(_ plan: Plan) -> [Problem] {
        var before: [String: String] = [:]
        for case .stale(let file, let old) in differences where file.path.hasSuffix(".yml") {
            before.merge(recordedObjectives(in: String(decoding: old, as: UTF8.self))) { first, _ in first }
        }
        return plan.objectives.map(\.value).compactMap { objective in
            guard let old = before[objective.name], old != objective.identity.by else { return nil }
            return Problem(
                "objective '\(objective.name)' is by \(words(objective.identity.by)) now, and was by \(words(old)): its "
                    + "budget and alerts begin anew", at: objective.origin, mend: "")
        }
    }
}

private func words(_ by: String) -> String { by.isEmpty ? "nothing" : by.replacing(",", with: ", ") }

/// The `by` labels of the objectives that a rule file records, by name.
///
/// The file is as an older spec had it, so the reader of what was just written, which knows what to expect, does not read it.
/// Each objective has one rule `slo:objective:ratio`; its labels are plain names, one on a line.
private func recordedObjectives(in rules: String) -> [String: String] {
    var found: [String: String] = [:]
    var labels: [Substring: Substring]?
    func close() {
        if let name = labels?["slo"] { found[String(name)] = String(labels?["by"] ?? "") }
        labels = nil
    }
    for line in rules.split(separator: "\n") {
        let parts = line.drop { $0 == " " }.split(separator: ": ", maxSplits: 1)
        guard parts.count == 2 else { continue }
        let value = parts[1].trimmed("'\"")
        if parts[0].hasPrefix("- ") { close() }
        if parts[0] == "- record", value == RecordedSeries.objective.rawValue {
            labels = [:]
        } else {
            labels?[parts[0]] = value
        }
    }
    close()
    return found
}

extension Substring {
    /// Without the quotes around it.
    fileprivate func trimmed(_ quotes: String) -> Substring {
        guard count > 1, let first, quotes.contains(first), last == first else { return self }
        return dropFirst().dropLast()
    }
}
