extension Problem {
    package static func notALabel(of subject: String, at origin: Origin) -> Problem {
        Problem(
            "the key path does not name a label of \(subject)", at: origin,
            mend: "name a property of its label set, such as \\.backend")
    }

    static func notANumber(_ words: String, at origin: Origin) -> Problem {
        Problem("\(words) is not a number that can be written exactly", at: origin, mend: "write a finite amount")
    }

    static func quantileOutOfRange(_ q: Double, at origin: Origin) -> Problem {
        Problem("quantile \(q) is not between 0 and 1", at: origin, mend: "write 0.95 for the 95th percentile")
    }

    package static func labelLost(
        _ label: String, _ labels: SurvivingLabels, in place: String, at origin: Origin
    ) -> Problem {
        let loss = labels.loss(of: label)
        return Problem(
            loss.map { "label '\(label)' in \(place) was aggregated away by \($0.operation)" }
                ?? "label '\(label)' in \(place) is not a label of this expression",
            at: origin,
            mend: "keep it in the aggregation with by: \\.\(label), or leave it out here",
            notes: loss.map { [Note("aggregated away here", $0.origin)] } ?? [])
    }

    static func unequalLabels(
        _ op: Operator, _ left: SurvivingLabels, _ leftOrigin: Origin, _ right: SurvivingLabels, _ rightOrigin: Origin
    ) -> Problem {
        Problem(
            "the sides of '\(op.rawValue)' have unequal labels: \(left.description) against \(right.description)",
            at: leftOrigin, mend: "say how they match, as in right.matching(on: \\.backend), or aggregate both alike",
            notes: [Note("the right side has \(right.description)", rightOrigin)])
    }

    static func groupedSets(_ op: Operator, at origin: Origin) -> Problem {
        Problem(
            "'\(op.rawValue)' matches many to many: it takes no groupLeft or groupRight", at: origin,
            mend: "leave it out, matching(on:) is enough")
    }

    static func unequalUnits(_ op: String, _ left: UnitInfo, _ right: UnitInfo, _ a: Origin, _ b: Origin) -> Problem {
        Problem(
            "the sides of '\(op)' have unequal units: \(left.name) against \(right.name)", at: a,
            mend: "convert one side, as in query.converted(to: .\(left.name))",
            notes: [Note("this side is in \(right.name)", b)])
    }
}
