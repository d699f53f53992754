package import Plumbline

/// What stands in a burn-rate alert's words where every alert has its own: templates in rules, figures in proofs.
package struct BurnVoice {
    /// The error ratio that made it fire.
    package let value: String
    /// How long the budget lasts at this rate; nil where the engine cannot ask for it.
    package let timeLeft: String?
    package let label: (String) -> String
    /// What keeps the author's words from being read as a template.
    package let quoted: (String) -> String

    package init(
        value: String, timeLeft: String?, label: @escaping (String) -> String, quoted: @escaping (String) -> String
    ) {
        self.value = value
        self.timeLeft = timeLeft
        self.label = label
        self.quoted = quoted
    }
}

// What a burn-rate alert says to the person who gets it.
extension ObjectiveDeclaration {
    package func burnSummary(_ alert: BurnAlert, _ voice: BurnVoice) -> String {
        let groups = groupedBy.map { "\($0) \(voice.label($0))" }.joined(separator: ", ")
        let speed = alert.tier == .page ? "fast" : "slowly"
        return "The error budget of \(name)\(groups.isEmpty ? "" : " (\(groups))") burns \(speed)"
    }

    /// The share of bad events from which a burn is too fast, and its windows.
    package func boundWords(_ burn: Burn) -> String {
        let share = threshold(burn)?.times(ExactDecimal(100))?.description ?? ""
        return "\(share) % over \(burn.long.words) and \(burn.short.words) (\(burn.factor.words) × the budget)"
    }

    /// The promise, what fails, which windows and bounds that crosses, and when the budget ends at this rate.
    package func burnDescription(_ alert: BurnAlert, _ voice: BurnVoice) -> String {
        let failure =
            switch indicator {
            case .events, .counters, .weighted: "\(voice.value) of events fail"
            case .errorRatio: "On average \(voice.value) of events fail"
            case .bound: "It is broken \(voice.value) of the time"
            }
        let promise = "The promise: \(voice.quoted(summary)) \(failure), more than \(alert.bounds)."
        guard let timeLeft = voice.timeLeft else { return promise }
        return promise + " At the rate of the last \(now.words), what is left of the budget of \(period.words) lasts "
            + "\(timeLeft)."
    }

    /// For the rule: Prometheus fills in the figures.
    package func template(_ text: PromQLText) -> BurnVoice {
        BurnVoice(
            value: "{{ $value | humanizePercentage }}", timeLeft: timeLeft(text),
            label: { "{{ $labels.\($0) }}" }, quoted: \.templateQuoted)
    }

    /// For a template in an engine that has no `query`, as Grafana has none.
    package var templateWithoutQueries: BurnVoice {
        BurnVoice(
            value: "{{ $value | humanizePercentage }}", timeLeft: nil, label: { "{{ $labels.\($0) }}" },
            quoted: \.templateQuoted)
    }

    /// How long a budget lasts that does not burn.
    package static let foreverWords = "as long as nothing more fails"

    /// A query that the template runs: what is left, times the period, by the burn rate.
    private func timeLeft(_ text: PromQLText) -> String {
        let left = Expression.call(
            "clamp_min", [RecordedSeries.budgetRemaining.selector(identity, origin), .number(.zero)])
        let burning = Expression.binary(
            .greater, nil, RecordedSeries.currentBurn.selector(identity, origin), .number(.zero))
        let seconds = Expression.binary(
            .divide, nil, .binary(.multiply, nil, left, .number(usualPeriod.base ?? .one)), burning)
        let query = text.template(seconds, groupedBy: groupedBy)
        return "{{ with query \(query) }}{{ . | first | value | humanizeDuration }}{{ else }}"
            + "\(Self.foreverWords){{ end }}"
    }
}

extension PromQLText {
    /// A query as an argument of a template's function. With groups it is narrowed to the labels of the alert, whose values
    /// are quoted: they may hold backslashes and quotes.
    fileprivate func template(_ expression: Expression, groupedBy: [String]) -> String {
        let narrowed = expression.mapSelectors { selector in
            selector.matchers += groupedBy.map { label in
                Matcher(label: label, comparison: .equals, operand: .text("%s"), origin: selector.metric.origin)
            }
        }
        let text = panel(narrowed).promQLQuoted.replacing(#"\"%s\""#, with: "%q")
        guard !groupedBy.isEmpty else { return text }
        // Each label once in either selector.
        let values = (groupedBy + groupedBy).map { "$labels.\($0)" }.joined(separator: " ")
        return "(printf \(text) \(values))"
    }
}
