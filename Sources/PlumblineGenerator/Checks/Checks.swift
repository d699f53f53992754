import Plumbline

/// Every check of a spec, one a file. Each looks at all declarations and returns all problems it finds.
let allChecks: [@Sendable (Declarations) -> [Problem]] = [
    checkSpec,
    checkMetricNames,
    checkMetricClashes,
    checkLabels,
    checkSeriesBudget,
    checkBuckets,
    checkObjectives,
    checkBurns,
    checkComposites,
    checkQueries,
    checkUnchecked,
    checkAlerts,
    checkScenarios,
    checkAnnotations,
    checkCharacters,
    checkRecordings,
    checkRuleGroups,
    checkStaleness,
    checkDashboards,
    checkPanels,
    checkLinks,
    checkVariables,
    checkReferences,
    checkRouting,
    checkDeployment,
    checkUnused,
    checkSwiftNames,
]

/// The second and later of declarations that share a key, each with a note that names the first.
func duplicates<Value>(
    _ values: [Value], by key: (Value) -> String, origin: (Value) -> Origin, _ message: (String) -> String, mend: String
) -> [Problem] {
    var first: [String: Origin] = [:]
    return values.compactMap { value in
        guard let earlier = first[key(value)] else {
            first[key(value)] = origin(value)
            return nil
        }
        let note = Problem.Note("first declared here", earlier)
        return Problem(
            message(key(value)), at: origin(value), mend: mend, notes: earlier == origin(value) ? [] : [note])
    }
}

extension String {
    /// Prometheus' grammar for metric names: `[a-zA-Z_:][a-zA-Z0-9_:]*`, colons kept for recording rules.
    func isIdentifier(colons: Bool = false) -> Bool {
        guard let first = unicodeScalars.first, first.isASCII, !("0"..."9").contains(first) else { return false }
        return unicodeScalars.allSatisfy { scalar in
            scalar == "_" || (colons && scalar == ":") || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
                || ("0"..."9").contains(scalar)
        }
    }

    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
