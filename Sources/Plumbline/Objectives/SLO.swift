/// A service level objective: the share of an SLI that must be good over a period.
///
/// ```swift
/// let insert = SLO("manifest-insert", "95 % of inserts within 5 ms.", objective: .percent(95), over: .days(30),
///                  good: metrics.insertLatency.faster(than: .milliseconds(5)), onMissingData: .fires)
/// ```
/// When the targets, the metric or its bucket are gone, nothing is counted: there is no error ratio, and no burn alerts. With
/// `.fires` one more alert, the warning `<Service><Name>NotMeasured`, fires after 10 minutes without a count, also after a
/// fresh start:
///
/// ```
/// absent(sum(slo:events:increase{service="…", slo="…", by="", kind="total", window="1m"}))
/// ```
/// For an objective by labels it fires when all groups are gone, as nobody knows which there ought to be. For one that is made
/// of others it fires as soon as one of them is not counted. A metric without new events still counts. Where series begin with
/// the first event, as with open labels, the alert would fire in a quiet night; say `.staysQuiet(because:)` there.
public struct SLO<Labels: LabelSet, D: Dimension>: Declaration {
    package let sli: SLI<Labels, D>
    package let groupedBy: [String]
    private let terms: ObjectiveTerms
    private let problems: [Problem]

    /// Declares an objective between 0 and 100 %, both excluded, over whole days.
    ///
    /// - Parameters:
    ///   - name: The `slo` label of all its series.
    ///   - summary: The promise in words.
    ///   - sli: Which events are good, or when a value is.
    ///   - labels: An objective, and alerts, for each value of these labels.
    ///   - missingData: What happens when nothing is counted any more, as said above.
    ///   - service: The `service` label of all its series and alerts, and what their names begin with; by default the spec's.
    ///   - burn: When its error budget burns too fast; by default as in Google's SRE workbook, for this period.
    ///   - minimumBadEvents: Fewer bad events than this in a long window do not alert; 2 by default, so that one alone never
    ///     does.
    ///   - traffic: How many events there are, at the quietest and at the busiest.
    ///   - alerts: Names, labels and annotations of its alerts, where they are to be others.
    ///   - impact: Who suffers while the budget burns, for the runbook.
    ///   - firstSteps: What to do first, for the runbook.
    public init(
        _ name: String, _ summary: String, objective: Quantity<Ratio>, over period: Quantity<Time>,
        good sli: SLI<Labels, D>, by labels: PartialKeyPath<Labels>..., onMissingData missingData: MissingData,
        service: String? = nil, burn: [Burn]? = nil, minimumBadEvents: Int? = nil, traffic: Traffic? = nil,
        alerts: [ObjectiveAlert] = [], impact: String = "", firstSteps: [String] = [],
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        let terms = ObjectiveTerms(
            name: name, summary: summary, objective: objective, period: period, calendar: nil, burn: burn,
            minimumBadEvents: minimumBadEvents, missingData: missingData, service: service,
            traffic: traffic, alerts: alerts, advice: Advice(impact: impact, firstSteps: firstSteps),
            origin: Origin(file, line, column))
        self.init(terms, good: sli, by: labels)
    }

    /// Declares an objective between 0 and 100 %, both excluded, for each week, month or quarter of the calendar in UTC.
    ///
    /// - Parameters:
    ///   - name: The `slo` label of all its series.
    ///   - summary: The promise in words.
    ///   - calendar: The period; with each the budget is whole again.
    ///   - sli: Which events are good, or when a value is.
    ///   - labels: An objective, and alerts, for each value of these labels.
    ///   - missingData: What happens when nothing is counted any more, as said above.
    ///   - service: The `service` label of all its series and alerts, and what their names begin with; by default the spec's.
    ///   - burn: When its error budget burns too fast; by default as in Google's SRE workbook, for this period.
    ///   - minimumBadEvents: Fewer bad events than this in a long window do not alert; 2 by default, so that one alone never
    ///     does.
    ///   - traffic: How many events there are, at the quietest and at the busiest.
    ///   - alerts: Names, labels and annotations of its alerts, where they are to be others.
    ///   - impact: Who suffers while the budget burns, for the runbook.
    ///   - firstSteps: What to do first, for the runbook.
    public init(
        _ name: String, _ summary: String, objective: Quantity<Ratio>, inEach calendar: CalendarPeriod,
        good sli: SLI<Labels, D>, by labels: PartialKeyPath<Labels>..., onMissingData missingData: MissingData,
        service: String? = nil, burn: [Burn]? = nil, minimumBadEvents: Int? = nil, traffic: Traffic? = nil,
        alerts: [ObjectiveAlert] = [], impact: String = "", firstSteps: [String] = [],
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        let terms = ObjectiveTerms(
            name: name, summary: summary, objective: objective, period: calendar.longest, calendar: calendar,
            burn: burn, minimumBadEvents: minimumBadEvents, missingData: missingData, service: service,
            traffic: traffic, alerts: alerts, advice: Advice(impact: impact, firstSteps: firstSteps),
            origin: Origin(file, line, column))
        self.init(terms, good: sli, by: labels)
    }

    private init(_ terms: ObjectiveTerms, good sli: SLI<Labels, D>, by labels: [PartialKeyPath<Labels>]) {
        self.terms = terms
        self.sli = sli
        let found = labels.map { Labels.label($0) }
        groupedBy = found.compactMap { $0?.name }
        let subject = "objective '\(terms.name)'"
        problems = found.compactMap { label in
            guard let label else { return .notALabel(of: subject, at: terms.origin) }
            return sli.labels.contains(label.name)
                ? nil : .labelLost(label.name, sli.labels, in: subject, at: terms.origin)
        }
    }

    /// The share that must be good.
    public var objective: Quantity<Ratio> { terms.objective }
    /// The period over which it must be; of a calendar period the longest that there is.
    public var period: Quantity<Time> { terms.period }
    /// Where it was declared.
    public var origin: Origin { terms.origin }

    package var name: String { terms.name }
    package var identity: RecordedObjective {
        RecordedObjective(name: name, service: terms.service, groupedBy: groupedBy)
    }
    package var leaves: [RecordedObjective] { sli.parts.isEmpty ? [identity] : sli.leaves }

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

/// What an author declares of an objective besides what it counts.
struct ObjectiveTerms: Sendable {
    let name: String
    let summary: String
    let objective: Quantity<Ratio>
    let period: Quantity<Time>
    let calendar: CalendarPeriod?
    let burn: [Burn]?
    let minimumBadEvents: Int?
    let missingData: MissingData
    let service: String?
    let traffic: Traffic?
    let alerts: [ObjectiveAlert]
    let advice: Advice
    let origin: Origin
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
    package let parts: [RecordedObjective]
    /// Those that count for themselves: the objective, or in place of one that is made of others what these are made of.
    package let leaves: [RecordedObjective]
    package let metric: MetricDeclaration?
    package let threshold: Bound
    package let indicator: Indicator
    package let groupedBy: [String]
    /// In declared order; those of the workbook where none were declared.
    package let burn: [Burn]
    package let minimumBadEvents: Int?
    package let traffic: Traffic?
    package let missingData: MissingData
    /// In place of the spec's.
    package let service: String?
    /// What is chosen of its alerts.
    package let alerts: [ObjectiveAlert]
    package let advice: Advice
    package let problems: [Problem]
    package let origin: Origin

    /// What tells its recorded series from others.
    package var identity: RecordedObjective {
        RecordedObjective(name: name, service: service, groupedBy: groupedBy)
    }

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
            name: name, summary: terms.summary, objective: objective, period: period, calendar: terms.calendar,
            parts: sli.parts, leaves: leaves, metric: metric,
            threshold: Bound(
                op: op, value: threshold.value(in: sli.unit) ?? .zero, unit: sli.unit, words: threshold.words),
            indicator: indicator, groupedBy: groupedBy,
            burn: terms.burn ?? .workbook(days: terms.calendar?.usualDays ?? period.wholeDays ?? 30),
            minimumBadEvents: terms.minimumBadEvents, traffic: terms.traffic, missingData: terms.missingData,
            service: terms.service, alerts: terms.alerts, advice: terms.advice,
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
