import Plumbline

// expected-error@+1 {{'rate(over:)' is unavailable: a gauge also falls, so it has no rate: use deriv(over:) or delta(over:)}}
let rate = workers.rate()
// expected-error@+1 {{'increase(over:)' is unavailable: a gauge also falls, so it has no increase: use delta(over:)}}
let increase = workers.increase()
// expected-error@+1 {{'quantile(_:by:)' is unavailable: a gauge has no buckets: use quantileOverTime(_:_:), or declare a Histogram}}
let quantile = workers.quantile(0.95)
