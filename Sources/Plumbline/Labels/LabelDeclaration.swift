/// What every kind of label has, so that a key path can be resolved to a name.
package protocol AnyLabel: Sendable {
    var name: String { get }
    var declaration: LabelDeclaration { get }
}

/// A label as the plan sees it.
package struct LabelDeclaration: Sendable, Hashable {
    package struct Case: Sendable, Hashable {
        package let swiftName: String
        package let value: String
    }

    package enum Values: Sendable, Hashable {
        case closed(type: String, cases: [Case])
        case open(limit: Int)
        case external
        case target
    }

    package let name: String
    package let values: Values
    package let origin: Origin
}

extension LabelSet {
    /// The declared labels with their Swift names, in declared order.
    package static var declared: [(property: String, label: LabelDeclaration)] {
        Mirror(reflecting: Self()).children.compactMap { child in
            guard let name = child.label, let label = child.value as? any AnyLabel else { return nil }
            return (name, label.declaration)
        }
    }

    /// The label that a key path names; nil for a path to something else, such as `\.self`.
    package static func label(_ path: PartialKeyPath<Self>) -> (any AnyLabel)? {
        Self()[keyPath: path] as? any AnyLabel
    }
}
