import Plumbline
import TestSupport

/// A random expression over vectors of one series without labels, with what it evaluates to.
///
/// Its value is nil where it has no series. Arithmetic, comparisons, `bool` and set operations are all in it, so that
/// a parenthesis too few or a precedence that is wrong changes the value.
struct RandomTree {
    let expression: Expression
    let value: Double?
    private var isNumber = false

    private static let operators: [Operator] = [
        .add, .subtract, .multiply, .divide, .equal, .unequal, .greater, .less, .greaterOrEqual, .lessOrEqual, .and,
        .or,
        .unless,
    ]

    init(depth: Int, using generator: inout SeededGenerator) {
        guard depth > 0, Int.random(in: 0..<8, using: &generator) > 0 else {
            self.init(leaf: Int.random(in: -4...4, using: &generator))
            return
        }
        let op = Self.operators[Int.random(in: 0..<Self.operators.count, using: &generator)]
        let left = RandomTree(depth: depth - 1, using: &generator)
        let right = RandomTree(depth: depth - 1, using: &generator)
        // A bare number may stand beside a vector, but not in a set operation.
        switch op.isSet ? 9 : Int.random(in: 0..<10, using: &generator) {
        case 0: self.init(op, RandomTree(number: Int.random(in: -4...4, using: &generator)), right, false)
        case 1: self.init(op, left, RandomTree(number: Int.random(in: -4...4, using: &generator)), false)
        case 2: self.init(op, left, right, op.isComparison)
        default: self.init(op, left, right, false)
        }
    }

    private init(leaf: Int) {
        expression = .call("vector", [.number(ExactDecimal(leaf))])
        value = Double(leaf)
    }

    private init(number: Int) {
        expression = .number(ExactDecimal(number))
        value = Double(number)
        isNumber = true
    }

    private init(_ op: Operator, _ left: RandomTree, _ right: RandomTree, _ bool: Bool) {
        expression = .binary(op, bool ? Modifier(bool: true) : nil, left.expression, right.expression)
        value =
            switch op {
            case .and: right.value == nil ? nil : left.value
            case .or: left.value ?? right.value
            case .unless: right.value == nil ? left.value : nil
            default: Self.value(op, left, right, bool)
            }
    }

    private static func value(_ op: Operator, _ left: RandomTree, _ right: RandomTree, _ bool: Bool) -> Double? {
        guard let a = left.value, let b = right.value else { return nil }
        let holds: Bool
        switch op {
        case .add: return a + b
        case .subtract: return a - b
        case .multiply: return a * b
        case .divide: return a / b
        case .equal: holds = a == b
        case .unequal: holds = a != b
        case .greater: holds = a > b
        case .less: holds = a < b
        case .greaterOrEqual: holds = a >= b
        default: holds = a <= b
        }
        // A comparison filters: what is left is the vector's value, on whichever side the vector is.
        return bool ? (holds ? 1 : 0) : holds ? (left.isNumber ? b : a) : nil
    }
}
