import Plumbline

/// Objectives that are made of others read what is recorded of those: they are in the spec, and count what is asked for.
@Sendable func checkComposites(_ declarations: Declarations) -> [Problem] {
    let all = declarations.objectives.map(\.value)
    let known = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    return all.filter { !$0.parts.isEmpty || $0.isWeighted }.flatMap { $0.problemsOfParts(known) }
}

extension ObjectiveDeclaration {
    fileprivate var isWeighted: Bool { if case .weighted = indicator { true } else { false } }

    fileprivate func problemsOfParts(_ known: [String: ObjectiveDeclaration]) -> [Problem] {
        var problems: [Problem] = []
        func add(_ message: String, _ mend: String, _ part: ObjectiveDeclaration? = nil) {
            let notes = part.map { [Problem.Note("the part is declared here", $0.origin)] } ?? []
            problems.append(Problem("objective '\(name)' \(message)", at: origin, mend: mend, notes: notes))
        }
        let parts = parts.map(\.name)
        if Set(parts).count < max(parts.count, 2) { add("is not made of two or more different ones", "name each once") }
        for name in Set(parts).sorted() {
            guard let part = known[name] else {
                add("is made of '\(name)', which is not in the spec", "hand the struct that declares it to Spec(…)")
                continue
            }
            guard isWeighted else { continue }
            switch part.indicator {
            case .bound: add("weighs '\(name)', which is held at a bound and counts no events", "use allOf(…)", part)
            case .errorRatio:
                add("weighs '\(name)', an error ratio of which nobody counts the events", "use allOf(…)", part)
            case .events, .counters, .weighted: break
            }
        }
        return problems
    }
}
