/// Who is told of the service's alerts, and who next. At most one stands in a spec; Alertmanager's and Grafana's
/// routing both come from it.
///
/// ```swift
/// let routing = Routing(
///     warning: .slack("chat", channel: "#feature-store", urlFile: "/etc/alerting/slack-url"),
///     critical: .pagerDuty("on-call", keyFile: "/etc/alerting/on-call-key"),
///     escalation: Escalation(to: .pagerDuty("second-line", keyFile: "/etc/alerting/second-line-key")))
/// ```
///
/// Critical alerts, and burn-rate alerts of the tier `page`, go to `critical`; all others to `warning`. While the page of
/// an objective fires, its ticket for the same group is held back; while another alert fires, just those are that it
/// names in `inhibits:`.
public struct Routing: Declaration {
    package let warning: Receiver
    package let critical: Receiver
    package let escalation: Escalation?
    package let warningHours: WorkingHours?
    package let warningRepeat: Quantity<Time>
    package let criticalRepeat: Quantity<Time>
    /// Where it was declared.
    public let origin: Origin

    /// Declares who is told.
    ///
    /// - Parameters:
    ///   - warning: Told of warnings and tickets.
    ///   - critical: Told of critical alerts and pages.
    ///   - escalation: Told next.
    ///   - warningHours: When warnings and tickets are told; those that begin outside wait until then. Always, by default.
    ///   - warningRepeat: How often a warning that goes on is told again.
    ///   - criticalRepeat: How often a critical alert that goes on is told again.
    public init(
        warning: Receiver, critical: Receiver, escalation: Escalation? = nil, warningHours: WorkingHours? = nil,
        warningRepeat: Quantity<Time> = .hours(12), criticalRepeat: Quantity<Time> = .hours(1),
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.warning = warning
        self.critical = critical
        self.escalation = escalation
        self.warningHours = warningHours
        self.warningRepeat = warningRepeat
        self.criticalRepeat = criticalRepeat
        origin = Origin(file, line, column)
    }

    package var receivers: [Receiver] { [warning, critical] + (escalation.map { [$0.receiver] } ?? []) }
}

/// Tells somebody else of a critical alert that has not been acknowledged. To acknowledge is to silence: Alertmanager
/// knows of nothing else, and a silenced alert is not passed on.
public struct Escalation: Sendable {
    package let receiver: Receiver
    package let delay: Quantity<Time>

    /// Told once an alert has been firing for `delay` without being silenced, then as often as the first receiver.
    public init(to receiver: Receiver, after delay: Quantity<Time> = .minutes(30)) {
        self.receiver = receiver
        self.delay = delay
    }
}

/// A way to tell somebody. Secrets are files on the machine that sends: they are named here, never written down.
public struct Receiver: Sendable {
    package enum Kind: Sendable, Hashable {
        case slack(channel: String, urlFile: String)
        case pagerDuty(keyFile: String)
        case webhook(url: String, tokenFile: String?)
    }

    package let name: String
    package let kind: Kind

    /// A Slack channel; `urlFile` holds the address of the incoming webhook.
    public static func slack(_ name: String, channel: String, urlFile: String) -> Receiver {
        Receiver(name: name, kind: .slack(channel: channel, urlFile: urlFile))
    }

    /// A PagerDuty service; `keyFile` holds its Events API v2 integration key.
    public static func pagerDuty(_ name: String, keyFile: String) -> Receiver {
        Receiver(name: name, kind: .pagerDuty(keyFile: keyFile))
    }

    /// Any program that takes Alertmanager's JSON; `tokenFile` holds a bearer token to send along.
    public static func webhook(_ name: String, url: String, tokenFile: String? = nil) -> Receiver {
        Receiver(name: name, kind: .webhook(url: url, tokenFile: tokenFile))
    }

    /// The file that holds the secret, where there is one.
    package var secretFile: String? {
        switch kind {
        case .slack(_, let file), .pagerDuty(let file): file
        case .webhook(_, let file): file
        }
    }
}
