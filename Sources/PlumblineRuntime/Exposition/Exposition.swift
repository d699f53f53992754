/// The format that `Registry.exposition()` answers in.
public enum Exposition {
    /// The `Content-Type` of Prometheus' text format 0.0.4.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"
}

/// A series that can say its samples.
protocol ExposedSeries: AnyObject, Sendable {
    /// The word of the `# TYPE` line.
    static var type: String { get }
    /// Appends its samples; `labels` stand as they do between the braces.
    func write(_ name: String, labels: String, to text: inout TextFormat)
}
