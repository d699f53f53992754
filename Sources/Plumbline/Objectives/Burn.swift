/// One way in which an error budget burns too fast: over a long window, so that it matters, and over a short one, so
/// that it still goes on.
///
/// ```swift
/// SLO("speed", …, burn: [.page(9, over: .hours(1), and: .minutes(5)), .ticket(1, over: .days(3), and: .hours(6))])
/// ```
public struct Burn: Sendable, Hashable {
    package let tier: Tier
    /// How many times faster than the budget allows.
    package let factor: Quantity<Ratio>
    package let long: Quantity<Time>
    package let short: Quantity<Time>

    /// Somebody should look now: the budget burns at `factor` times the rate that would just spend it.
    public static func page(
        _ factor: Quantity<Ratio>, over long: Quantity<Time>, and short: Quantity<Time>
    ) -> Burn { Burn(tier: .page, factor: factor, long: long, short: short) }

    /// Somebody should look during working hours.
    public static func ticket(
        _ factor: Quantity<Ratio>, over long: Quantity<Time>, and short: Quantity<Time>
    ) -> Burn { Burn(tier: .ticket, factor: factor, long: long, short: short) }
}

/// The `tier` label of a burn-rate alert: what inhibition and routing go by, whatever the windows are.
package enum Tier: String, Sendable, CaseIterable {
    case page, ticket

    package var severity: Severity { self == .page ? .critical : .warning }
}
