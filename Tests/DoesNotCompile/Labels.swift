import Plumbline

// A label of another metric.
// expected-error@+1 {{has no member 'outcome'}}
let matched = rows.where(\.outcome, .matches("a"))
// expected-error@+1 {{has no member 'outcome'}}
let summed = rows.sum(by: \.outcome)
// expected-error@+1 {{has no member 'outcome'}}
let without = rows.sum(without: \.outcome)
// expected-error@+1 {{has no member 'outcome'}}
let quantile = latency.quantile(0.95, by: \.outcome)
// expected-error@+1 {{has no member 'outcome'}}
let partner = rows + rows.matching(on: \.outcome)

// A value that the label does not have.
// expected-error@+1 {{type 'Backend' has no member 'mysql'}}
let unknown = rows.where(\.backend, .is(.mysql))
// expected-error@+1 {{cannot convert value of type 'Int' to expected argument type 'String'}}
let number = rows.where(\.symbol, .is(5))

// A label set whose labels have no names yet, and values that are no text.
// expected-error@+2 {{type 'Nameless' does not conform to protocol 'LabelSet'}}
// expected-note@+1 {{add stubs}}
struct Nameless: LabelSet {
    let backend: Label<Backend>
}
// expected-error@+3 {{type 'Numbers' does not conform to protocol 'LabelValue'}}
// expected-error@+2 {{'LabelValue' requires the types 'Int' and 'String' be equivalent}}
// expected-note@+1 {{requirement specified as}}
enum Numbers: Int, LabelValue { case one }
