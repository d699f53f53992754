extension YAML: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(arrayLiteral elements: YAML...) { self = .sequence(elements) }

    /// Names and texts, in the order given.
    static func strings(_ pairs: [(key: String, value: String)]) -> YAML {
        .mapping(pairs.map { ($0.key, .string($0.value)) })
    }
}
