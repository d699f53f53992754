/// Anything that may be a stored property of a spec's struct: metrics, objectives, rules, dashboards and what is
/// on them.
public protocol Declaration: Sendable {
    /// Where it was declared.
    var origin: Origin { get }
}

/// Several declarations made by one, each with what is added to the name of the property that holds it.
package protocol DeclarationGroup {
    var members: [(name: String, declaration: any Declaration)] { get }
}
