@testable import Plumbline
@testable import PlumblineGenerator
@testable import PlumblineRuleTests

/// Expressions over awkward series, drawn from a seed: what the evaluator and promtool have to agree on.
///
/// Where Prometheus takes series in any order, only such numbers are added up as are exact in any order.
struct DrawnExpressions {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func number(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    mutating func one<Value>(of values: [Value]) -> Value { values[number(below: values.count)] }

    mutating func expression() -> Expression {
        switch number(below: 8) {
        case 0: .binary(one(of: [.add, .subtract, .multiply, .divide]), nil, one(), one())
        case 1:
            .binary(one(of: [.greater, .less, .equal, .unequal, .greaterOrEqual, .lessOrEqual]), nil, one(), number())
        case 2: .binary(.greater, Modifier(bool: true), one(), one())
        case 3: .binary(one(of: [.and, .or, .unless]), Modifier(matching: .by(["case", "twin"])), one(), one())
        case 4: .call("absent", [instant()])
        case 5: quantile()
        case 6: exactly()
        default: one()
        }
    }

    /// Something of one sample for each series.
    private mutating func one() -> Expression {
        switch number(below: 4) {
        case 0: instant()
        case 1: exactly()
        default: overTime()
        }
    }

    /// Aggregates, of whole numbers.
    private mutating func exactly() -> Expression {
        let grouping = one(of: [Grouping.by(["case"]), .without(["twin"])])
        switch number(below: 3) {
        case 0: return .aggregate(one(of: [.min, .max, .count]), parameter: nil, grouping, overTime())
        case 1: return .aggregate(one(of: [.sum, .avg]), parameter: nil, grouping, instant())
        default:
            let whole = Expression.call(
                one(of: ["count_over_time", "resets", "last_over_time", "max_over_time"]), [range()])
            return .aggregate(.sum, parameter: nil, grouping, whole)
        }
    }

    private mutating func overTime() -> Expression {
        let functions = [
            "rate", "increase", "delta", "resets", "deriv", "avg_over_time", "sum_over_time", "min_over_time",
            "max_over_time", "count_over_time", "last_over_time", "predict_linear", "quantile_over_time", "rate",
            "increase",
        ]
        let function = one(of: functions)
        switch function {
        case "predict_linear": return .call(function, [range(), .number(ExactDecimal(3600))])
        case "quantile_over_time": return .call(function, [.number(ExactDecimal(75, exponent: -2)), anyRange()])
        case let name where name.hasSuffix("_over_time"): return .call(function, [anyRange()])
        default: return .call(function, [range()])
        }
    }

    private mutating func quantile() -> Expression {
        let rate = Expression.call(
            "rate", [.range(selector(AwkwardSeries.buckets), .fixed(.minutes(Double(2 + number(below: 9)))))])
        let share = ExactDecimal(one(of: [5, 50, 90, 99]), exponent: -2)
        return .call("histogram_quantile", [.number(share), rate])
    }

    private mutating func number() -> Expression { .number(ExactDecimal(number(below: 20))) }

    private mutating func instant() -> Expression { selector(one(of: AwkwardSeries.plain)) }

    private mutating func range() -> Expression {
        let lengths: [Quantity<Time>] = [.minutes(1), .minutes(2), .minutes(5), .seconds(90), .minutes(11), .hours(1)]
        return .range(instant(), .fixed(one(of: lengths)))
    }

    private mutating func anyRange() -> Expression {
        guard number(below: 3) == 0 else { return range() }
        return .subquery(
            instant(), range: one(of: [.minutes(4), .minutes(10), .minutes(30)]),
            step: one(of: [nil, .minutes(1), .minutes(2), .seconds(50)]))
    }

    private mutating func selector(_ metric: MetricDeclaration) -> Expression {
        let cases = one(of: AwkwardSeries.cases + [nil, nil, nil, nil])
        var selector = Selector(metric: metric, suffix: "", matchers: [], offset: nil)
        if let cases {
            selector.matchers = [
                Matcher(label: "case", comparison: .equals, operand: .text(cases), origin: AwkwardSeries.origin)
            ]
        }
        if number(below: 5) == 0 { selector.offset = one(of: [.minutes(1), .minutes(3), .seconds(45)]) }
        return .selector(selector)
    }
}

/// Series with all that makes ranges differ, each twice: samples come each minute, from 0 on.
enum AwkwardSeries {
    static let origin = Origin(#fileID, #line, #column)
    static let plain = [declared("g"), declared("c")]
    static let buckets = declared("h_bucket")
    static let cases: [String?] = ["even", "gaps", "resets", "stale", "once", "nan", "late"]
    static let tick = 60_000
    static let length = 70

    private static func declared(_ name: String) -> MetricDeclaration {
        MetricDeclaration(
            name: name, help: "", kind: .gauge, unit: .count, labels: [], isExternal: true, origin: origin)
    }

    static var all: [InputSeries] {
        var found: [InputSeries] = []
        for (index, twin) in ["a", "b"].enumerated() {
            for name in cases.compactMap(\.self) {
                let labels = ["case": name, "twin": twin]
                found.append(InputSeries(SeriesIdentity("c", labels), runs(name, from: Double(3 * index), by: 4)))
                found.append(InputSeries(SeriesIdentity("g", labels), runs(name, from: Double(50 - index), by: -1)))
                for (bound, growth) in [("0.5", 1.0), ("2.5", 5), ("10", 6), ("+Inf", 7)] {
                    let bucket = SeriesIdentity("h_bucket", labels.adding("le", bound))
                    found.append(InputSeries(bucket, runs(name, from: 0, by: growth + Double(index))))
                }
            }
        }
        return found
    }

    private static func runs(_ name: String, from start: Double, by growth: Double) -> [InputSeries.Run] {
        func run(_ from: Double, _ count: Int) -> InputSeries.Run { .init(start: from, growth: growth, count: count) }
        func gap(_ count: Int) -> InputSeries.Run { .init(start: nil, count: count) }
        return switch name {
        case "gaps": [run(start, 7), gap(1), run(start + 8, 2), gap(4), run(start + 9, 9), gap(7), run(start, 30)]
        case "resets": [run(start + 100, 9), run(start, 6), run(start + 1, 11), run(0, 2), run(start + 5, 40)]
        case "stale": [run(start, 12), .stale, gap(2), run(start + 40, 17), .stale, run(start + 7, 1), .stale]
        case "once": [gap(31), run(start, 1)]
        case "nan": [run(start, 10), .init(start: .nan), run(start + 6, 20), .init(start: .nan), run(start + 9, 30)]
        case "late": [gap(40), run(start, 30)]
        default: [run(start, length)]
        }
    }
}
