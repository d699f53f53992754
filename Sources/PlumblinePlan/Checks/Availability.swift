import Plumbline

/// Which versions of Prometheus have something. Those before 2.42 are not asked about.
struct Availability: Equatable {
    var since = PrometheusVersion.v2_42
    /// Servers refuse it unless they are started with these …
    var flags: Set<PrometheusFlag> = []
    /// … before the version from which on they need none.
    var stable: PrometheusVersion?
    /// The first version that has it no more, and what that has in its place.
    var gone: (version: PrometheusVersion, heir: String)?

    static let always = Availability()

    static func since(
        _ major: Int, _ minor: Int, behind flags: Set<PrometheusFlag> = [], stable: PrometheusVersion? = nil
    ) -> Availability {
        Availability(since: PrometheusVersion(major, minor), flags: flags, stable: stable)
    }

    static func == (left: Availability, right: Availability) -> Bool {
        (left.since, left.flags, left.stable) == (right.since, right.flags, right.stable)
            && left.gone?.version == right.gone?.version
    }

    /// Why rules for a target cannot use it, and how to mend that; nil where each server that reads them has it.
    func refusal(on target: PrometheusTarget) -> (reason: String, mend: String)? {
        let rules = "the rules are for \(target.version) and later"
        if let gone {
            return ("gone since Prometheus \(gone.version), and \(rules)", "do without it; \(gone.heir)")
        }
        let version = max(since, target.version)
        let needed = stable.map { version < $0 } ?? true ? flags : []
        let isYounger = version > target.version
        guard isYounger || !needed.isSubset(of: target.flags) else { return nil }
        let words = needed.map(\.rawValue).sorted().joined(separator: ",")
        let option = needed.isEmpty ? "" : " with --enable-feature=\(words)"
        let fitting = PrometheusTarget(version, flags: target.flags.union(needed))
        return (
            isYounger ? "in Prometheus since \(since)\(option), and \(rules)" : "in Prometheus only\(option)",
            "declare target: \(fitting), or do without it"
        )
    }
}
