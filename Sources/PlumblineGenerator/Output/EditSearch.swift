/// The shortest way through two lists of numbers: each edit leaves out an old number or takes in a new one, and where
/// the numbers are equal both lists move on for free.
///
/// Found by the greedy algorithm of E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): of all ways
/// with the same number of edits and removals, only the one that has come furthest is followed.
struct EditSearch {
    private let old: [Int]
    private let new: [Int]
    private let start: (old: Int, new: Int)
    /// `fronts[edits][removals]`: how far in the old list one can come with so many edits and removals among them.
    private var fronts: [[Int]] = []

    private static let unreachable = -1

    /// Searches from a point in both lists to their ends, or until so many edits.
    init(_ old: [Int], _ new: [Int], from start: (old: Int, new: Int), horizon: Int) {
        (self.old, self.new, self.start) = (old, new, start)
        var front = [slide(from: start.old, edits: 0, removals: 0)]
        fronts = [front]
        while fronts.count <= horizon, end != (old.count, new.count) {
            front = (0...front.count).map { removals in
                slide(from: entry(after: front, removals), edits: front.count, removals: removals)
            }
            fronts.append(front)
        }
    }

    /// Where the way ends: at both lists' ends, or as far as it could come.
    var end: (old: Int, new: Int) {
        let (x, removals) = furthest
        return (x, newIndex(x, edits: fronts.count - 1, removals: removals))
    }

    /// The indices of equal numbers on the way, in order.
    var common: [(old: Int, new: Int)] {
        var pairs: [(old: Int, new: Int)] = []
        var (x, removals) = furthest
        for edits in fronts.indices.reversed() {
            let first = edits == 0 ? start.old : entry(after: fronts[edits - 1], removals)
            for index in (first..<x).reversed() {
                pairs.append((index, newIndex(index, edits: edits, removals: removals)))
            }
            guard edits > 0 else { break }
            let isAddition = removals < edits && fronts[edits - 1][removals] == first
            if !isAddition { removals -= 1 }
            x = fronts[edits - 1][removals]
        }
        return pairs.reversed()
    }

    private var furthest: (x: Int, removals: Int) {
        var best = (x: Self.unreachable, removals: 0)
        for (removals, x) in (fronts.last ?? []).enumerated() where x != Self.unreachable {
            if best.x == Self.unreachable || x - removals > best.x - best.removals { best = (x, removals) }
        }
        return best
    }

    /// How far in the old list one more edit leads, an addition or a removal, whichever is better.
    private func entry(after front: [Int], _ removals: Int) -> Int {
        var x = Self.unreachable
        if removals > 0, front[removals - 1] != Self.unreachable, front[removals - 1] < old.count {
            x = front[removals - 1] + 1
        }
        if removals < front.count, front[removals] != Self.unreachable,
            newIndex(front[removals], edits: front.count - 1, removals: removals) < new.count
        {
            x = max(x, front[removals])
        }
        return x
    }

    /// Moves on in both lists while the numbers are equal.
    private func slide(from x: Int, edits: Int, removals: Int) -> Int {
        guard x != Self.unreachable else { return x }
        var (x, y) = (x, newIndex(x, edits: edits, removals: removals))
        while x < old.count, y < new.count, old[x] == new[y] { (x, y) = (x + 1, y + 1) }
        return x
    }

    private func newIndex(_ x: Int, edits: Int, removals: Int) -> Int {
        start.new + (x - start.old) + edits - 2 * removals
    }
}
