import Plumbline
import PlumblinePlan

// Binary operators, as `VectorBinop` and its neighbours have them.
extension Evaluator {
    func binary(_ op: Operator, _ modifier: Modifier, _ left: Value, _ right: Value) throws(Underivable) -> Value {
        switch (left, right) {
        case (.scalar(let a), .scalar(let b)):
            .scalar(op.isComparison ? (op.compares(a, b) ? 1 : 0) : op.computes(a, b))
        case (.vector(let samples), .scalar(let number)):
            .vector(samples.compactMap { op.applied($0, $0.value, number, modifier) })
        case (.scalar(let number), .vector(let samples)):
            .vector(samples.compactMap { op.applied($0, number, $0.value, modifier) })
        case (.vector(let left), .vector(let right)):
            .vector(op.isSet ? op.sets(left, right, modifier) : try matched(op, left, right, modifier))
        }
    }

    /// Each series of the many side with its partner of the one side.
    private func matched(
        _ op: Operator, _ left: [VectorSample], _ right: [VectorSample], _ modifier: Modifier
    ) throws(Underivable) -> [VectorSample] {
        var isRightMany = false
        var taken: [String] = []
        switch modifier.group {
        case .left(let labels): taken = labels
        case .right(let labels): (isRightMany, taken) = (true, labels)
        case nil: break
        }
        let (many, one) = isRightMany ? (right, left) : (left, right)
        var partners: [LabelValues: VectorSample] = [:]
        for sample in one {
            guard partners.updateValue(sample, forKey: modifier.signature(sample.labels)) == nil else {
                throw Underivable("several series of one side of '\(op.rawValue)' have the same labels to match by")
            }
        }
        var seen: Set<LabelValues> = []
        var found: [VectorSample] = []
        for sample in many {
            let signature = modifier.signature(sample.labels)
            guard let partner = partners[signature] else { continue }
            let (a, b) = isRightMany ? (partner.value, sample.value) : (sample.value, partner.value)
            guard var result = op.applied(sample, a, b, modifier) else { continue }
            if modifier.group == nil {
                guard seen.insert(signature).inserted else {
                    throw Underivable("several series of one side of '\(op.rawValue)' have the same labels to match by")
                }
                switch modifier.matching {
                case .by(let names): result.labels = result.labels.only(names)
                case .without(let names): result.labels = result.labels.without(names)
                case nil: break
                }
            }
            for name in taken { result.labels[name] = partner.labels[name] }
            found.append(result)
        }
        return found
    }
}

extension Modifier {
    /// The labels that partners agree on.
    fileprivate func signature(_ labels: LabelValues) -> LabelValues {
        switch matching {
        case .by(let names): labels.only(names)
        case .without(let names): labels.without(names + [VectorSample.name])
        case nil: labels.without([VectorSample.name])
        }
    }
}

extension Operator {
    fileprivate func sets(_ left: [VectorSample], _ right: [VectorSample], _ modifier: Modifier) -> [VectorSample] {
        switch self {
        case .and, .unless:
            let others = Set(right.map { modifier.signature($0.labels) })
            return left.filter { others.contains(modifier.signature($0.labels)) == (self == .and) }
        default:
            let ours = Set(left.map { modifier.signature($0.labels) })
            return left + right.filter { !ours.contains(modifier.signature($0.labels)) }
        }
    }

    /// The sample with the operator's value; nil where a comparison does not hold and no `bool` keeps it.
    fileprivate func applied(_ sample: VectorSample, _ a: Double, _ b: Double, _ modifier: Modifier) -> VectorSample? {
        guard isComparison else { return VectorSample(labels: sample.nameless.labels, value: computes(a, b)) }
        let holds = compares(a, b)
        if modifier.bool { return VectorSample(labels: sample.nameless.labels, value: holds ? 1 : 0) }
        // Between vectors the left value stays, beside a number the vector's.
        return holds ? VectorSample(labels: sample.labels, value: modifier.group.isRight ? a : sample.value) : nil
    }

    fileprivate func compares(_ a: Double, _ b: Double) -> Bool {
        switch self {
        case .equal: a == b
        case .unequal: a != b
        case .greater: a > b
        case .less: a < b
        case .greaterOrEqual: a >= b
        default: a <= b
        }
    }

    fileprivate func computes(_ a: Double, _ b: Double) -> Double {
        switch self {
        case .add: a + b
        case .subtract: a - b
        case .multiply: a * b
        case .modulo: a.truncatingRemainder(dividingBy: b)
        default: a / b
        }
    }
}

extension Modifier.Group? {
    fileprivate var isRight: Bool { if case .right = self { true } else { false } }
}

// Aggregations.
extension Evaluator {
    func aggregated(
        _ kind: Aggregation, _ parameter: ExactDecimal?, _ grouping: Grouping?, _ samples: [VectorSample]
    ) -> [VectorSample] {
        var groups: [LabelValues: [VectorSample]] = [:]
        var order: [LabelValues] = []
        for sample in samples {
            let key: LabelValues =
                switch grouping {
                case .by(let names): sample.labels.only(names)
                case .without(let names): sample.labels.without(names + [VectorSample.name])
                case nil: [:]
                }
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(sample)
        }
        return order.flatMap { key -> [VectorSample] in
            let members = groups[key] ?? []
            let values = members.map(\.value)
            func one(_ value: Double) -> [VectorSample] { [VectorSample(labels: key, value: value)] }
            switch kind {
            case .sum: return one(generation.sum(values))
            case .count: return one(Double(values.count))
            case .min: return one(values.reduce(.nan) { $1 < $0 || $0.isNaN ? $1 : $0 })
            case .max: return one(values.reduce(.nan) { $1 > $0 || $0.isNaN ? $1 : $0 })
            case .avg: return one(generation.average(values))
            case .topk, .bottomk:
                let sorted = members.sorted { kind == .topk ? $0.value > $1.value : $0.value < $1.value }
                return Array(sorted.prefix(parameter?.integer ?? 0))
            }
        }
    }
}
