import Plumbline

// expected-error@+1 {{'rate(over:)' is unavailable: use observations.rate() for how often, sum.rate() for how much}}
let rate = latency.rate()
// expected-error@+1 {{'>' is unavailable: a histogram is many numbers: compare its quantile(_:by:) or average(by:)}}
let slowOnes = latency > .milliseconds(5)
