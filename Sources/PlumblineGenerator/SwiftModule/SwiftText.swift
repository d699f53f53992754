import Plumbline

extension String {
    /// A Swift string literal with this content, whatever it is.
    var swiftQuoted: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\\": quoted += "\\\\"
            case "\"": quoted += "\\\""
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _
            where scalar.value < 0x20 || scalar.value == 0x7f || scalar.properties.generalCategory == .format
                || scalar.properties.generalCategory == .lineSeparator
                || scalar.properties.generalCategory == .paragraphSeparator:
                quoted += "\\u{\(String(scalar.value, radix: 16))}"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// The name as an identifier: in backticks unless it is a plain one, such as keywords and `404 not found`.
    var swiftName: String {
        let name = withoutBackticks
        return name.isIdentifier() && !keywords.contains(name) ? name : "`\(name)`"
    }

    /// The name of the type that belongs to a property: `hitRatio` becomes `HitRatio`.
    var typeName: String { (withoutBackticks.prefix(1).uppercased() + withoutBackticks.dropFirst()).swiftName }

    /// What keeps it from being a name in Swift, even in backticks; nil when nothing does. Source: SE-0451.
    var swiftNameFault: String? {
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
    var withoutBackticks: String {
        let name = swapping("\u{A0}", for: " ")
        return name.utf8.count > 2 && name.hasPrefix("`") && name.hasSuffix("`")
            ? String(name.dropFirst().dropLast()) : name
    }

    /// Line breaks would end a `///` comment.
    var oneLine: String {
        String(unicodeScalars.map { $0.properties.isWhitespace || $0.value < 0x20 ? " " : Character($0) })
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
