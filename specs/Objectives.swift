import Plumbline

let objectives = Objectives()

/// What the FeatureStore promises over 30 days. Alerts, panels and words take their thresholds from here.
struct Objectives {
    let insert = SLO(
        "manifest-insert", "95 % of inserts take less than 5 ms.", objective: .percent(95), over: .days(30),
        good: metrics.manifestInsertLatency.faster(than: .milliseconds(5)), onMissingData: idle)
    let read = SLO(
        "manifest-read", "95 % of look-ups take less than 2 ms.", objective: .percent(95), over: .days(30),
        good: metrics.manifestReadLatency.faster(than: .milliseconds(2)), onMissingData: idle)
    let lockWait = SLO(
        "advisory-lock-wait", "95 % of lock waits take less than 10 ms.", objective: .percent(95), over: .days(30),
        good: metrics.advisoryLockWait.faster(than: .milliseconds(10)), onMissingData: idle)
    let hitRatio = SLO(
        "hit-ratio", "The cache answers at least 95 % of look-ups, 95 % of the time.", objective: .percent(95),
        over: .days(30), good: metrics.hitRatio.atLeast(.percent(95)), onMissingData: .fires)
    let availability = SLO(
        "availability", "99.9 % of operations succeed.", objective: .percent(99.9), over: .days(30),
        good: metrics.operations.good(where: \.outcome, .is(.success)), onMissingData: .fires)
}

/// Series by symbol begin with its first operation.
private let idle = MissingData.staysQuiet(
    because: "a store without operations has no latencies; FeatureStoreAvailabilityNotMeasured fires when it is gone")
