import Plumbline

// expected-error@+1 {{'faster(than:)' is unavailable: the threshold and the histogram measure different things}}
let fasterThanASize = latency.faster(than: .bytes(5))
// expected-error@+1 {{referencing static method 'seconds' on 'Quantity' requires the types 'Ratio' and 'Time' be equivalent}}
let hitsOverTime = hitRatio.atLeast(.seconds(1))
// expected-error@+1 {{referencing static method 'bytes' on 'Quantity' requires the types 'Count' and 'Bytes' be equivalent}}
let workersOverSize = workers.atMost(.bytes(1))
// expected-error@+1 {{type 'Outcome' has no member 'fine'}}
let unknownOutcome = operations.good(where: \.outcome, .is(.fine))
// expected-error@+1 {{a range written backwards ends the program: write .perMinute(quietest: 1, busiest: 600)}}
let trafficAsARange = Traffic.perMinute(5...600)
// expected-error@+1 {{good takes an SLI: gauge.atLeast(_:), histogram.faster(than:) or counter.good(where:_:)}}
let condition = SLO("a", "A.", objective: .percent(95), over: .days(30), good: hitRatio > 0.9)
// expected-error@+1 {{say what missing data means: onMissingData: .fires, .staysQuiet(because:) or .coveredBy(_:)}}
let silent = SLO("b", "B.", objective: .percent(95), over: .days(30), good: hitRatio.atLeast(.percent(95)))
// expected-error@+1 {{say what missing data means: onMissingData: .fires, .staysQuiet(because:) or .coveredBy(_:)}}
let silentMonth = SLO("c", "C.", objective: .percent(95), inEach: .month, good: hitRatio.atLeast(.percent(95)))
