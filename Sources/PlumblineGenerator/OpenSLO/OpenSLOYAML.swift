import Plumbline
import PlumblinePlan

/// The files of `generated/openslo/`, by name: the service and each of its objectives, once for each group, in OpenSLO v1
/// (https://github.com/OpenSLO/OpenSLO).
func openSLOFiles(_ plan: Plan) -> [(name: String, tree: YAML)] {
    plan.objectives.map(\.value).services(besides: plan.service).map { service in
        (
            service == plan.service ? "service" : "service_\(service)",
            document("Service", service, [("description", .string("Generated from its specs."))])
        )
    }
        + plan.objectives.map(\.value).openSLOGroups.map { ("slo_\($0.name)", sloYAML($0, plan)) }
}

private func document(_ kind: String, _ name: String, _ spec: [(key: String, value: YAML)]) -> YAML {
    .mapping([
        ("apiVersion", "openslo/v1"), ("kind", .string(kind)), ("metadata", .strings([("name", name)])),
        ("spec", .mapping(spec)),
    ])
}

private func sloYAML(_ group: OpenSLOGroup, _ plan: Plan) -> YAML {
    let objective = group.objective
    func source(_ expression: Expression) -> YAML { metricSource(plan.text.rule(group.narrowed(expression))) }
    let target = YAML.number(objective.objective.base?.description ?? "0")
    let (metric, method, goal): (YAML, String, [(key: String, value: YAML)]) =
        switch objective.indicator {
        case .events(let good, let total):
            (ratioMetric("good", source(good), source(total)), "Occurrences", [("target", target)])
        case .counters(let pair):
            (
                ratioMetric(pair.part.rawValue, source(pair.counted.expression), source(pair.total.expression)),
                "Occurrences", [("target", target)]
            )
        case .errorRatio(let ratio):
            (
                .mapping([
                    ("ratioMetric", .mapping([("rawType", "failure"), ("raw", source(ratio.asErrorRatio))]))
                ]), "Occurrences", [("target", target)]
            )
        case .weighted:
            // What is recorded of its parts, so no counters.
            (
                ratioMetric(
                    "good", source(recordedGood(objective)), source(recorded(.total, objective)), counter: false
                ), "Occurrences", [("target", target)]
            )
        case .bound(let expression, let op, let bound):
            (
                .mapping([("thresholdMetric", source(expression))]), "Timeslices",
                [
                    ("op", .string(op.openSLO)), ("value", .number(bound.description)), ("target", target),
                    // A minute is good when all of it is.
                    ("timeSliceTarget", 1), ("timeSliceWindow", "1m"),
                ]
            )
        }
    return document(
        "SLO", group.name,
        [
            ("description", .string(objective.summary)),
            ("service", .string(objective.service(plan.service))),
            (
                "indicator",
                .mapping([("metadata", .strings([("name", "\(group.name)-indicator")])), ("spec", metric)])
            ),
            (
                "timeWindow",
                [timeWindow(objective)]
            ),
            ("budgetingMethod", .string(method)),
            ("objectives", [.mapping([("displayName", .string(group.words))] + goal)]),
        ])
}

/// The counters themselves, not their sum: a reader can tell resets of one instance from a fall of all.
private func ratioMetric(_ part: String, _ counted: YAML, _ total: YAML, counter: Bool = true) -> YAML {
    .mapping([("ratioMetric", .mapping([("counter", .boolean(counter)), (part, counted), ("total", total)]))])
}

private func recorded(_ kind: RecordedSeries.Kind, _ objective: ObjectiveDeclaration) -> Expression {
    RecordedSeries.events.selector(
        objective.identity, kind: kind, window: RecordedSeries.minute, objective.origin)
}

private func recordedGood(_ objective: ObjectiveDeclaration) -> Expression {
    .binary(
        .subtract, Modifier(matching: .without(["kind"])), recorded(.total, objective), recorded(.bad, objective))
}

/// Rolling, or from a day on with which a week, a month and a quarter began.
private func timeWindow(_ objective: ObjectiveDeclaration) -> YAML {
    guard let calendar = objective.calendar else {
        return .mapping([("duration", .string(objective.period.promQL ?? "")), ("isRolling", .boolean(true))])
    }
    let durations = [CalendarPeriod.week: "1w", .month: "1M", .quarter: "1Q"]
    return .mapping([
        ("duration", .string(durations[calendar] ?? "")), ("isRolling", .boolean(false)),
        ("calendar", .strings([("startTime", "2024-01-01 00:00:00"), ("timeZone", "Etc/UTC")])),
    ])
}

private func metricSource(_ query: String) -> YAML {
    .mapping([("metricSource", .mapping([("type", "Prometheus"), ("spec", .strings([("query", query)]))]))])
}

extension Operator {
    /// OpenSLO's word for the comparison that makes a value good.
    fileprivate var openSLO: String {
        switch self {
        case .greater: "gt"
        case .greaterOrEqual: "gte"
        case .less: "lt"
        default: "lte"
        }
    }
}
