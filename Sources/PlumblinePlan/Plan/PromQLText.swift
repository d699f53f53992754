package import Plumbline

/// Prints the expressions of one spec: with its default window in rules, and with its own facts in place.
package struct PromQLText {
    package let spec: Spec
    package let fingerprint: String

    /// As it stands in a rule file: broken over lines where it is long.
    package func rule(_ expression: Expression) -> String {
        Printer(.rule(window: spec.window)).text(resolved(expression))
    }

    /// As it stands in a dashboard: on one line, following the panel's zoom.
    package func panel(_ expression: Expression) -> String {
        Printer(.panel, width: .max).text(resolved(expression))
    }

    /// On one line, with the windows of a rule.
    package func line(_ expression: Expression) -> String {
        Printer(.rule(window: spec.window), width: .max).text(resolved(expression))
    }

    /// With the spec's own facts in place.
    package func resolved(_ expression: Expression) -> Expression {
        expression.resolving([.service: spec.service, .fingerprint: fingerprint])
    }
}
