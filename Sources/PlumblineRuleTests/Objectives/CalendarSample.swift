import Plumbline
import PlumblinePlan

extension CalendarPeriod {
    /// When the period begins that proofs are set in, in seconds of 1970: one of the longest.
    var sampleStart: Int { 86_400 * ([CalendarPeriod.week: 11, .month: 59, .quarter: 181][self] ?? 0) }

    /// They are evaluated an hour and 40 minutes before it ends.
    var sampleLength: Int { ((longest.wholeDays ?? 0) * 24 - 2) * 3600 + 1200 }

    /// How much of it is over then, as the rule computes it, operation by operation.
    var sampleElapsed: Double {
        let time = Double(sampleStart + sampleLength)
        func ofMonth(_ day: Int, _ days: Int) -> Double {
            (Double(day) - 1 + time.truncatingRemainder(dividingBy: 86_400) / 86_400) / Double(days)
        }
        return switch self {
        case .week: (time - 4 * 86_400).truncatingRemainder(dividingBy: 604_800) / 604_800
        case .month: ofMonth(31, 31)
        // The last day of September.
        case .quarter: (2 + ofMonth(30, 30)) / 3
        }
    }
}
