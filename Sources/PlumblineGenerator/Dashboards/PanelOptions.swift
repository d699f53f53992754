import Plumbline
import PlumblinePlan

extension Panel {
    /// The options of its kind, all that the schema requires and no more.
    var options: JSON {
        switch kind {
        case .stat:
            [
                "reduceOptions": lastValue, "colorMode": "background", "graphMode": "area", "justifyMode": "auto",
                "orientation": "auto", "textMode": "auto", "wideLayout": true, "showPercentChange": false,
                "percentChangeColorMode": "standard",
            ]
        case .graph:
            [
                "legend": [
                    "displayMode": "table", "placement": "bottom", "showLegend": true, "calcs": ["lastNotNull", "max"],
                ],
                "tooltip": ["mode": "multi", "sort": "desc"],
            ]
        case .gauge:
            [
                "reduceOptions": lastValue, "orientation": "auto", "showThresholdLabels": false,
                "showThresholdMarkers": true, "sizing": "auto", "minVizWidth": 75, "minVizHeight": 75,
            ]
        case .barGauge:
            [
                "reduceOptions": lastValue, "orientation": "horizontal", "displayMode": "basic", "valueMode": "color",
                "namePlacement": "auto", "showUnfilled": true, "sizing": "auto", "minVizWidth": 8, "minVizHeight": 16,
                "maxVizHeight": 300,
                "legend": ["displayMode": "list", "placement": "bottom", "showLegend": false, "calcs": []],
            ]
        case .heatmap:
            [
                "calculate": false, "cellGap": 1, "showValue": "never",
                "color": [
                    "mode": "scheme", "scheme": "Oranges", "scale": "exponential", "exponent": 0.5, "steps": 64,
                    "reverse": false, "fill": "dark-orange",
                ],
                "yAxis": ["axisPlacement": "left", "unit": .string(heatmapUnit)],
                "legend": ["show": true], "tooltip": ["mode": "single", "yHistogram": false, "showColorScale": false],
                "exemplars": ["color": "rgba(255,0,255,0.7)"], "rowsFrame": ["layout": "auto"],
                "filterValues": ["le": 1e-9],
            ]
        case .stateTimeline:
            [
                "showValue": "auto", "rowHeight": 0.9, "mergeValues": true, "alignValue": "left",
                "legend": ["displayMode": "list", "placement": "bottom", "showLegend": true, "calcs": []],
                "tooltip": ["mode": "single", "sort": "none"],
            ]
        case .table:
            [
                "showHeader": true, "cellHeight": "sm", "frameIndex": 0,
                "sortBy": [["displayName": .string(series.first?.legend.legend ?? ""), "desc": true]],
            ]
        case .text(let markdown): ["mode": "markdown", "content": .string(markdown)]
        }
    }

    private var lastValue: JSON { ["calcs": ["lastNotNull"], "fields": "", "values": false] }

    /// Buckets are bounds in the histogram's unit, although the query counts observations.
    private var heatmapUnit: String {
        series.first?.expression.selectors.first?.metric.unit.grafana ?? "short"
    }
}

/// Queries joined by their common label, one row for each of its values, columns named as declared.
func joinedTable(key: String, title: String, _ columns: [Series]) -> [JSON] {
    let values = columns.indices.map { columns.count == 1 ? "Value" : "Value #\(refID($0))" }
    let names = zip(values, columns).map { ($0, JSON.string($1.legend.legend)) }
    let order = ([key] + values).enumerated().map { ($1, JSON.integer($0)) }
    let times = ["Time"] + (1...max(columns.count, 1)).map { "Time \($0)" }
    return [
        ["id": "joinByField", "options": ["byField": .string(key), "mode": "outer"]],
        [
            "id": "organize",
            "options": [
                "excludeByName": .object(Dictionary(times.map { ($0, JSON.boolean(true)) }) { $1 }),
                "includeByName": [:],
                "indexByName": .object(Dictionary(order) { $1 }),
                "renameByName": .object(Dictionary([(key, .string(title))] + names) { $1 }),
            ],
        ],
    ]
}
