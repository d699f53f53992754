import Plumbline

let objectives = Objectives()

/// What the service promises over 28 days, and what it reports each month.
struct Objectives {
    let latency: SLO<NoLabels, Time>
    let availability: SLO<RequestLabels, Count>
    let reachable = SLO(
        "reachable", "Every instance can be scraped 99.9 % of the time.", objective: .percent(99.9), over: .days(28),
        good: metrics.up.where(\.job, .is("checkout")).atLeast(1), onMissingData: .fires)

    /// In the contract with the shop, by calendar months.
    let monthly = SLO(
        "monthly-availability", "In each month 99 % of requests are answered without a server error.",
        objective: .percent(99), inEach: .month, good: metrics.requests.bad(where: \.code, .matches("5..")),
        onMissingData: .coveredBy("CheckoutAvailabilityNotMeasured"), traffic: requests)

    /// What a customer notices, one way or the other.
    let ordering: SLO<NoLabels, Count>
    /// An order that fails is worth three slow ones.
    let experience: SLO<NoLabels, Count>

    init() {
        latency = SLO(
            "latency", "99 % of requests are answered within 100 ms.", objective: .percent(99), over: .days(28),
            good: metrics.requestDuration.faster(than: .milliseconds(100)), onMissingData: .fires, traffic: requests)
        availability = SLO(
            "availability", "99.5 % of requests are answered without a server error.", objective: .percent(99.5),
            over: .days(28), good: metrics.requests.bad(where: \.code, .matches("5..")), onMissingData: .fires,
            traffic: requests,
            alerts: [.all(labels: ["team": "orders"]), .page(annotations: ["chat": "#orders-on-call"])],
            impact: "Customers cannot order, or have to try again.",
            firstSteps: [
                "See which codes are answered in “Requests”: 503 is the warehouse's.",
                "Undo the last deployment if the burn began with it.",
            ])
        ordering = SLO(
            "ordering", "99 % of the time customers can order, and fast.", objective: .percent(99), over: .days(28),
            good: allOf(latency, availability), onMissingData: .fires)
        experience = SLO(
            "experience", "Slow answers and failures, which count three times, are at most 1 %.",
            objective: .percent(99), over: .days(28), good: weighted(availability.weight(3), latency.weight(1)),
            onMissingData: .coveredBy("CheckoutOrderingNotMeasured"),
            traffic: .perMinute(quietest: 4, busiest: 2400))
    }
}

/// From a quiet night to the first day of a sale, on three instances.
private let requests = Traffic.perMinute(quietest: 1, busiest: 600, series: 3)
