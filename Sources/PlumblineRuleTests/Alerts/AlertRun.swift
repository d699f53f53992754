import Plumbline
import PlumblinePlan

/// What becomes of an alert over time, as Prometheus' `AlertingRule.Eval` has it.
struct AlertRun {
    let expression: Expression
    /// What the rule adds to the labels.
    let labels: LabelValues
    let hold: Milliseconds
    let keepFiring: Milliseconds
    let evaluator: Evaluator

    /// An alert that fires, by its labels, with its value.
    typealias Firing = [LabelValues: Double]

    private struct State {
        var value: Double
        let since: Milliseconds
        var isFiring = false
        var keptSince: Milliseconds?
    }

    /// What fires at each evaluation. From `steady` to `end` nothing changes any more, so there it is evaluated once.
    func firing(upTo last: Int, steady: ClosedRange<Int>?) throws(Underivable) -> [Firing] {
        var states: [LabelValues: State] = [:]
        var standing: [LabelValues: Double]?
        var firing: [Firing] = []
        for number in 0...last {
            let time = number * evaluator.evaluationInterval
            let isSteady = steady?.contains(number) ?? false
            let found = isSteady && standing != nil ? standing ?? [:] : try active(at: time)
            standing = isSteady ? found : nil
            for (labels, value) in found {
                if states[labels] == nil { states[labels] = State(value: value, since: time) }
                states[labels]?.value = value
                states[labels]?.keptSince = nil
            }
            for (labels, state) in states {
                var state = state
                if found[labels] == nil {
                    guard state.isFiring, keepFiring > 0 else {
                        states[labels] = nil
                        continue
                    }
                    state.keptSince = state.keptSince ?? time
                    guard time - (state.keptSince ?? time) < keepFiring else {
                        states[labels] = nil
                        continue
                    }
                }
                if time - state.since >= hold { state.isFiring = true }
                states[labels] = state
            }
            firing.append(states.filter(\.value.isFiring).mapValues(\.value))
        }
        return firing
    }

    /// The series of the condition, as alerts.
    func active(at time: Milliseconds) throws(Underivable) -> [LabelValues: Double] {
        var found: [LabelValues: Double] = [:]
        for sample in try evaluator.vector(expression, at: time) {
            let labels = sample.nameless.labels.merging(labels) { $1 }
            guard found.updateValue(sample.value, forKey: labels) == nil else {
                throw Underivable("two series of it make alerts with the same labels")
            }
        }
        return found
    }
}
