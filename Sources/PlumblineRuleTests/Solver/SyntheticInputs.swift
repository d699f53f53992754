import Plumbline
import PlumblinePlan

/// The synthetic series that a condition reads, with the level of each of their groups.
struct SyntheticInputs {
    let all: [SyntheticSeries]
    /// By series and group.
    var levels: [[Double]]

    init(_ all: [SyntheticSeries]) {
        self.all = all
        levels = all.map { series in series.labels.map { _ in series.usual } }
    }

    /// Every series once, by name and labels.
    func series(ticks: Int) -> [InputSeries] { series([0, 1], ticks) }

    /// Only those of the first group.
    func firstGroup(ticks: Int) -> [InputSeries] { series([0], ticks) }

    /// Those of the first group. One synthetic series ends earlier than the others.
    func firstGroup(ticks: Int, ending index: Int, at last: Int) -> [InputSeries] {
        let ended = all[index].inputSeries(group: 0, level: levels[index][0], ticks: last).map(\.ended)
        let names = Set(ended.map(\.selector))
        return ended + firstGroup(ticks: ticks).filter { !names.contains($0.selector) }
    }

    /// The same, with another level of the first group of one series.
    func with(_ index: Int, at level: Double) -> SyntheticInputs {
        var inputs = self
        inputs.levels[index][0] = level
        return inputs
    }

    /// Whether something goes on changing once every window is full.
    var isOnItsWay: Bool {
        all.contains { if case .trend = $0.kind { true } else { $0.since > 0 } }
    }

    /// With another level for all series of the same metrics but these; nil where there are none.
    func withOthers(than own: [Int], at level: Double) -> SyntheticInputs? {
        var inputs = self
        let names = Set(own.map { all[$0].metric.name })
        let others = all.indices.filter { !own.contains($0) && names.contains(all[$0].metric.name) }
        for other in others { inputs.set(other, to: level) }
        return others.isEmpty ? nil : inputs
    }

    /// Sets all groups of a series to one level.
    mutating func set(_ index: Int, to level: Double) {
        for group in levels[index].indices { levels[index][group] = level }
    }

    private func series(_ groups: [Int], _ ticks: Int) -> [InputSeries] {
        var seen: Set<String> = []
        return all.indices.flatMap { index in
            groups.filter(all[index].labels.indices.contains).flatMap { group in
                all[index].inputSeries(group: group, level: levels[index][group], ticks: ticks)
            }
        }.filter { seen.insert($0.selector).inserted }
    }
}

extension SyntheticSeries {
    /// The level where nothing asks for another.
    var usual: Double {
        switch kind {
        case .gauge, .trend: 100
        case .slope: 60
        case .counter: 6000
        case .histogram: Double(Self.observations)
        }
    }

    /// The levels between which a boundary point is searched.
    func places(near bound: Double?) -> [Double] {
        let all = Double(Self.observations)
        let found: [Double] =
            switch kind {
            case .gauge: [-1e9, -1e3, -1, 0, 1, 10, 100, 1e3, 1e6, 1e9] + (bound.map { [$0] } ?? [])
            case .trend(let growth):
                [-1e6, -1e5, -1e4, -1e3, -1e2, -1, 1, 1e2, 1e3, 1e4, 1e5, 1e6].map {
                    (bound ?? 0) + $0 * growth.magnitude
                }
            case .slope: [-6e6, -6000, -60, -1, 0, 1, 60, 6000, 6e6]
            case .counter: [0, 1, 60, 600, 6000, 60_000, 6e6, 6e9]
            case .histogram: [0, 1, 0.5 * all, all - 1, all]
            }
        return Set(found.filter(isPossible)).sorted()
    }

    /// The least change that shows.
    func leastChange(at level: Double) -> Double {
        switch kind {
        case .histogram: 1
        case .counter where level >= 1000: (level / 1000).rounded()
        case .counter where level >= 100: 1
        case .gauge, .trend, .slope, .counter: level == 0 ? 0.01 : level.magnitude / 1000
        }
    }

    func isPossible(_ level: Double) -> Bool {
        switch kind {
        case .gauge, .trend, .slope: true
        case .counter: level >= 0
        case .histogram: (0...Double(Self.observations)).contains(level)
        }
    }

    /// Whether only whole numbers make sense.
    var isWhole: Bool {
        switch kind {
        case .gauge, .trend, .slope: false
        case .counter, .histogram: true
        }
    }
}

extension [InputSeries] {
    var byName: [String: [InputSeries]] { Dictionary(grouping: self, by: \.name) }
}
