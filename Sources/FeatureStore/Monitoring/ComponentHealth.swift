/// How a component is, at the value that `featurestore_health_check_status` has for it.
enum HealthStatus: Double, Sendable, Comparable {
    case healthy = 1
    /// It works, but slowly, in part, or since a moment ago only.
    case degraded = 0.5
    case unhealthy = 0

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What a check found.
struct ComponentHealth: Sendable, Hashable {
    var status: HealthStatus
    /// One sentence for a person.
    var details: String
    /// Whether rows can be written through it now.
    var takesWrites = false
}

/// What a check found, and when.
struct HealthResult: Sendable, Hashable {
    let health: ComponentHealth
    /// When the check ended, or was given up.
    let time: ContinuousClock.Instant
    /// How long the check took, or has been running.
    let duration: Duration
}
