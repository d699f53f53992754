/// When somebody reads what can wait.
public struct WorkingHours: Sendable {
    package let start: Int
    package let end: Int
    package let zone: String

    /// Monday to Friday, between two full hours of a time zone such as `Europe/Berlin`.
    public static func weekdays(from start: Int = 9, to end: Int = 17, in zone: String = "UTC") -> WorkingHours {
        WorkingHours(start: start, end: end, zone: zone)
    }
}
