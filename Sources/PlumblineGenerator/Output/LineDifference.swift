/// A stretch of old lines and what stands in its place in the new text; one of the two may be empty.
struct LineChange: Equatable {
    let old: Range<Int>
    let new: Range<Int>
}

/// The lines that have to go and to come for one text to become another: the fewest, up to as many edits as the horizon.
///
/// - Returns: The changes in order, with at least one common line between any two.
func lineChanges<Line: Hashable>(from old: [Line], to new: [Line], horizon: Int = 512) -> [LineChange] {
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
    let (oldMiddle, newMiddle) = (start..<old.count - end, start..<new.count - end)

    // Lines of one text only are changes whatever the rest is. The others are compared by number, which is fast.
    var numbers: [Line: Int] = [:]
    for index in newMiddle where numbers[new[index]] == nil { numbers[new[index]] = numbers.count }
    let oldShared = oldMiddle.filter { numbers[old[$0]] != nil }
    let oldNumbers = oldShared.compactMap { numbers[old[$0]] }
    let shared = Set(oldNumbers)
    let newShared = newMiddle.filter { numbers[new[$0]].map(shared.contains) ?? false }
    let newNumbers = newShared.compactMap { numbers[new[$0]] }

    let common = commonSubsequence(oldNumbers, newNumbers, horizon)
        .map { (old: oldShared[$0.old], new: newShared[$0.new]) }
    var (changes, x, y): ([LineChange], Int, Int) = ([], start, start)
    for next in common + [(old: oldMiddle.upperBound, new: newMiddle.upperBound)] {
        if x < next.old || y < next.new { changes.append(LineChange(old: x..<next.old, new: y..<next.new)) }
        (x, y) = (next.old + 1, next.new + 1)
    }
    return changes
}

/// The indices of a sequence of numbers that occurs in both lists: the longest, if few edits set them apart.
///
/// The search's time and memory grow with the square of the edits, so after as many as the horizon the way that has come
/// furthest is taken as found, and a new search starts from its end.
private func commonSubsequence(_ old: [Int], _ new: [Int], _ horizon: Int) -> [(old: Int, new: Int)] {
    var common: [(old: Int, new: Int)] = []
    var end = (old: 0, new: 0)
    while end.old < old.count, end.new < new.count {
        let search = EditSearch(old, new, from: end, horizon: horizon)
        common += search.common
        end = search.end
    }
    return common
}
