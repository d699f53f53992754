import Plumbline
import Testing

/// The words of annotations and legends.
@Suite struct TextTests {
    private typealias Words = Text<ManifestLabels, Time>

    @Test func placeholdersBecomeTemplates() {
        let words: Words = "Inserts on \(label: \.backend) of \(label: \.instance) take \(value: .milliseconds)."
        #expect(
            words.segments.template
                == "Inserts on {{ $labels.backend }} of {{ $labels.instance }} take "
                + #"{{ $value | printf (or (and (lt $value 1e3) (gt $value -1e3) "%.4g") "%.0f") }} ms."#)
        #expect(words.segments.legend == "Inserts on {{backend}} of {{instance}} take milliseconds.")
    }

    @Test func quantitiesAndTextAreWords() {
        let words: Words = "\(Quantity<Time>.milliseconds(5)) \(Quantity<Ratio>.percent(99.9)) \("from elsewhere")"
        #expect(words.segments.template == "5 ms 99.9 % from elsewhere")
    }

    @Test func aPathToNoLabelIsAProblem() {
        let line: UInt = #line + 1
        let words: Words = "On \(label: \.self)."
        let problems = words.segments.problems(labels: latency.average().labels, unit: .milliseconds, in: "the summary")
        #expect(problems.map(\.origin.line) == [line])
        #expect(
            problems.map(\.message)
                == ["the key path does not name a label of the expression that the summary speaks of"])
    }

    @Test func aLabelThatIsGoneIsAProblem() {
        let line: UInt = #line + 1
        let words: Words = "On \(label: \.backend) for \(label: \.symbol)."
        let query = latency.quantile(0.95, by: \.backend, file: "specs/A.swift", line: 4, column: 5)
        let problems = words.segments.problems(labels: query.labels, unit: query.unit, in: "the summary of 'A'")
        #expect(problems.map(\.origin.line) == [line])
        #expect(
            problems.map(\.message) == [
                "label 'symbol' in the summary of 'A' was aggregated away by sum by (backend)"
            ])
        #expect(problems.flatMap(\.notes).map(\.origin.description) == ["specs/A.swift:4:5"])
    }

    @Test func aValueInAnotherUnitIsAProblem() {
        let words: Words = "It takes \(value: .seconds)."
        #expect(words.segments.problems(labels: .none, unit: .seconds, in: "the summary").isEmpty)
        let problems = words.segments.problems(labels: .none, unit: .milliseconds, in: "the summary")
        #expect(
            problems.map(\.message) == ["the summary shows the value in seconds, but the expression is in milliseconds"]
        )
        #expect(problems.map(\.mend) == [#"write \(value: .milliseconds); templates cannot convert"#])
    }

    @Test func emptyPartsAreNoSegments() {
        let (none, one): (Words, Words) = ("", "\(label: \.backend)")
        #expect(none.segments.isEmpty)
        #expect(one.segments.count == 1)
    }
}
