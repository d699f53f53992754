/// Multi-window, multi-burn-rate alerts as Google's SRE workbook has them, chapter 5, table 5-8: the share of the budget
/// that is gone when the alert fires, in hundredths, and the windows for a period of 30 days, in minutes.
private let workbook: [(tier: Tier, share: Int, long: Int, short: Int)] = [
    (.page, 2, 60, 5),
    (.page, 5, 6 * 60, 30),
    (.ticket, 10, 24 * 60, 2 * 60),
    (.ticket, 10, 3 * 24 * 60, 6 * 60),
]

/// Windows that people can read, in minutes.
private let readable = [
    5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2 * 1440, 3 * 1440, 7 * 1440, 14 * 1440, 30 * 1440,
]

extension [Burn] {
    /// The workbook's alerts for a period. Windows grow and shrink with it, to the nearest readable one; the factor
    /// follows from them, so that an alert stands for the same share of the budget: 14.4 is 2 % of 30 days in an hour.
    package static func workbook(days: Int) -> [Burn] {
        Plumbline.workbook.map { row in
            let long = readableWindow(row.long, days)
            // In thousandths, rounded up; a burn under 1 spends no budget early.
            let (rate, rest) = (row.share * days * 1440 * 10).quotientAndRemainder(dividingBy: long)
            let factor = ExactDecimal(Swift.max(rest == 0 ? rate : rate + 1, 1000), exponent: -3)
            return Burn(
                tier: row.tier, factor: Quantity(base: factor, words: factor.description), long: .window(long),
                short: .window(readableWindow(row.short, days)))
        }
    }
}

/// The nearest by ratio, so that 1.4 hours is one hour and not two.
private func readableWindow(_ minutes: Int, _ days: Int) -> Int {
    let wanted = Double(minutes * days) / 30
    func distance(_ window: Int) -> Double { Swift.max(wanted / Double(window), Double(window) / wanted) }
    return readable.min { distance($0) < distance($1) } ?? minutes
}

extension Quantity where D == Time {
    /// A whole number of minutes in the largest unit that holds it: `6 h`.
    fileprivate static func window(_ minutes: Int) -> Self {
        if minutes % 1440 == 0 { return .days(Double(minutes / 1440)) }
        return minutes % 60 == 0 ? .hours(Double(minutes / 60)) : .minutes(Double(minutes))
    }
}
