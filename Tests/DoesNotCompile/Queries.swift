import Plumbline

// expected-error@+1 {{'where' is unavailable: filter the metric before the functions: metric.where(…).rate()}}
let filteredLate = rows.sum(by: \.backend).where(\.backend, .is(.duckdb))
// expected-error@+1 {{'rate(over:)' is unavailable: rate takes the counter itself: counter.rate().sum(by:)}}
let ratedTwice = operations.rate().rate()
// expected-error@+1 {{'&&' is unavailable: conditions are series, not Bool: write first.and(second)}}
let both = busy && slow
// expected-error@+1 {{'||' is unavailable: conditions are series, not Bool: write first.or(second)}}
let either = busy || slow
