import Plumbline

let objectives = Objectives()

/// What the service promises over 28 days.
struct Objectives {
    let latency = SLO(
        "latency", "99 % of requests are answered within 100 ms.", objective: .percent(99), over: .days(28),
        good: metrics.requestDuration.faster(than: .milliseconds(100)))
    let availability = SLO(
        "availability", "99.5 % of requests are answered without a server error.", objective: .percent(99.5),
        over: .days(28), good: metrics.requests.good(where: \.code, .doesNotMatch("5..")))
}
