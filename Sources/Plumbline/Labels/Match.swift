/// A condition on one label, written as `where(\.backend, .is(.postgresql))`.
///
/// `Value` is the enum of a closed label and `String` for the others, so an unknown closed value does not compile.
public struct Match<Value: Sendable>: Sendable {
    package let comparison: Matcher.Comparison
    package let operand: Matcher.Operand

    private init(_ comparison: Matcher.Comparison, _ operand: Matcher.Operand) {
        self.comparison = comparison
        self.operand = operand
    }

    /// The condition that holds for just those values for which this one does not.
    package var negated: Match { Match(comparison.negated, operand) }

    /// `label=~"regex"`, anchored at both ends, in RE2 syntax.
    public static func matches(_ regex: String) -> Match { .init(.matches, .regex(regex)) }
    /// `label!~"regex"`, anchored at both ends, in RE2 syntax.
    public static func doesNotMatch(_ regex: String) -> Match { .init(.matchesNot, .regex(regex)) }
    /// `label=~"$variable"`: what is picked on the dashboard, one value, several, or all. Panels only. Where it is
    /// always one, `label="$variable"`: Grafana escapes values for a regular expression only where several can be picked.
    public static func isSelected(in variable: Variable) -> Match {
        let picked = variable.declaration
        return .init(picked.multi || picked.includeAll ? .matches : .equals, .variable(picked))
    }
}

extension Match where Value: LabelValue {
    /// `label="value"`
    public static func `is`(_ value: Value) -> Match { .init(.equals, .text(value.rawValue)) }
    /// `label!="value"`
    public static func isNot(_ value: Value) -> Match { .init(.differs, .text(value.rawValue)) }
    /// `label=~"a|b"`
    public static func isOneOf(_ values: Value...) -> Match { .init(.matches, .oneOf(values.map(\.rawValue))) }
}

extension Match where Value == String {
    /// `label="value"`
    public static func `is`(_ value: String) -> Match { .init(.equals, .text(value)) }
    /// `label!="value"`
    public static func isNot(_ value: String) -> Match { .init(.differs, .text(value)) }
    /// `label=~"a|b"`, each value taken literally.
    public static func isOneOf(_ values: String...) -> Match { .init(.matches, .oneOf(values)) }
}

/// A label matcher of a selector, without the label's type.
package struct Matcher: Sendable, Hashable {
    package enum Comparison: String, Sendable {
        case equals = "="
        case differs = "!="
        case matches = "=~"
        case matchesNot = "!~"

        package var negated: Comparison {
            switch self {
            case .equals: .differs
            case .differs: .equals
            case .matches: .matchesNot
            case .matchesNot: .matches
            }
        }
    }

    package enum Operand: Sendable, Hashable {
        case text(String)
        case regex(String)
        case oneOf([String])
        case variable(VariableDeclaration)
        /// Of the spec at hand, known once it is planned.
        case contract(Contract.Fact)
    }

    package let label: String
    package let comparison: Comparison
    package let operand: Operand
    package let origin: Origin

    package init(label: String, comparison: Comparison, operand: Operand, origin: Origin) {
        self.label = label
        self.comparison = comparison
        self.operand = operand
        self.origin = origin
    }
}
