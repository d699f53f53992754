package import Plumbline

/// Everything that will be emitted, resolved: if a plan exists, it can be emitted. Making one is the only validation.
///
/// `Spec` → `Plan` → `[OutputFile]` → one write.
package struct Plan: Sendable {
    package let service: String
    package let module: String
    /// The kinds of files that the spec asks for.
    package let outputs: Set<Output>
    package let metrics: [Declarations.Named<MetricDeclaration>]
    package let objectives: [Declarations.Named<ObjectiveDeclaration>]
    package let ruleGroups: [PlannedGroup]
    package let dashboards: [PlannedDashboard]
    /// A digest of the metric contract: names, kinds, units, labels, buckets.
    package let fingerprint: String
    /// What `specs check` tells without failing: waivers, unchecked PromQL.
    package let remarks: [Problem]
    /// Where everything with a name was declared, for `specs locate`.
    package let places: [Place]

    /// Resolves a spec.
    ///
    /// - Throws: All problems at once, in the order of their places.
    package init(_ spec: Spec) throws(Diagnostics) {
        let declarations = Declarations(spec)
        let problems = Set(allChecks.flatMap { $0(declarations) })
        guard problems.isEmpty else { throw Diagnostics(problems) }
        let digest = contractFingerprint(spec.service, declarations.ownMetrics.map(\.value))
        let text = PromQLText(spec: spec, fingerprint: digest)
        let boards = declarations.boards.map { PlannedDashboard($0, declarations.variables.map(\.value), text) }
        service = spec.service
        module = spec.module
        outputs = spec.outputs
        metrics = declarations.ownMetrics
        objectives = declarations.objectives
        let links = boards.linksOfAlerts
        ruleGroups = declarations.groups.map { PlannedGroup($0, text, links) }
        dashboards = boards
        fingerprint = digest
        remarks = allRemarks(declarations)
        places = allPlaces(declarations)
    }
}
