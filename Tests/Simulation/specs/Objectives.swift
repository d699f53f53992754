import Plumbline

/// Windows as those of a month, on a period of a day: the factors are such that all of them can be reached.
private let scaled: [Burn] = [
    .page(9, over: .hours(1), and: .minutes(5)), .page(5, over: .hours(6), and: .minutes(30)),
    .ticket(2, over: .hours(12), and: .hours(2)),
]

private let succeeding = metrics.requests.bad(where: \.outcome, .is(.bad))
private let fast = metrics.latency.faster(than: .milliseconds(500))
private let reachable = metrics.probe.atLeast(1)
private let quick = metrics.latency.quantile(0.95, by: \.scenario, over: .minutes(5)).atMost(.milliseconds(500))

let counters = Counters()

/// Requests that succeed, for each scenario.
struct Counters {
    let day90 = SLO(
        "day-90", "", objective: .percent(90), over: .days(1), good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let day99 = SLO(
        "day-99", "", objective: .percent(99), over: .days(1), good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let day999 = SLO(
        "day-99-9", "", objective: .percent(99.9), over: .days(1), good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let day9995 = SLO(
        "day-99-95", "", objective: .percent(99.95), over: .days(1), good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let day9999 = SLO(
        "day-99-99", "", objective: .percent(99.99), over: .days(1), good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let week99 = SLO(
        "week-99", "", objective: .percent(99), over: .days(7), good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"))
    let week999 = SLO(
        "week-99-9", "", objective: .percent(99.9), over: .days(7), good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"))
    let month90 = SLO(
        "month-90", "", objective: .percent(90), over: .days(30), good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"),
        burn: [
            .page(9, over: .hours(1), and: .minutes(5)), .page(6, over: .hours(6), and: .minutes(30)),
            .ticket(3, over: .days(1), and: .hours(2)), .ticket(1, over: .days(3), and: .hours(6)),
        ])
    let month99 = SLO(
        "month-99", "", objective: .percent(99), over: .days(30), good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"))
    let month999 = SLO(
        "month-99-9", "", objective: .percent(99.9), over: .days(30), good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"),
        traffic: .perMinute(quietest: 0.5, busiest: 600, series: 3))
    let month9995 = SLO(
        "month-99-95", "", objective: .percent(99.95), over: .days(30), good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"))
    let month9999 = SLO(
        "month-99-99", "", objective: .percent(99.99), over: .days(30), good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"))
    let eachWeek = SLO(
        "each-week", "", objective: .percent(99), inEach: .week, good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"))
    let eachMonth = SLO(
        "each-month", "", objective: .percent(99), inEach: .month, good: succeeding, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"))
}

let latencies = Latencies()

/// Requests within half a second, and the P95 held under it.
struct Latencies {
    let day99 = SLO(
        "fast-day-99", "", objective: .percent(99), over: .days(1), good: fast, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let day999 = SLO(
        "fast-day-99-9", "", objective: .percent(99.9), over: .days(1), good: fast, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let week99 = SLO(
        "fast-week-99", "", objective: .percent(99), over: .days(7), good: fast, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"))
    let month999 = SLO(
        "fast-month-99-9", "", objective: .percent(99.9), over: .days(30), good: fast, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"))
    let p95Day90 = SLO(
        "p95-day-90", "", objective: .percent(90), over: .days(1), good: quick, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let p95Day99 = SLO(
        "p95-day-99", "", objective: .percent(99), over: .days(1), good: quick, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
}

let probes = Probes()

/// The share of time in which a probe goes well.
struct Probes {
    let day90 = SLO(
        "up-day-90", "", objective: .percent(90), over: .days(1), good: reachable, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let day99 = SLO(
        "up-day-99", "", objective: .percent(99), over: .days(1), good: reachable, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let month999 = SLO(
        "up-month-99-9", "", objective: .percent(99.9), over: .days(30), good: reachable, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"))
    let month9999 = SLO(
        "up-month-99-99", "", objective: .percent(99.99), over: .days(30), good: reachable, by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"))
}

let pairs = Pairs()

/// Bad events, or good ones, in a counter of their own.
struct Pairs {
    let bad99 = SLO(
        "calls-day-99", "", objective: .percent(99), over: .days(1),
        good: SLI(bad: metrics.callErrors, total: metrics.calls), by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let bad999 = SLO(
        "calls-month-99-9", "", objective: .percent(99.9), over: .days(30),
        good: SLI(bad: metrics.callErrors, total: metrics.calls), by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"))
    let good99 = SLO(
        "orders-day-99", "", objective: .percent(99), over: .days(1),
        good: SLI(good: metrics.deliveries, total: metrics.orders), by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
}

let answers = Answers()

/// What fails is as bad as what is slow.
struct Answers {
    let day99 = SLO(
        "answers-day-99", "", objective: .percent(99), over: .days(1),
        good: metrics.answers.faster(than: .milliseconds(500)).bad(where: \.outcome, .is(.bad)), by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
}

let ratios = Ratios()

/// The share that fails, as somebody else computes it.
struct Ratios {
    let day99 = SLO(
        "ratio-day-99", "", objective: .percent(99), over: .days(1), good: SLI(errorRatio: metrics.errorRatio),
        by: \.scenario,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let month999 = SLO(
        "ratio-month-99-9", "", objective: .percent(99.9), over: .days(30), good: SLI(errorRatio: metrics.errorRatio),
        by: \.scenario, onMissingData: .staysQuiet(because: "idle"))
}

let single = Single()

/// Without groups, and what is made of them.
struct Single {
    let requests = SLO(
        "one-requests", "", objective: .percent(99), over: .days(1), good: succeeding,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let latency = SLO(
        "one-latency", "", objective: .percent(99), over: .days(1), good: fast,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
    let probe = SLO(
        "one-probe", "", objective: .percent(99), over: .days(1), good: reachable,
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
}

let composites = Composites()

struct Composites {
    let all = SLO(
        "all-of", "", objective: .percent(90), over: .days(1), good: allOf(single.requests, single.latency),
        onMissingData: .staysQuiet(because: "idle"),
        burn: scaled)
    let weighted = SLO(
        "by-weight", "", objective: .percent(99), over: .days(1),
        good: Plumbline.weighted(single.requests.weight(3), single.latency.weight(1)),
        onMissingData: .staysQuiet(because: "idle"), burn: scaled)
}
