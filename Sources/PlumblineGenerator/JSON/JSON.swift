/// A JSON value, written in Swift with literals: `["title": "Latency", "id": 3, "targets": [target]]`.
enum JSON: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// Written with the fewest digits that read back as the same value; NaN and the infinities as `null`, which is how
    /// Grafana itself stores the open end of its lowest threshold.
    case double(Double)
    /// The decimal text of a number, written as it stands; it has to be a number by the grammar of JSON.
    case number(String)
    case string(String)
    case array([JSON])
    case object([String: JSON])
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    init(nilLiteral: ()) { self = .null }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(floatLiteral value: Double) { self = .double(value) }
    init(stringLiteral value: String) { self = .string(value) }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }

    /// Of a key that is given twice the last value counts, as readers of JSON have it.
    init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements) { $1 })
    }
}
