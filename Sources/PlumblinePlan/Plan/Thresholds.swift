package import Plumbline

extension Panel {
    /// The colours of the panel by value. Its own steps, where it declares some; else the bounds of its alerts and its
    /// objective, so that a threshold is written once.
    ///
    /// On graphs the colours are lines, on everything else they judge the value: green, then orange where a warning
    /// fires, red where a critical alert does.
    package var resolvedSteps: [Step] {
        if !steps.isEmpty { return steps.sorted { ($0.value ?? least) < ($1.value ?? least) } }
        let bounds = alerts.compactMap { alert in
            alert.bound.map { (bound: $0, colour: alert.severity == .critical ? Colour.red : .orange) }
        }
        let promised = objective.map { [(bound: $0.threshold, colour: Colour.orange)] } ?? []
        let all = (bounds + promised.filter { promise in !bounds.contains { $0.bound.value == promise.bound.value } })
            .sorted { $0.bound.value < $1.bound.value }
        if case .graph = kind {
            return [.base(.transparent)] + lines(all)
        }
        return judgement(all.filter { !$0.bound.isExact })
    }
}

/// A line for each bound, in the colour of the worst alert that begins there.
private func lines(_ bounds: [(bound: Bound, colour: Colour)]) -> [Step] {
    Set(bounds.map(\.bound.value)).sorted().map { value in
        let isCritical = bounds.contains { $0.bound.value == value && $0.colour == .red }
        return Step(at: value, isCritical ? .red : .orange)
    }
}

/// Between any two bounds, the colour of the worst alert that fires there.
private func judgement(_ bounds: [(bound: Bound, colour: Colour)]) -> [Step] {
    let values = Set(bounds.map(\.bound.value)).sorted()
    guard !values.isEmpty else { return [.base(.text)] }
    let colours = (0...values.count).map { index -> Colour in
        let firing = bounds.filter { item in
            item.bound.isCeiling
                ? values[..<index].contains(item.bound.value) : values[index...].contains(item.bound.value)
        }
        return firing.contains { $0.colour == .red } ? .red : firing.first?.colour ?? .green
    }
    return [.base(colours[0])] + zip(values, colours.dropFirst()).map { Step(at: $0, $1) }
}

extension Bound {
    /// A step colours all that is beyond it, which says nothing of an alert on one exact value.
    fileprivate var isExact: Bool { op == .equal || op == .unequal }
}

private let least = ExactDecimal(-1, exponent: 60)
