import Plumbline

/// Warnings are read in the chat; critical alerts call whoever is on call, and the second line when nobody has silenced
/// them by then.
let routing = Routing(
    warning: .slack("feature-store-chat", channel: "#feature-store", urlFile: "/etc/alerting/slack-url"),
    critical: .pagerDuty("feature-store-on-call", keyFile: "/etc/alerting/on-call-key"),
    escalation: Escalation(
        to: .pagerDuty("feature-store-second-line", keyFile: "/etc/alerting/second-line-key"), after: .minutes(30)),
    warningHours: .weekdays(from: 8, to: 18))
