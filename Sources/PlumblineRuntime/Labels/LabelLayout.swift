/// A family's labels taken apart: the closed ones, which make an index, and the open ones, which have limits.
struct LabelLayout: Sendable {
    struct Closed: Sendable {
        let name: String
        let values: [String]
    }

    struct Open: Sendable {
        let name: String
        let limit: Int
    }

    private let labels: [LabelSchema]
    private let areOneText: Bool
    let closed: [Closed]
    let open: [Open]
    /// How many combinations the closed labels have; 1 where there are none.
    let combinations: Int

    /// Takes apart labels that passed `MetricDeclaration.check()`, so that their combinations fit an `Int`.
    init(_ declaration: MetricDeclaration) {
        labels = declaration.labels
        areOneText = declaration.labelsAreOneText
        closed = labels.compactMap { label in
            guard case .closed(let name, let values) = label else { return nil }
            return Closed(name: name, values: values)
        }
        open = labels.compactMap { label in
            guard case .open(let name, let limit) = label else { return nil }
            return Open(name: name, limit: limit)
        }
        combinations = closed.reduce(1) { $0 * $1.values.count }
    }

    /// The combination in which every closed label is `other`: a declared one where all declare it, else one past the
    /// declared ones, so that it is never a second series with the same labels.
    var otherCombination: Int {
        var index = 0
        for label in closed {
            guard let value = label.values.firstIndex(of: LabelText.other.string) else { return combinations }
            index = index * label.values.count + value
        }
        return index
    }

    /// The labels of a series as they stand between the braces, in declared order: `backend="duckdb",symbol="AAPL"`.
    func text(_ combination: Int, _ openValues: [String]) -> String {
        if areOneText, let text = openValues.first {
            return text == LabelText.other.string ? labelPair("overflow", "true") : text
        }
        return values(combination, openValues).map { labelPair($0.name, $0.value) }.joined(separator: ",")
    }

    /// The values of a series' labels, in declared order.
    func values(_ combination: Int, _ openValues: [String]) -> [(name: String, value: String)] {
        var closedValues = values(of: combination)[...]
        var openValues = openValues[...]
        return labels.map { label in
            let value =
                switch label {
                case .closed: closedValues.popFirst()
                case .open: openValues.popFirst()
                }
            return (label.name, value ?? LabelText.other.string)
        }
    }

    /// The closed labels' values, by mixed radix: the last label varies fastest. None for a combination not declared.
    private func values(of combination: Int) -> [String] {
        guard combination < combinations else { return [] }
        var rest = combination
        var values: [String] = []
        for label in closed.reversed() {
            values.append(label.values[rest % label.values.count])
            rest /= label.values.count
        }
        return values.reversed()
    }
}
