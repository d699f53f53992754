extension Panel {
    /// One big number, coloured by the bounds of its alerts.
    public static func stat(
        _ title: String, _ series: Series..., alerts: [Alert] = [], objective: (any Declaration)? = nil,
        steps: [Step] = [], mappings: [Mapping] = [], summary: String = "", links: [Link] = [],
        drillDown: [Link] = [], size: Size = .small,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Panel {
        Panel(
            title: title, kind: .stat, series: series, alerts: alerts,
            objective: (objective as? any AnySLO)?.objectiveDeclaration, steps: steps, mappings: mappings,
            summary: summary, links: links, drillDown: drillDown, size: size, origin: Origin(file, line, column))
    }

    /// Lines over time, with the bounds of its alerts and objective drawn.
    public static func graph(
        _ title: String, _ series: Series..., alerts: [Alert] = [], objective: (any Declaration)? = nil,
        steps: [Step] = [], mappings: [Mapping] = [], summary: String = "", links: [Link] = [],
        drillDown: [Link] = [], size: Size = .half,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Panel {
        Panel(
            title: title, kind: .graph, series: series, alerts: alerts,
            objective: (objective as? any AnySLO)?.objectiveDeclaration, steps: steps, mappings: mappings,
            summary: summary, links: links, drillDown: drillDown, size: size, origin: Origin(file, line, column))
    }

    /// A dial between the bounds.
    public static func gauge(
        _ title: String, _ series: Series..., alerts: [Alert] = [], objective: (any Declaration)? = nil,
        steps: [Step] = [], mappings: [Mapping] = [], summary: String = "", links: [Link] = [],
        drillDown: [Link] = [], size: Size = .small,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Panel {
        Panel(
            title: title, kind: .gauge, series: series, alerts: alerts,
            objective: (objective as? any AnySLO)?.objectiveDeclaration, steps: steps, mappings: mappings,
            summary: summary, links: links, drillDown: drillDown, size: size, origin: Origin(file, line, column))
    }

    /// Bars side by side, one for each series.
    public static func barGauge(
        _ title: String, _ series: Series..., alerts: [Alert] = [], objective: (any Declaration)? = nil,
        steps: [Step] = [], mappings: [Mapping] = [], summary: String = "", links: [Link] = [],
        drillDown: [Link] = [], size: Size = .third,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Panel {
        Panel(
            title: title, kind: .barGauge, series: series, alerts: alerts,
            objective: (objective as? any AnySLO)?.objectiveDeclaration, steps: steps, mappings: mappings,
            summary: summary, links: links, drillDown: drillDown, size: size, origin: Origin(file, line, column))
    }

    /// States over time, one band for each series.
    public static func stateTimeline(
        _ title: String, _ series: Series..., alerts: [Alert] = [], objective: (any Declaration)? = nil,
        steps: [Step] = [], mappings: [Mapping] = [], summary: String = "", links: [Link] = [],
        drillDown: [Link] = [], size: Size = .half,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Panel {
        Panel(
            title: title, kind: .stateTimeline, series: series, alerts: alerts,
            objective: (objective as? any AnySLO)?.objectiveDeclaration, steps: steps, mappings: mappings,
            summary: summary, links: links, drillDown: drillDown, size: size, origin: Origin(file, line, column))
    }

    /// Where observations fall over time: give it `histogram.buckets()`.
    public static func heatmap(
        _ title: String, _ series: Series, summary: String = "", links: [Link] = [], size: Size = .half,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Panel {
        Panel(
            title: title, kind: .heatmap, series: [series], alerts: [], objective: nil, steps: [], mappings: [],
            summary: summary, links: links, drillDown: [], size: size, origin: Origin(file, line, column))
    }

    /// A row for each value of a label, a column for each series.
    public static func table<L: LabelSet>(
        _ title: String, rows label: PartialKeyPath<L>, _ keyTitle: String, columns: Series...,
        alerts: [Alert] = [], summary: String = "", links: [Link] = [], drillDown: [Link] = [], size: Size = .full,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Panel {
        Panel(
            title: title, kind: .table(key: L.label(label)?.name, keyTitle: keyTitle), series: columns, alerts: alerts,
            objective: nil, steps: [], mappings: [], summary: summary, links: links, drillDown: drillDown, size: size,
            origin: Origin(file, line, column))
    }

    /// Words in Markdown.
    public static func text(
        _ title: String, markdown: String, links: [Link] = [], size: Size = .half,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Panel {
        Panel(
            title: title, kind: .text(markdown), series: [], alerts: [], objective: nil, steps: [], mappings: [],
            summary: "", links: links, drillDown: [], size: size, origin: Origin(file, line, column))
    }
}
