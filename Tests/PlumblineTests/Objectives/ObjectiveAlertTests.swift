import Plumbline
import Testing

/// What is chosen for all alerts of an objective, and for one of them.
@Suite struct ObjectiveAlertTests {
    private let chosen: [ObjectiveAlert] = [
        .all(labels: ["team": "store", "area": "all"]), .page(named: "CallsFail", labels: ["area": "on-call"]),
        .notMeasured(named: "CallsAreGone", annotations: ["chat": "#store"]),
        .ticket(annotations: ["chat": "#tickets"]),
    ]

    @Test func whatIsSaidOfOneComesFirst() {
        #expect(chosen.labels(.page) == ["team": "store", "area": "on-call"])
        #expect(chosen.labels(.ticket) == ["team": "store", "area": "all"])
    }

    @Test func namesAndAnnotationsAreOfOne() {
        #expect(chosen.name(.page) == "CallsFail" && chosen.name(.ticket) == nil)
        #expect(chosen.name(.notMeasured) == "CallsAreGone")
        #expect(chosen.annotations(.notMeasured) == ["chat": "#store"] && chosen.annotations(.page) == [:])
        #expect(chosen.annotations(.ticket) == ["chat": "#tickets"])
    }
}
