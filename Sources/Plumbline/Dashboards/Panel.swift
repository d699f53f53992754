/// A panel of a dashboard. Its id comes from the property's name, so adding a panel renumbers no other.
public struct Panel: Declaration {
    package let title: String
    package let kind: PanelKind
    package let series: [Series]
    /// Alerts that this panel explains: their bounds are drawn, and their annotations link here.
    package let alerts: [Alert]
    /// The objective whose bound is drawn.
    package let objective: ObjectiveDeclaration?
    package let steps: [Step]
    package let mappings: [Mapping]
    package let summary: String
    package let links: [Link]
    package let drillDown: [Link]
    package let size: Size
    /// Where it was declared.
    public let origin: Origin
}

package enum PanelKind: Sendable {
    case stat, graph, gauge, barGauge, heatmap, stateTimeline
    case table(key: String?, keyTitle: String)
    case text(String)
}

/// How much of the 24-column grid a panel takes.
public struct Size: Sendable, Hashable {
    package let width: Int
    package let height: Int

    /// `width` of 24 columns, `height` in Grafana's rows of 30 pixels.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// 4 × 4: six in a row.
    public static let small = Size(width: 4, height: 4)
    /// 8 × 8: three in a row.
    public static let third = Size(width: 8, height: 8)
    /// 12 × 9: two in a row.
    public static let half = Size(width: 12, height: 9)
    /// 24 × 9: alone in a row.
    public static let full = Size(width: 24, height: 9)
}

/// A colour of Grafana's palette, chosen to be told apart by colour-blind people where order matters.
public enum Colour: String, Sendable, CaseIterable {
    /// As it should be.
    case green
    /// Attention.
    case orange
    /// Not as it should be.
    case red
    /// Neither good nor bad.
    case blue
    /// Another series that is neither good nor bad.
    case purple
    /// No judgement.
    case text
    /// No colour at all.
    case transparent
}

/// From a value on, a colour: a threshold of the panel that belongs to no alert or objective.
public struct Step: Sendable, Hashable {
    package let value: ExactDecimal?
    package let colour: Colour

    private init(value: ExactDecimal?, colour: Colour) {
        self.value = value
        self.colour = colour
    }

    package init(at value: ExactDecimal, _ colour: Colour) { self.init(value: value, colour: colour) }

    /// The colour below all other steps.
    public static func base(_ colour: Colour) -> Step { Step(value: nil, colour: colour) }
    /// The colour from a value on, in the panel's unit.
    public static func from(_ value: Double, _ colour: Colour) -> Step {
        Step(value: ExactDecimal(literal: value) ?? .zero, colour: colour)
    }
}

/// A word and a colour for one value, such as Healthy for 1.
public struct Mapping: Sendable, Hashable {
    package let value: ExactDecimal
    package let text: String
    package let colour: Colour

    /// Shows `text` in `colour` instead of `value`.
    public static func value(_ value: Double, _ text: String, _ colour: Colour) -> Mapping {
        Mapping(value: ExactDecimal(literal: value) ?? .zero, text: text, colour: colour)
    }
}
