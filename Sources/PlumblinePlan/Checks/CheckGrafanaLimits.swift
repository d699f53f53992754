import Plumbline

/// Names are no longer than the columns of Grafana's database that keep them.
/// https://github.com/grafana/grafana: pkg/services/ngalert/store/alert_rule.go, pkg/services/sqlstore/migrations
@Sendable func checkGrafanaLimits(_ declarations: Declarations) -> [Problem] {
    var named: [(what: String, name: String, limit: Int, origin: Origin)] = []
    let spec = declarations.spec
    if spec.outputs.contains(.grafanaProvisioning) {
        named += declarations.alerts.map { ("alert", $0.name, 190, $0.origin) }
        named += declarations.objectives.flatMap { named in
            named.value.alertNames(spec.service).map { ("alert", $0, 190, named.value.origin) }
        }
        named += declarations.groups.map { ("rule group", $0.name(spec), 190, $0.declared?.origin ?? spec.origin) }
        named += declarations.provisionings.map { ("folder", $0.folder, 189, $0.origin) }
    }
    if spec.outputs.contains(.grafana) {
        named += declarations.boards.map { ("dashboard", $0.dashboard.title, 189, $0.dashboard.origin) }
    }
    return named.filter { $0.name.unicodeScalars.count > $0.limit }.map { what, name, limit, origin in
        Problem(
            "\(what) '\(name.prefix(30))…' has a name of \(name.unicodeScalars.count) characters", at: origin,
            mend: "Grafana takes \(limit) at most")
    }
}
