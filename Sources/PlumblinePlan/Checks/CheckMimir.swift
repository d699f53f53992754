import Plumbline

/// Mimir's limits are declared once, and leave room for a rule.
@Sendable func checkMimir(_ declarations: Declarations) -> [Problem] {
    let limits = declarations.mimirs
    let twice = limits.dropFirst().map {
        Problem("Mimir is declared twice", at: $0.origin, mend: "keep one of them")
    }
    return twice
        + limits.filter { $0.rulesPerGroup < 1 || $0.groups < 1 }.map { limits in
            Problem(
                "Mimir takes \(limits.groups) groups of \(limits.rulesPerGroup) rules", at: limits.origin,
                mend: "write the tenant's limits, at least 1")
        }
}
