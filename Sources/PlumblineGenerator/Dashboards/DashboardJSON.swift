import Plumbline
import PlumblinePlan

/// The dashboard as Grafana imports it: schema version 42, `id` null so that the uid decides.
func dashboardJSON(_ board: PlannedDashboard, _ plan: Plan) -> JSON {
    [
        "id": .null,
        "uid": .string(board.dashboard.uid),
        "title": .string(board.dashboard.title),
        "description": .string(board.dashboard.summary),
        "tags": .array((board.dashboard.tags + ["generated"]).map { .string($0) }),
        "schemaVersion": 42,
        "version": 1,
        "editable": false,
        "graphTooltip": 1,
        "timezone": "browser",
        "time": ["from": .string("now-\(board.dashboard.span.inOneUnit ?? "6h")"), "to": "now"],
        "refresh": "30s",
        "timepicker": [:],
        "fiscalYearStartMonth": 0,
        "templating": ["list": .array([dataSourceVariable] + board.variables.map(\.json))],
        "annotations": ["list": .array([builtInAnnotation] + board.annotations.map(\.json))],
        "links": .array(board.dashboard.links.compactMap { $0.boardLink }),
        "panels": .array(board.items.map { $0.json }),
    ]
}

/// Every query goes to the data source picked at the top of the board.
let dataSource: JSON = ["type": "prometheus", "uid": "${datasource}"]

private let dataSourceVariable: JSON = [
    "type": "datasource", "name": "datasource", "label": "Data source", "query": "prometheus", "refresh": 1, "hide": 0,
    "current": ["text": "default", "value": "default"], "options": [], "regex": "", "multi": false,
    "includeAll": false, "skipUrlSync": false,
]

private let builtInAnnotation: JSON = [
    "builtIn": 1, "datasource": ["type": "grafana", "uid": "-- Grafana --"], "enable": true, "hide": true,
    "iconColor": "rgba(0, 211, 255, 1)", "name": "Annotations & Alerts", "type": "dashboard",
]

extension VariableDeclaration {
    fileprivate var json: JSON {
        let values = JSON.string("label_values(\((metric + suffix).selector([])), \(label ?? ""))")
        var fields: [String: JSON] = [
            "type": "query", "name": .string(name), "label": .string(title), "datasource": dataSource,
            "definition": values,
            "query": ["qryType": 1, "query": values, "refId": "PrometheusVariableQueryEditor-VariableQuery"],
            "refresh": 2, "sort": 1, "multi": .boolean(multi), "includeAll": .boolean(includeAll), "hide": 0,
            "regex": "",
            "skipUrlSync": false, "options": [],
        ]
        // Without All, Grafana picks the first value.
        if includeAll {
            fields["allValue"] = ".+"
            fields["current"] = ["text": ["All"], "value": ["$__all"]]
        }
        return .object(fields)
    }
}

extension Annotation {
    fileprivate var json: JSON {
        let names = alerts.map(\.name.regexQuoted).joined(separator: "|").promQLQuoted
        return [
            "datasource": dataSource, "enable": true, "hide": false, "iconColor": .string(colour.rawValue),
            "name": .string(title), "expr": .string("ALERTS{alertname=~\(names), alertstate=\"firing\"}"),
            "step": "60s", "titleFormat": "{{alertname}}", "textFormat": "{{severity}} {{backend}} {{instance}}",
            "tagKeys": "severity", "useValueForTime": false,
        ]
    }
}

extension PlannedDashboard.Item {
    fileprivate var json: JSON {
        switch self {
        case .row(let id, let title, let y):
            [
                "type": "row", "id": .integer(id), "title": .string(title), "collapsed": false, "panels": [],
                "gridPos": ["h": 1, "w": 24, "x": 0, "y": .integer(y)],
            ]
        case .panel(let panel): panelJSON(panel)
        }
    }
}
