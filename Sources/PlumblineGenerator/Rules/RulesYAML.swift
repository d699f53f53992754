import PlumblinePlan

/// The rule file as Prometheus loads it: `groups`, each with its rules, fields in the order of its documentation.
func rulesYAML(_ groups: [WrittenSequence]) -> YAML { .mapping([("groups", .written(WrittenSequence(groups)))]) }

/// Each group alone, for files that hold some of them, or put them beside or below other things.
///
/// - Throws: What libyaml refuses to write, as a fault of the file.
func writtenGroups(_ groups: [PlannedGroup], in file: String) throws(OutputError) -> [WrittenSequence] {
    do throws(YAMLError) { return try WrittenSequence.each(groups) { $0.yaml } } catch {
        throw OutputError(path: file, reason: error.under("groups").description)
    }
}

extension PlannedGroup {
    fileprivate var yaml: YAML {
        var fields: [(key: String, value: YAML)] = [("name", .string(name))]
        if let interval { fields.append(("interval", .string(interval))) }
        if let queryOffset { fields.append(("query_offset", .string(queryOffset))) }
        fields.append(("rules", .sequence(rules.map(\.yaml))))
        return .mapping(fields)
    }
}

extension PlannedRule {
    fileprivate var yaml: YAML {
        var fields: [(key: String, value: YAML)] = []
        switch name {
        case .record(let name): fields.append(("record", .string(name)))
        case .alert(let name): fields.append(("alert", .string(name)))
        }
        fields.append(("expr", .string(expression)))
        if let duration { fields.append(("for", .string(duration))) }
        if let keepFiringFor { fields.append(("keep_firing_for", .string(keepFiringFor))) }
        if !labels.isEmpty { fields.append(("labels", .strings(labels))) }
        if !annotations.isEmpty { fields.append(("annotations", .strings(annotations))) }
        return .mapping(fields)
    }
}
