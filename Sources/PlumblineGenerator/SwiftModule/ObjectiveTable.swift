import Plumbline
import PlumblinePlan

/// The objectives as a table, for the service's own SLO report.
func objectiveTable(_ plan: Plan) -> String {
    let rows = plan.objectives.map(\.value).map { objective in
        let groups = objective.groupedBy.map(\.swiftQuoted).joined(separator: ", ")
        return """
                    Objective(
                        name: \(objective.name.swiftQuoted),
                        summary: \(objective.summary.swiftQuoted),
                        indicator: \(objective.runtimeIndicator(window: plan.text.spec.window)),
                        target: \(objective.objective.base?.description ?? "0"), \
            periodDays: \(objective.usualPeriod.wholeDays ?? 0)\(groups.isEmpty ? "" : ", groupedBy: [\(groups)]")),
            """
    }
    return """
        public import PlumblineRuntime

        extension \(plan.module) {
            /// What the service promises, in declared order.
            public static let objectives: [Objective] = [
        \(rows.joined(separator: "\n"))
            ]
        }

        """
}

extension ObjectiveDeclaration {
    /// The runtime's `Objective.Indicator`. What it cannot read of its own metrics is left to Prometheus.
    fileprivate func runtimeIndicator(window: Quantity<Time>) -> String {
        switch indicator {
        case .events(.selector(let good), .selector(let total)):
            guard let series = total.runtimeSeries, total.suffix != "_sum" else { break }
            if good.suffix == "_bucket" {
                guard !Expression.selector(good).isNarrowedBucket else { break }
                return ".latency(\(series), within: \(threshold.value), unit: \(threshold.unit.runtimeUnit))"
            }
            // Good events are all events with further labels.
            let further = good.matchers.dropFirst(total.matchers.count).map { $0.runtimeCondition(of: total.metric) }
            guard let conditions = further.joined else { break }
            return ".events(\(series), good: [\(conditions)])"
        case .bound(.selector(let selector), let op, let bound):
            guard let series = selector.runtimeSeries, let held = runtimeBound(op, bound) else { break }
            return ".value(\(series), \(held))"
        case .bound(let expression, let op, let bound):
            guard let quantile = expression.runtimeQuantile(window), let held = runtimeBound(op, bound) else { break }
            return ".quantile(\(quantile), \(held))"
        case .events, .counters, .errorRatio, .weighted: break
        }
        return ".inPrometheus"
    }

    private func runtimeBound(_ op: Operator, _ bound: ExactDecimal) -> String? {
        let sides: [Operator: String] = [.greaterOrEqual: "atLeast", .lessOrEqual: "atMost"]
        return sides[op].map { side in
            let unit = threshold.unit.runtimeUnit
            return ".init(.\(side), \(bound)\(unit == ".none" ? "" : ", unit: \(unit)"))"
        }
    }
}

extension Expression {
    /// `0.95, of: .init("name"), by: [], seconds: 300`, of a quantile over the histogram's sum by labels. An automatic
    /// window is `standard`.
    fileprivate func runtimeQuantile(_ standard: Quantity<Time>) -> String? {
        guard case .call("histogram_quantile", let arguments) = self, arguments.count == 2,
            case .number(let share) = arguments[0],
            case .aggregate(.sum, nil, .by(let labels), .call("rate", let rates)) = arguments[1],
            case .range(.selector(let selector), let window)? = rates.first, let series = selector.runtimeSeries
        else { return nil }
        var seconds = standard.base
        if case .fixed(let time) = window { seconds = time.base }
        let names = labels.filter { $0 != "le" }.map(\.swiftQuoted).joined(separator: ", ")
        return "\(share), of: \(series), by: [\(names)], seconds: \(seconds ?? .one)"
    }
}

extension Selector {
    /// The runtime's `Objective.Series`; nil where others export the metric, or labels have to fit an expression.
    fileprivate var runtimeSeries: String? {
        guard !metric.isExternal, offset == nil,
            let conditions = matchers.map({ $0.runtimeCondition(of: metric) }).joined
        else {
            return nil
        }
        let name = metric.name.swiftQuoted
        return conditions.isEmpty ? ".init(\(name))" : ".init(\(name), where: [\(conditions)])"
    }
}

extension Matcher {
    /// The runtime's `Objective.Condition`. Targets' labels are not the service's to know.
    fileprivate func runtimeCondition(of metric: MetricDeclaration) -> String? {
        guard label != "job", label != "instance" else { return nil }
        switch (comparison, operand) {
        case (.equals, .text(let value)): return ".label(\(label.swiftQuoted), in: [\(value.swiftQuoted)])"
        case (.matches, .oneOf(let values)): return oneOf(values)
        case (.differs, .text(let value)): return ".labelDiffers(\(label.swiftQuoted), from: \(value.swiftQuoted))"
        case (.matches, .regex(let text)): return values(of: metric, matching: text, true).map(oneOf)
        case (.matchesNot, .regex(let text)): return values(of: metric, matching: text, false).map(oneOf)
        case (.matchesNot, .oneOf(let others)):
            guard case .closed(_, let cases)? = metric.labels.first(where: { $0.label.name == label })?.label.values
            else { return nil }
            return oneOf(cases.map(\.value).filter { !others.contains($0) })
        default: return nil
        }
    }

    private func oneOf(_ values: [String]) -> String {
        ".label(\(label.swiftQuoted), in: [\(values.map(\.swiftQuoted).joined(separator: ", "))])"
    }

    /// A closed label's values that match as a whole, or do not. Those of open labels are not known before they come.
    private func values(of metric: MetricDeclaration, matching text: String, _ wanted: Bool) -> [String]? {
        let declared = metric.labels.first { $0.label.name == label }?.label.values
        guard case .closed(_, let cases)? = declared, cases.allSatisfy({ $0.value.utf8.allSatisfy { $0 < 0x80 } }),
            let expression = try? Regex(text)
        else { return nil }
        return cases.map(\.value).filter { ((try? expression.wholeMatch(in: $0)) != nil) == wanted }
    }
}

extension [String?] {
    /// With commas between; nil where one is missing.
    fileprivate var joined: String? {
        let present = compactMap(\.self)
        return present.count == count ? present.joined(separator: ", ") : nil
    }
}

extension UnitInfo {
    /// The runtime's `MetricUnit`.
    fileprivate var runtimeUnit: String { suffix == nil ? ".none" : ".\(name)" }
}
