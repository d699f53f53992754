/// A service level objective: the share of an SLI that must be good over a period.
///
/// ```swift
/// let insert = SLO("manifest-insert", "95 % of inserts within 5 ms.", objective: .percent(95), over: .days(30),
///                  good: metrics.insertLatency.faster(than: .milliseconds(5)))
/// ```
public struct SLO<Labels: LabelSet, D: Dimension>: Declaration {
    package let name: String
    package let summary: String
    package let sli: SLI<Labels, D>
    /// The share that must be good.
    public let objective: Quantity<Ratio>
    /// The period over which it must be; of a calendar period the longest that there is.
    public let period: Quantity<Time>
    package let calendar: CalendarPeriod?
    package let groupedBy: [String]
    package let burn: [Burn]?
    package let minimumBadEvents: Int?
    package let traffic: Traffic?
    package let advice: Advice
    private let problems: [Problem]
    /// Where it was declared.
    public let origin: Origin

    /// Declares an objective between 0 and 100 %, both excluded, over whole days.
    ///
    /// - Parameters:
    ///   - name: The `slo` label of all its series.
    ///   - summary: The promise in words.
    ///   - sli: Which events are good, or when a value is.
    ///   - labels: An objective, and alerts, for each value of these labels.
    ///   - burn: When its error budget burns too fast; by default as in Google's SRE workbook, for this period.
    ///   - minimumBadEvents: Fewer bad events than this in a long window do not alert; 2 by default, so that one alone never
    ///     does.
    ///   - traffic: How many events there are, at the quietest and at the busiest.
    ///   - impact: Who suffers while the budget burns, for the runbook.
    ///   - firstSteps: What to do first, for the runbook.
    public init(
        _ name: String, _ summary: String, objective: Quantity<Ratio>, over period: Quantity<Time>,
        good sli: SLI<Labels, D>, by labels: PartialKeyPath<Labels>..., burn: [Burn]? = nil,
        minimumBadEvents: Int? = nil, traffic: Traffic? = nil, impact: String = "", firstSteps: [String] = [],
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.init(
            name, summary, objective, period, nil, sli, labels, burn, minimumBadEvents, traffic,
            Advice(impact: impact, firstSteps: firstSteps), Origin(file, line, column))
    }

    /// Declares an objective between 0 and 100 %, both excluded, for each week, month or quarter of the calendar in UTC.
    ///
    /// - Parameters:
    ///   - name: The `slo` label of all its series.
    ///   - summary: The promise in words.
    ///   - calendar: The period; with each the budget is whole again.
    ///   - sli: Which events are good, or when a value is.
    ///   - labels: An objective, and alerts, for each value of these labels.
    ///   - burn: When its error budget burns too fast; by default as in Google's SRE workbook, for this period.
    ///   - minimumBadEvents: Fewer bad events than this in a long window do not alert; 2 by default, so that one alone never
    ///     does.
    ///   - traffic: How many events there are, at the quietest and at the busiest.
    ///   - impact: Who suffers while the budget burns, for the runbook.
    ///   - firstSteps: What to do first, for the runbook.
    public init(
        _ name: String, _ summary: String, objective: Quantity<Ratio>, inEach calendar: CalendarPeriod,
        good sli: SLI<Labels, D>, by labels: PartialKeyPath<Labels>..., burn: [Burn]? = nil,
        minimumBadEvents: Int? = nil, traffic: Traffic? = nil, impact: String = "", firstSteps: [String] = [],
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.init(
            name, summary, objective, calendar.longest, calendar, sli, labels, burn, minimumBadEvents, traffic,
            Advice(impact: impact, firstSteps: firstSteps), Origin(file, line, column))
    }

    private init(
        _ name: String, _ summary: String, _ objective: Quantity<Ratio>, _ period: Quantity<Time>,
        _ calendar: CalendarPeriod?, _ sli: SLI<Labels, D>, _ labels: [PartialKeyPath<Labels>], _ burn: [Burn]?,
        _ minimumBadEvents: Int?, _ traffic: Traffic?, _ advice: Advice, _ origin: Origin
    ) {
        self.name = name
        self.summary = summary
        self.sli = sli
        self.objective = objective
        self.period = period
        self.calendar = calendar
        let found = labels.map { Labels.label($0) }
        groupedBy = found.compactMap { $0?.name }
        problems = found.compactMap { label in
            guard let label else { return .notALabel(of: "objective '\(name)'", at: origin) }
            return sli.labels.contains(label.name)
                ? nil : .labelLost(label.name, sli.labels, in: "objective '\(name)'", at: origin)
        }
        self.burn = burn
        self.minimumBadEvents = minimumBadEvents
        self.traffic = traffic
        self.advice = advice
        self.origin = origin
    }

    /// The bound that alerts, panels and words take from here: `5 ms`.
    public var threshold: Quantity<D> { sli.threshold }

    /// The share that was good: of events `sum(increase(good)) / sum(increase(total))`, of a gauge the share of time, of an
    /// error ratio 1 less its average.
    /// Nothing while there were no events. Of a calendar period, looked at from any day, as long as the longest one;
    /// ``recordedCompliance`` begins with the calendar's.
    public func compliance(
        over window: Window? = nil, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<NoLabels, Ratio> {
        let origin = Origin(file, line, column)
        let window = window ?? .fixed(period)
        switch sli.kind {
        case .events(let good, let total):
            let goodEvents = Counter<Labels, Count>(selection: good).increase(over: window).sum()
            let events = Counter<Labels, Count>(selection: total).increase(over: window).sum()
            return goodEvents / (events > 0)
        case .counters(let pair):
            let part = Counter<Labels, Count>(selection: pair.counted).increase(over: window).sum()
            let events = Counter<Labels, Count>(selection: pair.total).increase(over: window).sum()
            if pair.part == .good { return part / (events > 0) }
            return (events - part.or(events * 0)) / (events > 0)
        case .errorRatio(let expression):
            let ratio = Query<Labels, Ratio>(
                expression.asErrorRatio, unit: .ratio, labels: .none, problems: sli.problems, origin: origin)
            return 1 - ratio.averageOverTime(window.fixedOr(period), every: .minutes(1)).avg()
        case .bound(let expression, let op, let bound):
            let isGood = Expression.binary(op, Modifier(bool: true), expression, .number(bound))
            let share = Query<Labels, Ratio>(
                isGood, unit: .ratio, labels: .none, problems: sli.problems, origin: origin)
            return share.averageOverTime(window.fixedOr(period), every: .minutes(1)).avg()
        case .weighted(let parts):
            func events(_ kind: RecordedSeries.Kind) -> Query<NoLabels, Count> {
                let sum = parts.sum(kind, origin)
                let query = Query<NoLabels, Count>(sum, unit: .count, labels: .none, problems: [], origin: origin)
                return query.averageOverTime(window.fixedOr(period), every: .minutes(1))
            }
            return (events(.total) - events(.bad)) / (events(.total) > 0)
        }
    }

    /// What is left of the error budget: 1 when nothing failed, 0 when it is spent, negative beyond:
    /// `1 - (1 - compliance) / (1 - objective)`. Google's SRE workbook, chapter 2.
    public func errorBudgetRemaining(
        over window: Window? = nil, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Query<NoLabels, Ratio> {
        let budget = Quantity<Ratio>(base: objective.base?.negated.plus(.one), words: "error budget")
        return 1 - (1 - compliance(over: window, file: file, line: line, column: column)) / budget
    }
}

extension Window {
    fileprivate func fixedOr(_ period: Quantity<Time>) -> Quantity<Time> {
        if case .fixed(let time) = self { time } else { period }
    }
}

/// What the author says to whoever gets the alerts of an objective.
package struct Advice: Sendable {
    package let impact: String
    package let firstSteps: [String]
}

/// What the plan reads an objective by, whatever its types.
package protocol AnySLO: Declaration {
    var objectiveDeclaration: ObjectiveDeclaration { get }
}

/// An objective as the plan sees it.
package struct ObjectiveDeclaration: Sendable {
    package let name: String
    package let summary: String
    package let objective: Quantity<Ratio>
    package let period: Quantity<Time>
    package let calendar: CalendarPeriod?
    /// The objectives that it is made of, where it is.
    package let parts: [String]
    package let metric: MetricDeclaration?
    package let threshold: Bound
    package let indicator: Indicator
    package let groupedBy: [String]
    /// In declared order; those of the workbook where none were declared.
    package let burn: [Burn]
    package let minimumBadEvents: Int?
    package let traffic: Traffic?
    package let advice: Advice
    package let problems: [Problem]
    package let origin: Origin

    /// How long the period usually is.
    package var usualPeriod: Quantity<Time> { calendar.map { .days(Double($0.usualDays)) } ?? period }

    /// The `window` label of what is counted over a window, such as `1h`; of a calendar period its name.
    package func label(of window: Quantity<Time>) -> String {
        if let calendar, window.base == period.base { return calendar.rawValue }
        return window.promQL ?? ""
    }

    /// The share of events that may be bad; nil where the objective is no number.
    package var budget: ExactDecimal? { objective.base?.negated.plus(.one) }
}

extension SLO: AnySLO {
    package var objectiveDeclaration: ObjectiveDeclaration {
        let (metric, op): (MetricDeclaration?, Operator) =
            switch sli.kind {
            case .events(_, let total): (total.metric, .greater)
            case .counters(let pair): (pair.total.metric, .greater)
            case .errorRatio: (nil, .greater)
            case .bound(.selector(let selector), let op, _): (selector.metric, op == .greaterOrEqual ? .less : .greater)
            case .bound(_, let op, _): (nil, op == .greaterOrEqual ? .less : .greater)
            case .weighted: (nil, .greater)
            }
        return ObjectiveDeclaration(
            name: name, summary: summary, objective: objective, period: period, calendar: calendar, parts: sli.parts,
            metric: metric,
            threshold: Bound(
                op: op, value: threshold.value(in: sli.unit) ?? .zero, unit: sli.unit, words: threshold.words),
            indicator: indicator, groupedBy: groupedBy,
            burn: burn ?? .workbook(days: calendar?.usualDays ?? period.wholeDays ?? 30),
            minimumBadEvents: minimumBadEvents, traffic: traffic, advice: advice,
            problems: sli.problems + problems, origin: origin)
    }
}

extension Quantity where D == Time {
    /// How many days of 24 hours it is, where it is whole days and less than a century.
    package var wholeDays: Int? {
        guard let seconds = base?.integer, seconds > 0, seconds % 86_400 == 0, seconds / 86_400 < 36_500 else {
            return nil
        }
        return seconds / 86_400
    }
}
