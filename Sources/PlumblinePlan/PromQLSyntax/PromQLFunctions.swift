import Plumbline

/// What an expression is made of, by PromQL's types.
enum PromQLType: String {
    case scalar = "a number"
    case vector = "an instant vector"
    case matrix = "a range vector"
    case string = "a string"
}

/// A function that any Prometheus from 2.42 to 3.14 has: `promql/parser/functions.go` of all versions, by their tags.
struct PromQLFunction {
    let arguments: [PromQLType]
    /// How many arguments may be left out; more than there are when the last may come again.
    var optional = 0
    var isVariadic = false
    var result = PromQLType.vector
    var availability = Availability.always

    static let all = ofEachVersion.merging(ofSomeVersions) { $1 }

    private static func table(_ rows: [(names: String, function: PromQLFunction)]) -> [String: PromQLFunction] {
        let each = rows.flatMap { row in row.names.split(separator: " ").map { (String($0), row.function) } }
        return Dictionary(uniqueKeysWithValues: each)
    }

    private static let ofEachVersion = table([
        (
            "abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_count histogram_sum ln log10 "
                + "log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp", .init(arguments: [.vector])
        ),
        (
            "absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time "
                + "max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time "
                + "sum_over_time", .init(arguments: [.matrix])
        ),
        (
            "day_of_month day_of_week day_of_year days_in_month hour minute month year",
            .init(arguments: [.vector], optional: 1)
        ),
        ("clamp", .init(arguments: [.vector, .scalar, .scalar])),
        ("clamp_max clamp_min", .init(arguments: [.vector, .scalar])),
        ("round", .init(arguments: [.vector, .scalar], optional: 1)),
        ("histogram_quantile", .init(arguments: [.scalar, .vector])),
        ("histogram_fraction", .init(arguments: [.scalar, .scalar, .vector])),
        ("predict_linear", .init(arguments: [.matrix, .scalar])),
        ("quantile_over_time", .init(arguments: [.scalar, .matrix])),
        ("label_replace", .init(arguments: [.vector, .string, .string, .string, .string])),
        ("label_join", .init(arguments: [.vector, .string, .string, .string], optional: 1, isVariadic: true)),
        ("scalar", .init(arguments: [.vector], result: .scalar)),
        ("vector", .init(arguments: [.scalar])),
        ("time pi", .init(arguments: [], result: .scalar)),
    ])

    private static let ofSomeVersions = table([
        (
            "holt_winters",
            .init(
                arguments: [.matrix, .scalar, .scalar],
                availability: Availability(gone: (.v3, "3.0 calls it double_exponential_smoothing, behind a flag")))
        ),
        ("histogram_stddev histogram_stdvar", .init(arguments: [.vector], availability: .since(2, 47))),
        ("histogram_avg", .init(arguments: [.vector], availability: .since(2, 51))),
        ("mad_over_time", experimental([.matrix], 2, 49)),
        ("sort_by_label sort_by_label_desc", experimental([.vector, .string], optional: 1, isVariadic: true, 2, 49)),
        ("info", experimental([.vector, .vector], optional: 1, 2, 55)),
        ("double_exponential_smoothing", experimental([.matrix, .scalar, .scalar], 3, 0)),
        ("ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time", experimental([.matrix], 3, 5)),
        (
            "first_over_time",
            .init(
                arguments: [.matrix],
                availability: .since(3, 7, behind: [.experimentalFunctions], stable: PrometheusVersion(3, 14)))
        ),
        ("ts_of_first_over_time", experimental([.matrix], 3, 7)),
        (
            "histogram_quantiles",
            experimental([.vector, .string, .scalar, .scalar], optional: 1, isVariadic: true, 3, 11)
        ),
        ("start end range step", experimental([], result: .scalar, 3, 12)),
        ("max_of min_of", experimental([.scalar, .scalar], result: .scalar, 3, 13)),
        (
            "start_timestamp",
            .init(
                arguments: [.vector],
                availability: .since(3, 14, behind: [.experimentalFunctions, .startTimestamps]))
        ),
    ])

    private static func experimental(
        _ arguments: [PromQLType], optional: Int = 0, isVariadic: Bool = false, result: PromQLType = .vector,
        _ major: Int, _ minor: Int
    ) -> PromQLFunction {
        PromQLFunction(
            arguments: arguments, optional: optional, isVariadic: isVariadic, result: result,
            availability: .since(major, minor, behind: [.experimentalFunctions]))
    }
}

/// An aggregation, with what it takes before the vector.
struct PromQLAggregation {
    var parameter: PromQLType?
    var availability = Availability.always

    private static let limiting = PromQLAggregation(
        parameter: .scalar, availability: .since(2, 54, behind: [.experimentalFunctions]))

    static let all: [String: PromQLAggregation] = [
        "sum": .init(), "avg": .init(), "min": .init(), "max": .init(), "count": .init(), "group": .init(),
        "stddev": .init(), "stdvar": .init(), "topk": .init(parameter: .scalar), "bottomk": .init(parameter: .scalar),
        "quantile": .init(parameter: .scalar), "count_values": .init(parameter: .string),
        "limitk": limiting, "limit_ratio": limiting,
    ]
}
