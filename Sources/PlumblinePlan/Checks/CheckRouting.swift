import Plumbline

/// Alerts are routed once, to receivers that can be told apart, with secrets in files.
@Sendable func checkRouting(_ declarations: Declarations) -> [Problem] {
    let outputs = declarations.spec.outputs.intersection(Output.routed)
    guard let routing = declarations.routings.first else {
        return outputs.map(\.rawValue).sorted().map { output in
            Problem(
                "the output '\(output)' needs to know who is told of alerts", at: declarations.spec.origin,
                mend: "declare a Routing, or leave the output out")
        }
    }
    var problems = declarations.routings.dropFirst().map { extra in
        Problem(
            "routing is declared twice", at: extra.origin, mend: "keep one of them",
            notes: [.init("first declared here", routing.origin)])
    }
    if outputs.isEmpty {
        problems.append(
            Problem(
                "routing is used by none of the spec's outputs", at: routing.origin,
                mend: "add .alertmanager or .grafanaProvisioning to outputs:, or remove it"))
    }
    return problems + routing.problems
}

extension Output {
    /// Those that say who is told.
    static let routed: Set<Output> = [.alertmanager, .grafanaProvisioning]
}

extension Routing {
    fileprivate var problems: [Problem] {
        func problem(_ message: String, _ mend: String) -> Problem { Problem(message, at: origin, mend: mend) }
        let names = receivers.map(\.name)
        let twice = Set(names.filter { name in names.count { $0 == name } > 1 }).sorted().map {
            problem("two receivers are called '\($0)'", "give each a name of its own")
        }
        let times = [("warningRepeat", warningRepeat), ("criticalRepeat", criticalRepeat)]
        let delays = escalation.map { [("after", $0.delay)] } ?? []
        let hours = warningHours.flatMap { hours in
            0 <= hours.start && hours.start < hours.end && hours.end <= 24
                ? nil
                : problem(
                    "the working hours go from \(hours.start) to \(hours.end)",
                    "write hours of one day, such as 9 to 17")
        }
        let zone = warningHours.map(\.zone).flatMap { zone in
            guard !timeZones.contains(zone) else { return nil as Problem? }
            let nearest = zone.nearest(in: timeZones) ?? "one such as Europe/Berlin"
            return problem("'\(zone)' is not a time zone", "write \(nearest)")
        }
        return twice + [hours, zone].compactMap(\.self)
            + (times + delays).filter { $0.1.promQL == nil }.map { role, time in
                problem("\(role): of the routing is \(time.words)", "write a duration such as .minutes(30)")
            } + receivers.flatMap { receiver in receiver.problems.map { problem($0.message, $0.mend) } }
    }
}

extension Receiver {
    fileprivate var problems: [(message: String, mend: String)] {
        var problems: [(message: String, mend: String)] = []
        func add(_ message: String, _ mend: String) { problems.append(("receiver '\(name)' \(message)", mend)) }
        if !name.isSlug || name.utf8.count > 40 {
            add("is not at most 40 lowercase letters, digits and hyphens", "write a name such as 'on-call'")
        }
        if let file = secretFile, let fault = file.pathFault {
            add("keeps its secret in '\(file)', which \(fault)", "write /etc/alerting/on-call-key")
        }
        switch kind {
        case .slack(let channel, _) where !(channel.begins("#") || channel.begins("@")) || channel.hasControls:
            add("tells '\(channel)', which is no channel", "write one such as #on-call")
        case .webhook(let url, _):
            if let fault = url.addressFault {
                add("tells '\(url)', which \(fault)", "write one such as https://hooks.example.com/alerts")
            }
        default: break
        }
        return problems
    }
}

extension String {
    fileprivate var hasControls: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}
