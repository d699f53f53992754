import Plumbline
import PlumblinePlan

/// All sources of a condition, each group's knob at some place.
struct World {
    let sources: [Source]
    /// By source and group.
    var knobs: [[Double]]

    init(_ sources: [Source]) {
        self.sources = sources
        knobs = sources.map { source in source.labels.map { _ in source.usual } }
    }

    /// Every series once, by name and labels.
    func series(ticks: Int) -> [InputSeries] { series([0, 1], ticks) }

    /// Only those of the first group.
    func troubled(ticks: Int) -> [InputSeries] { series([0], ticks) }

    /// Those of the first group, the series of one source ending earlier than the others.
    func troubled(ticks: Int, ending source: Int, at last: Int) -> [InputSeries] {
        let ended = sources[source].series(group: 0, knob: knobs[source][0], ticks: last).map(\.ended)
        let names = Set(ended.map(\.selector))
        return ended + troubled(ticks: ticks).filter { !names.contains($0.selector) }
    }

    /// The same world, the first group of one source in another place.
    func with(_ source: Int, at knob: Double) -> World {
        var world = self
        world.knobs[source][0] = knob
        return world
    }

    /// Whether something goes on changing once every window is full.
    var isOnItsWay: Bool {
        sources.contains { if case .trend = $0.kind { true } else { $0.since > 0 } }
    }

    /// With all else that is read of the same metrics than by these sources in another place; nil where nothing is.
    func withOthers(than own: [Int], at knob: Double) -> World? {
        var world = self
        let names = Set(own.map { sources[$0].metric.name })
        let others = sources.indices.filter { !own.contains($0) && names.contains(sources[$0].metric.name) }
        for other in others { world.set(other, to: knob) }
        return others.isEmpty ? nil : world
    }

    /// All groups of a source in the same place.
    mutating func set(_ source: Int, to knob: Double) {
        for group in knobs[source].indices { knobs[source][group] = knob }
    }

    private func series(_ groups: [Int], _ ticks: Int) -> [InputSeries] {
        var seen: Set<String> = []
        return sources.indices.flatMap { index in
            groups.filter(sources[index].labels.indices.contains).flatMap { group in
                sources[index].series(group: group, knob: knobs[index][group], ticks: ticks)
            }
        }.filter { seen.insert($0.selector).inserted }
    }
}

extension Source {
    /// Where the knob stands while nothing is said about it.
    var usual: Double {
        switch kind {
        case .gauge, .trend: 100
        case .slope: 60
        case .counter: 6000
        case .histogram: Double(Self.observations)
        }
    }

    /// Where to look for a turning point.
    func places(near bound: Double?) -> [Double] {
        let all = Double(Self.observations)
        let found: [Double] =
            switch kind {
            case .gauge: [-1e9, -1e3, -1, 0, 1, 10, 100, 1e3, 1e6, 1e9] + (bound.map { [$0] } ?? [])
            case .trend(let step):
                [-1e6, -1e5, -1e4, -1e3, -1e2, -1, 1, 1e2, 1e3, 1e4, 1e5, 1e6].map {
                    (bound ?? 0) + $0 * step.magnitude
                }
            case .slope: [-6e6, -6000, -60, -1, 0, 1, 60, 6000, 6e6]
            case .counter: [0, 1, 60, 600, 6000, 60_000, 6e6, 6e9]
            case .histogram: [0, 1, 0.5 * all, all - 1, all]
            }
        return Set(found.filter(isPossible)).sorted()
    }

    /// The least step that shows.
    func step(at knob: Double) -> Double {
        switch kind {
        case .histogram: 1
        case .counter where knob >= 1000: (knob / 1000).rounded()
        case .counter where knob >= 100: 1
        case .gauge, .trend, .slope, .counter: knob == 0 ? 0.01 : knob.magnitude / 1000
        }
    }

    func isPossible(_ knob: Double) -> Bool {
        switch kind {
        case .gauge, .trend, .slope: true
        case .counter: knob >= 0
        case .histogram: (0...Double(Self.observations)).contains(knob)
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
