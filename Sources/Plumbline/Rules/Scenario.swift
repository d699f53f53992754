/// A proof of an alert that its author writes down, for what no proof can be derived of: series, when it must not fire
/// yet, and when it must.
///
/// ```swift
/// proof: Scenario(
///     "scrapes bring nothing", series: ["scrape_samples_scraped{job=\"shop\"}": "0x20"],
///     quietAt: .minutes(4), firesAt: .minutes(5), labels: ["job": "shop"], value: 0)
/// ```
public struct Scenario: Sendable {
    package let name: String
    package let series: [String: String]
    package let interval: Quantity<Time>
    package let quietAt: Quantity<Time>
    package let firesAt: Quantity<Time>
    package let labels: [String: String]
    package let value: Double
    package let origin: Origin

    /// Writes a proof down.
    ///
    /// - Parameters:
    ///   - name: What happens, in words.
    ///   - series: Values by series, in the notation of `promtool test rules`: `0+10x20` is 21 samples.
    ///   - interval: The time from one sample, and from one evaluation, to the next.
    ///   - quietAt: When the alert must not fire.
    ///   - firesAt: When it must.
    ///   - labels: The labels that the condition gives it; those of the rule are added.
    ///   - value: The value of the condition then, for the words of its annotations.
    public init(
        _ name: String, series: [String: String], every interval: Quantity<Time> = .minutes(1),
        quietAt: Quantity<Time>, firesAt: Quantity<Time>, labels: [String: String] = [:], value: Double,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.name = name
        self.series = series
        self.interval = interval
        self.quietAt = quietAt
        self.firesAt = firesAt
        self.labels = labels
        self.value = value
        origin = Origin(file, line, column)
    }
}
