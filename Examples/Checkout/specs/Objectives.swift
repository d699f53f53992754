import Plumbline

let objectives = Objectives()

/// What the service promises over 28 days.
struct Objectives {
    let latency = SLO(
        "latency", "99 % of requests are answered within 100 ms.", objective: .percent(99), over: .days(28),
        good: metrics.requestDuration.faster(than: .milliseconds(100)))
    let availability = SLO(
        "availability", "99.5 % of requests are answered without a server error.", objective: .percent(99.5),
        over: .days(28), good: metrics.requests.bad(where: \.code, .matches("5..")),
        impact: "Customers cannot order, or have to try again.",
        firstSteps: [
            "See which codes are answered in “Requests”: 503 is the warehouse's.",
            "Undo the last deployment if the burn began with it.",
        ])
    let reachable = SLO(
        "reachable", "Every instance can be scraped 99.9 % of the time.", objective: .percent(99.9), over: .days(28),
        good: metrics.up.where(\.job, .is("checkout")).atLeast(1))
}
