import Plumbline

// An amount of another dimension.
// expected-error@+1 {{'>' is unavailable: the two sides measure different things, such as a time and a size}}
let sizeOfTime = latency.quantile(0.95) > .bytes(5)
// expected-error@+1 {{'<' is unavailable: the two sides measure different things, such as a time and a size}}
let timeOfRatio = hitRatio < .seconds(1)
// expected-error@+1 {{'>=' is unavailable: the two sides measure different things, such as a time and a size}}
let atLeastBytes = age >= .bytes(5)
// expected-error@+1 {{'<=' is unavailable: the two sides measure different things, such as a time and a size}}
let atMostBytes = age <= .bytes(5)
// expected-error@+1 {{'==' is unavailable: the two sides measure different things, such as a time and a size}}
let equalBytes = age == .bytes(5)
// expected-error@+1 {{'!=' is unavailable: the two sides measure different things, such as a time and a size}}
let otherBytes = age != .bytes(5)
// expected-error@+1 {{'+' is unavailable: the two sides measure different things, such as a time and a size}}
let moreBytes = age + .bytes(5)
// expected-error@+1 {{'-' is unavailable: the two sides measure different things, such as a time and a size}}
let lessBytes = age - .bytes(5)

// A number without its unit.
// expected-error@+1 {{'>' is unavailable: the value has a unit: write it with the number, as in .milliseconds(5)}}
let five = age > 5
// expected-error@+1 {{'<' is unavailable: the value has a unit: write it with the number, as in .milliseconds(5)}}
let half = age < 0.5
// expected-error@+1 {{'>=' is unavailable: the value has a unit: write it with the number, as in .milliseconds(5)}}
let atLeastFive = operations.rate() >= 5
// expected-error@+1 {{'<=' is unavailable: the value has a unit: write it with the number, as in .milliseconds(5)}}
let atMostFive = size <= 5
// expected-error@+1 {{cannot convert value of type 'Int' to expected argument type 'Window'}}
let window = operations.rate(over: 5)

// Two vectors of different dimensions.
// expected-error@+1 {{'+' is unavailable: the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)}}
let sum = age + size
// expected-error@+1 {{'-' is unavailable: the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)}}
let difference = age - size
// expected-error@+1 {{'>' is unavailable: the sides have different label sets or dimensions: aggregate both alike, or say right.matching(on:)}}
let older = age > size
// expected-error@+1 {{'*' is unavailable: the right side is not a ratio with the same labels: say left.multiplied(by: right, as: unit)}}
let product = workers * workers

// A unit of another dimension.
// expected-error@+1 {{'converted(to:)' is unavailable: the unit measures something else than the expression}}
let converted = age.converted(to: .bytes)
