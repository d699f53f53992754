import TestSupport
import Testing

@testable import PlumblineGenerator

struct LineChangesTests {
    /// Against the textbook table of longest common subsequences.
    @Test func noShorterDifferenceExists() {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<2_000 {
            let (old, new) = (numbers(&generator), numbers(&generator))
            let changes = lineChanges(from: old, to: new)
            #expect(apply(changes, from: old, to: new) == new)
            let edits = changes.map { $0.old.count + $0.new.count }.reduce(0, +)
            #expect(edits == old.count + new.count - 2 * longestCommon(old, new), "\(old) to \(new)")
        }
    }

    @Test func correctBeyondTheHorizon() {
        var generator = SeededGenerator(seed: 10)
        for round in 0..<2_000 {
            let (old, new) = (numbers(&generator), numbers(&generator))
            let changes = lineChanges(from: old, to: new, horizon: 1 + round % 5)
            #expect(apply(changes, from: old, to: new) == new)
        }
    }

    @Test func longTextsThatHaveLittleInCommon() {
        var generator = SeededGenerator(seed: 5)
        let old = Array(0..<5_000)
        let shuffled = old.shuffled(using: &generator)
        #expect(apply(lineChanges(from: old, to: shuffled), from: old, to: shuffled) == shuffled)

        let thinned = old.filter { _ in Int.random(in: 0..<4, using: &generator) > 0 }
        let removed = lineChanges(from: old, to: thinned)
        #expect(removed.map(\.old.count).reduce(0, +) == old.count - thinned.count)
        #expect(removed.allSatisfy { $0.new.isEmpty })
    }

    private func numbers(_ generator: inout SeededGenerator) -> [Int] {
        (0..<Int.random(in: 0...14, using: &generator)).map { _ in Int.random(in: 0..<4, using: &generator) }
    }

    private func longestCommon(_ old: [Int], _ new: [Int]) -> Int {
        var row = Array(repeating: 0, count: new.count + 1)
        for a in old {
            var diagonal = 0
            for (index, b) in new.enumerated() {
                (diagonal, row[index + 1]) = (row[index + 1], a == b ? diagonal + 1 : max(row[index], row[index + 1]))
            }
        }
        return row[new.count]
    }

    private func apply(_ changes: [LineChange], from old: [Int], to new: [Int]) -> [Int] {
        var (result, position): ([Int], Int) = ([], 0)
        for change in changes {
            result += old[position..<change.old.lowerBound] + new[change.new]
            position = change.old.upperBound
        }
        return result + old[position...]
    }
}
