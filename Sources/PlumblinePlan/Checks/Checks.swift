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
    checkCounterPairs,
    checkBurns,
    checkTraffic,
    checkObjectiveAlerts,
    checkComposites,
    checkQueries,
    checkUnchecked,
    checkTarget,
    checkAlerts,
    checkScenarios,
    checkAnnotations,
    checkTexts,
    checkNames,
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
    checkMimir,
    checkGrafanaLimits,
    checkOpenSLO,
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
    package var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
