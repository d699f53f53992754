import Plumbline

// expected-error@+1 {{'/' is unavailable: the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)}}
let share = operations.rate() / latency.observations.rate()
// expected-error@+1 {{'+' is unavailable: the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)}}
let total = rows + workers
// expected-error@+1 {{'-' is unavailable: the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)}}
let rest = rows - workers
// expected-error@+1 {{'>' is unavailable: the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)}}
let more = rows > workers
// expected-error@+1 {{'<' is unavailable: the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)}}
let fewer = rows < workers
// expected-error@+1 {{'>=' is unavailable: the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)}}
let atLeast = rows >= workers
// expected-error@+1 {{'<=' is unavailable: the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)}}
let atMost = rows <= workers
// expected-error@+1 {{'and' is unavailable: the sides have different label sets: say other.matching(on:)}}
let both = (rows > 5).and(workers)
// expected-error@+1 {{'or' is unavailable: the sides have different label sets: say other.matching(on:)}}
let either = (rows > 5).or(workers > 5)
// expected-error@+1 {{'unless' is unavailable: the sides have different label sets: say other.matching(on:)}}
let except = rows.unless(workers > 5)
// expected-error@+1 {{'*' is unavailable: the right side is not a ratio with the same labels: say left.multiplied(by: right, as: unit)}}
let scaled = rows * hitRatio
