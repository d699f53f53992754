/// What an expression is made of, by PromQL's types.
enum PromQLType: String {
    case scalar = "a number"
    case vector = "an instant vector"
    case matrix = "a range vector"
    case string = "a string"
}

/// The functions that Prometheus 2.42 and 3.5 have without a feature flag.
struct PromQLFunction {
    let arguments: [PromQLType]
    /// How many arguments may be left out; more than there are when the last may come again.
    var optional = 0
    var isVariadic = false
    var result = PromQLType.vector
    /// Only one of both generations has it.
    var isOfOneGeneration = false

    static let all: [String: PromQLFunction] = {
        var all: [String: PromQLFunction] = [:]
        func add(_ names: String, _ function: PromQLFunction) {
            for name in names.split(separator: " ") { all[String(name)] = function }
        }
        add(
            "abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_count histogram_sum ln log10 "
                + "log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp", .init(arguments: [.vector]))
        add(
            "absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time "
                + "max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time "
                + "sum_over_time", .init(arguments: [.matrix]))
        add(
            "day_of_month day_of_week day_of_year days_in_month hour minute month year",
            .init(arguments: [.vector], optional: 1))
        add("clamp", .init(arguments: [.vector, .scalar, .scalar]))
        add("clamp_max clamp_min", .init(arguments: [.vector, .scalar]))
        add("round", .init(arguments: [.vector, .scalar], optional: 1))
        add("histogram_quantile", .init(arguments: [.scalar, .vector]))
        add("histogram_fraction", .init(arguments: [.scalar, .scalar, .vector]))
        add(
            "histogram_avg histogram_stddev histogram_stdvar", .init(arguments: [.vector], isOfOneGeneration: true))
        add("holt_winters", .init(arguments: [.matrix, .scalar, .scalar], isOfOneGeneration: true))
        add("predict_linear", .init(arguments: [.matrix, .scalar]))
        add("quantile_over_time", .init(arguments: [.scalar, .matrix]))
        add("label_replace", .init(arguments: [.vector, .string, .string, .string, .string]))
        add("label_join", .init(arguments: [.vector, .string, .string, .string], optional: 1, isVariadic: true))
        add("scalar", .init(arguments: [.vector], result: .scalar))
        add("vector", .init(arguments: [.scalar]))
        add("time pi", .init(arguments: [], result: .scalar))
        return all
    }()

    /// Aggregations, with what they take before the vector.
    static let aggregations: [String: PromQLType?] = [
        "sum": nil, "avg": nil, "min": nil, "max": nil, "count": nil, "group": nil, "stddev": nil, "stdvar": nil,
        "topk": .scalar, "bottomk": .scalar, "quantile": .scalar, "count_values": .string,
    ]
}
