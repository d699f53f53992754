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
        let recordings = rules - objective.alertNames(spec.service).count
        return ObjectiveCost(
            name: objective.name, rules: rules,
            // Those of pieces, that end and go on, and of long windows record all kinds of events.
            series: recordings
                + (RecordedSeries.Kind.allCases.count - 1) * (2 + objective.windows.count(where: \.addsPieces)),
            points: objective.pointsForRatios + objective.pointsForAlerts, samples: objective.samples(spec))
    }
}

extension ObjectiveDeclaration {
    /// All kinds of events twice since the piece began and once before, of the last piece, of each that ended in a window,
    /// and of those in which it begins and ends; of what ends a piece also the minutes; two kinds in each window of minutes.
    fileprivate var pointsForRatios: Int {
        let kinds = RecordedSeries.Kind.allCases.count
        let minutesOfPiece = piece.count(of: minute)
        let toEnd = (kinds + 1) * longestGap.count(of: minute) + 2 * minutesOfPiece
        return 4 * kinds * minutesOfPiece + toEnd
            + windows.reduce(0) { sum, window in
                let pieces = kinds * (window.count(of: piece) + 4 * minutesOfPiece)
                return sum + (window.addsPieces ? pieces : 2 * window.count(of: minute))
            }
    }

    /// How the short window was last, and the bad events of the long one.
    fileprivate var pointsForAlerts: Int {
        burn.reduce(0) { $0 + $1.long.count(of: minute) * ($1.long.addsPieces ? 1 : 2) }
    }

    /// Scraped samples of one series: at each step of a minute the last 5 minutes, there and at the step before; of a value
    /// every look, twice as it is compared with itself, and once for the bound; of a ratio once for each kind.
    fileprivate func samples(_ spec: Spec) -> Int {
        switch indicator {
        case .events, .counters: 2 * minute.count(of: step(spec)) * now.count(of: spec.scrape.interval)
        case .bound: 3 * minute.count(of: step(spec))
        case .errorRatio: 2 * minute.count(of: step(spec))
        case .weighted: 0
        }
    }
}
