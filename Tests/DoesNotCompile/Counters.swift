import Plumbline

// expected-error@+1 {{'quantile(_:by:)' is unavailable: a counter has no buckets: declare a Histogram to ask for quantiles}}
let quantile = operations.quantile(0.95)
// expected-error@+1 {{'delta(over:)' is unavailable: a counter starts again at 0 with its process: use increase(over:)}}
let delta = operations.delta()
// expected-error@+1 {{'deriv(over:)' is unavailable: a counter starts again at 0 with its process: use rate(over:)}}
let deriv = operations.deriv()
// expected-error@+1 {{'predictLinear(in:over:)' is unavailable: a counter starts again at 0 with its process: predict a gauge instead}}
let soon = operations.predictLinear(in: .hours(1))
// expected-error@+1 {{'sum(by:)' is unavailable: rate first, then sum: counter.rate().sum(by:), so that restarts are seen}}
let sum = operations.sum()
// expected-error@+1 {{'sum(by:)' is unavailable: rate first, then sum: counter.rate().sum(by:), so that restarts are seen}}
let sumBy = operations.sum(by: \.outcome)
// expected-error@+1 {{'>' is unavailable: a counter only grows: compare its rate(over:) or increase(over:)}}
let many = operations > 5
// expected-error@+1 {{'<' is unavailable: a counter only grows: compare its rate(over:) or increase(over:)}}
let few = operations < 5
