package import Plumbline

/// What an objective costs Prometheus. Of a grouped objective, for each group.
package struct ObjectiveCost: Sendable, Hashable {
    package let name: String
    package let rules: Int
    /// Series that are recorded.
    package let series: Int
    /// Recorded points that one evaluation reads, whatever the metric has of series.
    package let points: Int
    /// Scraped samples that one evaluation reads of each series of the metric.
    package let samples: Int

    package init(name: String, rules: Int, series: Int, points: Int, samples: Int) {
        self.name = name
        self.rules = rules
        self.series = series
        self.points = points
        self.samples = samples
    }
}

extension ObjectiveCost: CustomStringConvertible {
    /// One line for a person.
    package var description: String {
        "objective '\(name)': \(rules) rules record \(series) series; each minute they read \(points) recorded points, "
            + "and \(samples) samples of each series of the metric"
    }
}

/// The cost of every objective, in declared order.
package func objectiveCosts(_ plan: Plan, _ spec: Spec) -> [ObjectiveCost] {
    let groups = Dictionary(plan.ruleGroups.map { ($0.name, $0) }) { first, _ in first }
    return plan.objectives.map(\.value).map { objective in
        let rules = groups[objective.ruleGroupName]?.rules.count ?? 0
        let recordings = rules - objective.burnAlerts(spec.service).count
        let (direct, tiles) = (objective.windows.filter { !$0.addsTiles }, objective.windows.filter(\.addsTiles))
        return ObjectiveCost(
            name: objective.name, rules: rules,
            // One rule records the error ratio of every window.
            series: recordings - 1 + objective.windows.count,
            points: 2 * tiles.reduce(0) { $0 + $1.steps(of: objective.isCalendar($1) ? hour : tile) },
            samples: objective.readings * direct.reduce(0) { $0 + $1.steps(of: objective.step(spec)) })
    }
}

extension ObjectiveDeclaration {
    /// How often an evaluation goes over a window: for all events and for the good ones; a value is also compared with
    /// itself.
    fileprivate var readings: Int {
        switch indicator {
        case .events: 2
        case .bound: 3
        case .weighted: 0
        }
    }
}

extension Quantity where D == Time {
    fileprivate func steps(of step: Quantity) -> Int {
        guard let length = base?.double, let each = step.base?.double, each > 0 else { return 0 }
        return Int((length / each).rounded(.up))
    }
}
