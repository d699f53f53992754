import Plumbline

extension Panel {
    /// Unit, colours, value words and links of every field of the panel.
    func fieldDefaults(_ steps: [Step]) -> [String: JSON] {
        var defaults: [String: JSON] = [
            "unit": .string(series.first?.unit.grafana ?? "short"),
            "color": ["mode": .string(coloursByThreshold ? "thresholds" : "palette-classic")],
            "mappings": .array(mappings.isEmpty ? [] : [valueMappings]),
            "thresholds": ["mode": "absolute", "steps": .array(steps.map(\.json))],
            "links": .array(drillDown.compactMap { $0.dataLink(kind) }),
        ]
        switch kind {
        case .graph:
            defaults["custom"] = graphStyle(drawsBounds: steps.count > 1)
        case .gauge, .barGauge:
            defaults["min"] = 0
            if series.first?.unit.name == "ratio" { defaults["max"] = 1 }
        case .stateTimeline: defaults["custom"] = ["fillOpacity": 80, "lineWidth": 0]
        case .table: defaults["custom"] = ["align": "auto", "cellOptions": ["type": "auto"], "inspect": false]
        case .stat, .heatmap, .text: break
        }
        return defaults
    }

    private var coloursByThreshold: Bool {
        switch kind {
        case .stat, .gauge, .barGauge, .stateTimeline: true
        case .graph, .heatmap, .table, .text: false
        }
    }

    private var valueMappings: JSON {
        let entries = mappings.enumerated().map { index, mapping -> (String, JSON) in
            let shown: JSON = [
                "text": .string(mapping.text), "color": .string(mapping.colour.rawValue), "index": .integer(index),
            ]
            return (mapping.value.description, shown)
        }
        return ["type": "value", "options": .object(Dictionary(entries) { first, _ in first })]
    }

    private func graphStyle(drawsBounds: Bool) -> JSON {
        [
            "axisSoftMin": 0, "drawStyle": "line", "lineWidth": 1, "fillOpacity": 8, "showPoints": "never",
            "spanNulls": false,
            "thresholdsStyle": ["mode": drawsBounds ? "dashed" : "off"],
        ]
    }

    /// Each column of a table in its own unit.
    var columnUnits: [JSON] {
        guard case .table = kind else { return [] }
        return series.map { column in
            [
                "matcher": ["id": "byName", "options": .string(column.legend.legend)],
                "properties": [["id": "unit", "value": .string(column.unit.grafana)]],
            ]
        }
    }
}

extension Step {
    fileprivate var json: JSON {
        ["color": .string(colour.rawValue), "value": value.map { JSON.number($0.description) } ?? .null]
    }
}
