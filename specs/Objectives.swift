import Plumbline

let objectives = Objectives()

/// What the FeatureStore promises over 30 days. Alerts, panels and words take their thresholds from here.
/// The busiest traffic is the demo's: 100 requests a second for 40 symbols, one in 41 an insert. A night may be as quiet as
/// declared.
struct Objectives {
    let insert = SLO(
        "manifest-insert", "95 % of inserts take less than 5 ms.", objective: .percent(95), over: .days(30),
        good: metrics.manifestInsertLatency.faster(than: .milliseconds(5)), onMissingData: idle, traffic: inserting)
    let read = SLO(
        "manifest-read", "95 % of look-ups take less than 2 ms.", objective: .percent(95), over: .days(30),
        good: metrics.manifestReadLatency.faster(than: .milliseconds(2)), onMissingData: idle,
        traffic: .perMinute(quietest: 1, busiest: 5850, series: 40))
    let lockWait = SLO(
        "advisory-lock-wait", "95 % of lock waits take less than 10 ms.", objective: .percent(95), over: .days(30),
        good: metrics.advisoryLockWait.faster(than: .milliseconds(10)), onMissingData: idle, traffic: inserting)
    let hitRatio = SLO(
        "hit-ratio", "The cache answers at least 95 % of look-ups, 95 % of the time.", objective: .percent(95),
        over: .days(30), good: metrics.hitRatio.atLeast(.percent(95)), onMissingData: .fires)
    let availability = SLO(
        "availability", "99.9 % of operations succeed.", objective: .percent(99.9), over: .days(30),
        good: metrics.operations.good(where: \.outcome, .is(.success)), onMissingData: .fires,
        traffic: .perMinute(quietest: 1, busiest: 6000, series: 2))
}

private let inserting = Traffic.perHour(quietest: 30, busiest: 8800, series: 40)

/// Series by symbol begin with its first operation.
private let idle = MissingData.staysQuiet(
    because: "a store without operations has no latencies; FeatureStoreAvailabilityNotMeasured fires when it is gone")
