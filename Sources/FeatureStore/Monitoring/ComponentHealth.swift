/// How a component is, at the value that `featurestore_health_check_status` has for it.
enum HealthStatus: Double, Sendable {
    case healthy = 1
    /// It works, but slowly, in part, or since a moment ago only.
    case degraded = 0.5
    case unhealthy = 0
}

/// What a check found.
struct ComponentHealth: Sendable, Hashable {
    let status: HealthStatus
    /// One sentence for a person.
    let details: String
}
