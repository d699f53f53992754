/// The limits of the Mimir tenant that the rules go to. At most one stands in a spec; without one, Mimir's defaults hold.
///
/// ```swift
/// let mimir = Mimir(rulesPerGroup: 50, groups: 200)
/// ```
public struct Mimir: Declaration {
    package let rulesPerGroup: Int
    package let groups: Int
    /// Where it was declared.
    public let origin: Origin

    /// Mimir's own limits, where none are declared.
    package init(at origin: Origin) {
        (rulesPerGroup, groups) = (20, 70)
        self.origin = origin
    }

    /// Declares the limits. Larger groups are split.
    ///
    /// - Parameters:
    ///   - rulesPerGroup: `ruler_max_rules_per_rule_group`.
    ///   - groups: `ruler_max_rule_groups_per_tenant`, as far as it is for this service.
    public init(
        rulesPerGroup: Int = 20, groups: Int = 70,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.rulesPerGroup = rulesPerGroup
        self.groups = groups
        origin = Origin(file, line, column)
    }
}
