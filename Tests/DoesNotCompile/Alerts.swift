import Plumbline

// expected-error@+1 {{missing argument for parameter 'summary' in call}}
let noSummary = Alert("A", when: busy, for: .minutes(5), severity: .warning, description: "d", onMissingData: .fires)
// expected-error@+1 {{missing argument for parameter 'description' in call}}
let noDescription = Alert("A", when: busy, for: .minutes(5), severity: .warning, summary: "s", onMissingData: .fires)
// expected-error@+1 {{missing argument for parameter 'onMissingData' in call}}
let noMissingData = Alert("A", when: busy, for: .minutes(5), severity: .warning, summary: "s", description: "d")
let unknownSeverity = Alert(
    // expected-error@+1 {{type 'Severity' has no member 'page'}}
    "A", when: busy, for: .minutes(5), severity: .page,
    summary: "s", description: "d", onMissingData: .fires)
let unitlessFor = Alert(
    // expected-error@+1 {{generic struct 'Quantity' requires that 'Time' conform to 'Dimensionless'}}
    "A", when: busy, for: 300,
    severity: .warning, summary: "s", description: "d", onMissingData: .fires)

// Placeholders that the condition cannot fill.
let valueOfSize = Alert(
    "A", when: slow, for: .minutes(5), severity: .warning,
    // expected-error@+1 {{'appendInterpolation(value:)' is unavailable: the value measures something else: name a unit of its own dimension}}
    summary: "It takes \(value: .bytes).",
    description: "d", onMissingData: .fires)
let foreignLabel = Alert(
    "A", when: slow, for: .minutes(5), severity: .warning,
    // expected-error@+1 {{has no member 'outcome'}}
    summary: "On \(label: \.outcome).",
    description: "d", onMissingData: .fires)
// expected-error@+1 {{has no member 'outcome'}}
let foreignLegend = Series("\(label: \.outcome)", rows)
