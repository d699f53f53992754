/// How far back a range function looks.
public enum Window: Sendable, Hashable {
    /// The spec's default: `[5m]` in a rule, `[$__rate_interval]` in a panel, so one query serves both.
    case automatic
    /// A fixed range, the same in rules and panels.
    case fixed(Quantity<Time>)
    /// `$__rate_interval`: follows the panel's zoom. Panels only.
    case rateInterval
    /// `$__range`: all that the dashboard shows. Panels only.
    case dashboardRange

    /// A fixed range of seconds.
    public static func seconds(_ amount: Double) -> Window { .fixed(.seconds(amount)) }
    /// A fixed range of minutes.
    public static func minutes(_ amount: Double) -> Window { .fixed(.minutes(amount)) }
    /// A fixed range of hours.
    public static func hours(_ amount: Double) -> Window { .fixed(.hours(amount)) }
    /// A fixed range of days.
    public static func days(_ amount: Double) -> Window { .fixed(.days(amount)) }
}

extension Quantity where D == Time {
    /// Prometheus' text for a duration: `5m`, `1h30m`, `90s` as `1m30s`. Nil unless a positive whole number of
    /// milliseconds.
    package var promQL: String? {
        guard let base, let milliseconds = base.times(ExactDecimal(1000))?.integer, milliseconds > 0 else { return nil }
        var rest = milliseconds
        var text = ""
        for (size, suffix) in [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s"), (1, "ms")] {
            if rest / size > 0 { text += "\(rest / size)\(suffix)" }
            rest %= size
        }
        return text
    }

    /// Grafana's text for a duration, which has one unit: `90m`, `36h`, `2d`. Nil where `promQL` is.
    package var inOneUnit: String? {
        guard let base, let milliseconds = base.times(ExactDecimal(1000))?.integer, milliseconds > 0 else { return nil }
        let units = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s"), (1, "ms")]
        return units.first { milliseconds % $0.0 == 0 }.map { "\(milliseconds / $0.0)\($0.1)" }
    }
}
