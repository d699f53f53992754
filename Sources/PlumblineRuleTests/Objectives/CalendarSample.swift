import Plumbline
import PlumblinePlan

extension CalendarPeriod {
    /// When the period begins that proofs are set in, in seconds of 1970: one of the longest.
    var sampleStart: Int { 86_400 * ([CalendarPeriod.week: 11, .month: 59, .quarter: 181][self] ?? 0) }

    /// They are evaluated two hours and 40 minutes before it ends.
    var sampleLength: Int { ((longest.wholeDays ?? 0) * 24 - 3) * 3600 + 1200 }

    /// All of the period, as the proofs are set in one of the longest.
    var allMinutes: Int { longest.count(of: minute) }
}
