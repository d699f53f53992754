import Plumbline
import PlumblinePlan

/// The page of an alert that nothing is counted of an objective.
struct NotMeasuredPage: ObjectivePage {
    let objective: ObjectiveDeclaration

    var description: String { objective.notMeasuredDescription { $0.markdown } }

    var meaning: String {
        "For \(objective.notMeasuredFor.words) no events have been recorded of it, neither good nor bad ones. The error "
            + "budget stays as it is, and its other alerts know nothing new."
    }

    var impact: String {
        "Whether the promise is kept is not known"
            + (objective.advice.impact.isBlank ? "." : ". When it is not: \(objective.advice.impact)")
    }

    var firstSteps: [String] {
        [
            "See whether the targets are there, and are scraped: `up` and the first query below.",
            "If they are, see whether they expose what the objective reads, with these labels and buckets.",
            "Look for what was deployed when it began: the service, its scrape configuration, or these rules.",
        ]
    }

    var threshold: String { "nothing is counted" }

    var missing: String { "it fires: that is what it is for" }

    func queries(_ text: PromQLText) -> [(title: String, query: String)] {
        objective.expressions.map { ("What it reads", text.rule($0)) }
            + objective.leaves.map { leaf in
                let counted = RecordedSeries.events.selector(
                    leaf, kind: .total, window: RecordedSeries.minute, objective.origin)
                return ("Events of \(leaf.name) in the last minute", text.rule(counted))
            }
    }

    func burns(_ spec: Spec) -> [String: Any]? { nil }
}
