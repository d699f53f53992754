import Plumbline
import PlumblinePlan

/// A panel as Grafana's published schemas have it: queries, field configuration, options of its kind, links.
func panelJSON(_ planned: PlannedPanel) -> JSON {
    let panel = planned.panel
    var fields: [String: JSON] = [
        "type": .string(panel.kind.type),
        "id": .integer(planned.id),
        "title": .string(panel.title),
        "description": .string(panel.summary),
        "gridPos": [
            "h": .integer(panel.size.height), "w": .integer(panel.size.width), "x": .integer(planned.x),
            "y": .integer(planned.y),
        ],
        "options": panel.options,
        "links": .array(panelLinks(planned)),
    ]
    if case .text = panel.kind { return .object(fields) }
    fields["datasource"] = dataSource
    fields["targets"] = .array(targets(planned))
    fields["fieldConfig"] = [
        "defaults": .object(panel.fieldDefaults(planned.steps)),
        "overrides": .array(panel.columnUnits),
    ]
    if case .table(let key, let title) = panel.kind {
        fields["transformations"] = .array(joinedTable(key: key ?? "", title: title, panel.series))
    }
    return .object(fields)
}

private func targets(_ planned: PlannedPanel) -> [JSON] {
    zip(planned.panel.series, planned.queries).enumerated().map { index, pair in
        var target: [String: JSON] = [
            "refId": .string(refID(index)), "datasource": dataSource, "expr": .string(pair.1), "editorMode": "code",
        ]
        switch planned.panel.kind {
        case .table: target.merge(["format": "table", "instant": true, "range": false]) { $1 }
        case .heatmap:
            target.merge(["format": "heatmap", "instant": false, "range": true, "legendFormat": "{{le}}"]) { $1 }
        default:
            target.merge(["instant": false, "range": true, "legendFormat": .string(pair.0.legend.legend)]) { $1 }
        }
        return .object(target)
    }
}

/// A, B, …, Z: a panel has at most 26 queries.
func refID(_ index: Int) -> String { String(UnicodeScalar(UInt8(65 + index % 26))) }

extension PanelKind {
    fileprivate var type: String {
        switch self {
        case .stat: "stat"
        case .graph: "timeseries"
        case .gauge: "gauge"
        case .barGauge: "bargauge"
        case .heatmap: "heatmap"
        case .stateTimeline: "state-timeline"
        case .table: "table"
        case .text: "text"
        }
    }
}
