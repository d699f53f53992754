import Plumbline

// Names as Swift has them.
extension String {
    /// The name as an identifier: in backticks unless it is a plain one, such as keywords and `404 not found`.
    package var swiftName: String {
        let name = withoutBackticks
        return name.isIdentifier() && !keywords.contains(name) ? name : "`\(name)`"
    }

    /// The name of the type that belongs to a property: `hitRatio` becomes `HitRatio`.
    package var typeName: String { (withoutBackticks.prefix(1).uppercased() + withoutBackticks.dropFirst()).swiftName }

    /// What keeps it from being a name in Swift, even in backticks; nil when nothing does. Source: SE-0451.
    package var swiftNameFault: String? {
        let name = withoutBackticks
        for scalar in name.unicodeScalars {
            let isControl = scalar.value < 0x20 || scalar.value == 0x7F
            if isControl || scalar == "`" || scalar == "\\" || (scalar != " " && scalar.properties.isWhitespace) {
                return "holds U+\(String(scalar.value, radix: 16, uppercase: true)), which no name may"
            }
        }
        if name.utf8.first == UInt8(ascii: "$") { return "begins with $, as only the compiler's names do" }
        let isNamed = name.unicodeScalars.contains {
            $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil || $0.value >= 0x1F000
        }
        return isNamed ? nil : "has no letter and no digit"
    }

    /// The name itself. Reflection tells some in backticks and others without, and each blank as one that breaks no line.
    package var withoutBackticks: String {
        let name = swapping("\u{A0}", for: " ")
        return name.utf8.count > 2 && name.hasPrefix("`") && name.hasSuffix("`")
            ? String(name.dropFirst().dropLast()) : name
    }
}

/// Swift's reserved words, and what follows a dot as something else; a property or case may be called so only in backticks.
private let keywords: Set<String> = [
    "Any", "Protocol", "Self", "Type", "_", "as", "associatedtype", "break", "case", "catch", "class", "continue",
    "default", "defer", "deinit",
    "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import",
    "in", "init", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol",
    "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw",
    "throws", "true", "try", "typealias", "var", "where", "while",
]
