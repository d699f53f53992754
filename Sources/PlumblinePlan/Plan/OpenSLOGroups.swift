package import Plumbline

/// An objective for one group: the values of the labels that it is grouped by.
package struct OpenSLOGroup {
    package let objective: ObjectiveDeclaration
    /// Empty where there are no groups.
    package let values: [(label: String, value: String)]
    /// The name of the document, unlike that of all others.
    package let name: String

    /// `99 %`, or `99 % for backend postgresql`
    package var words: String {
        let group = values.map { "\($0.label) \($0.value)" }.joined(separator: ", ")
        return objective.objective.words + (group.isEmpty ? "" : " for \(group)")
    }

    /// The expression, of this group alone.
    package func narrowed(_ expression: Expression) -> Expression {
        expression.mapSelectors { selector in
            selector.matchers += values.map { label, value in
                Matcher(label: label, comparison: .equals, operand: .text(value), origin: objective.origin)
            }
        }
    }
}

extension [ObjectiveDeclaration] {
    /// Each objective as it is, or once for each group.
    package var openSLOGroups: [OpenSLOGroup] {
        var taken = Set(filter(\.groupedBy.isEmpty).map(\.name))
        return flatMap { objective in
            objective.groups.map { values in
                let name = values.isEmpty ? objective.name : objective.name.named(for: values.map(\.value), &taken)
                return OpenSLOGroup(objective: objective, values: values, name: name)
            }
        }
    }
}

extension ObjectiveDeclaration {
    /// The values of a label that its expression's matchers let through; nil where they are not known.
    package func closedValues(of label: String) -> [String]? {
        for selector in counted {
            let declared = selector.metric.labels.first { $0.label.name == label }?.label.values
            guard case .closed(_, let cases) = declared else { continue }
            let matchers = selector.matchers.filter { $0.label == label }
            return cases.map(\.value).filter { value in matchers.allSatisfy { $0.fits(value) } }
        }
        return nil
    }

    /// What all events are counted by, or what is held at a bound.
    private var counted: [Selector] {
        switch indicator {
        case .events(_, let total): total.selectors
        case .counters(let pair): pair.total.expression.selectors
        case .bound(let expression, _, _), .errorRatio(let expression): expression.selectors
        case .weighted: []
        }
    }

    /// All combinations of the labels' values; one without any where it is not grouped.
    fileprivate var groups: [[(label: String, value: String)]] {
        groupedBy.reduce([[]]) { groups, label in
            groups.flatMap { group in (closedValues(of: label) ?? []).map { group + [(label, $0)] } }
        }
    }
}

extension String {
    /// `availability-postgresql`: what a document may be called, with a number where another one is.
    fileprivate func named(for values: [String], _ taken: inout Set<String>) -> String {
        let words = ([self] + values).joined(separator: "-").lowercased()
        let parts = words.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let name = parts.joined(separator: "-")
        var (unique, number) = (name, 2)
        while !taken.insert(unique).inserted {
            unique = "\(name)-\(number)"
            number += 1
        }
        return unique
    }
}
