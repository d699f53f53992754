/// Anything that may be a stored property of a spec's struct: metrics, objectives, rules, dashboards and what is
/// on them.
public protocol Declaration: Sendable {
    /// Where it was declared.
    var origin: Origin { get }
}
