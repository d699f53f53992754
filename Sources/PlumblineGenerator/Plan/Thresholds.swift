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
            return [.base(.transparent)] + all.map { Step(at: $0.bound.value, $0.colour) }
        }
        guard let first = all.first else { return [.base(.text)] }
        guard !first.bound.isCeiling else {
            return [.base(.green)] + all.map { Step(at: $0.bound.value, $0.colour) }
        }
        let colours = all.map(\.colour) + [.green]
        return [.base(colours[0])] + zip(all, colours.dropFirst()).map { Step(at: $0.bound.value, $1) }
    }
}

private let least = ExactDecimal(-1, exponent: 60)
