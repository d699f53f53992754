/// The words of an annotation, with placeholders that are checked against the alert's expression.
///
/// ```swift
/// "Inserts on \(label: \.backend) take \(value: .milliseconds)"
/// // Inserts on {{ $labels.backend }} take 5.25 ms
/// ```
public struct Text<Labels: LabelSet, D: Dimension>: Sendable {
    package let segments: [TextSegment]
}

package enum TextSegment: Sendable {
    case literal(String)
    /// A label by name; nil when the key path names none.
    case label(String?, Origin)
    case value(UnitInfo, Origin)
}

extension Text: ExpressibleByStringInterpolation {
    /// Collects the literal parts and placeholders.
    public struct StringInterpolation: StringInterpolationProtocol {
        package var segments: [TextSegment] = []

        /// Called by the compiler.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Called by the compiler.
        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { segments.append(.literal(literal)) }
        }

        /// The value of a label that the expression still has: `{{ $labels.backend }}`.
        public mutating func appendInterpolation(
            label: PartialKeyPath<Labels>,
            file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
        ) {
            segments.append(.label(Labels.label(label)?.name, Origin(file, line, column)))
        }

        /// The expression's value in the unit that it has: `humanizeDuration` for seconds, `humanizePercentage` for
        /// ratios, `humanize1024` for bytes, and for all others digits without an exponent: `5.25 ms`, `123456/s`.
        public mutating func appendInterpolation(
            value unit: Unit<D>, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
        ) {
            segments.append(.value(unit.info, Origin(file, line, column)))
        }

        /// A quantity as it was declared, such as the threshold itself: `5 ms`.
        public mutating func appendInterpolation<E>(_ quantity: Quantity<E>) {
            segments.append(.literal(quantity.words))
        }

        /// Text from elsewhere in the spec.
        public mutating func appendInterpolation(_ text: String) { segments.append(.literal(text)) }
    }

    /// Called by the compiler.
    public init(stringInterpolation: StringInterpolation) { segments = stringInterpolation.segments }

    /// Words without placeholders.
    public init(stringLiteral value: String) { segments = value.isEmpty ? [] : [.literal(value)] }
}

extension [TextSegment] {
    /// The template that Prometheus expands. Braces of the author's own are kept from being read as a template.
    package var template: String {
        map { segment in
            switch segment {
            case .literal(let text): text.templateQuoted
            case .label(let name?, _) where !name.isIdentifier(): "{{ index $labels \(name.promQLQuoted) }}"
            case .label(let name, _): "{{ $labels.\(name ?? "") }}"
            case .value(let unit, _): unit.template
            }
        }.joined()
    }

    /// What is wrong with the placeholders, given the expression's labels and unit.
    package func problems(labels: SurvivingLabels, unit: UnitInfo, in place: String) -> [Problem] {
        compactMap { segment in
            switch segment {
            case .literal: nil
            case .label(nil, let origin): .notALabel(of: "the expression that \(place) speaks of", at: origin)
            case .label(let name?, let origin):
                labels.contains(name) ? nil : .labelLost(name, labels, in: place, at: origin)
            case .value(let wanted, let origin):
                wanted.perBase == unit.perBase
                    ? nil
                    : Problem(
                        "\(place) shows the value in \(wanted.name), but the expression is in \(unit.name)",
                        at: origin, mend: "write \\(value: .\(unit.name)); templates cannot convert")
            }
        }
    }
}

extension String {
    /// The text with each `{{` kept from opening an action, and a last `{` from opening one with what follows.
    package var templateQuoted: String {
        guard utf8.contains(UInt8(ascii: "{")) else { return self }
        // By scalars: in characters, a brace with a combining accent is not a brace.
        var (quoted, rest) = ("", unicodeScalars[...])
        while let start = rest.firstIndex(of: "{") {
            let braces = String(rest[start...].prefix { $0 == "{" })
            quoted += String(rest[..<start])
            rest = rest[start...].dropFirst(braces.count)
            quoted += braces.count == 1 && !rest.isEmpty ? "{" : "{{ \"\(braces)\" }}"
        }
        return quoted + String(rest)
    }
}

extension UnitInfo {
    /// How a template shows a value of this unit to a person. Prometheus, vmalert and Grafana know all of it.
    fileprivate var template: String {
        switch name {
        case "seconds": "{{ $value | humanizeDuration }}"
        case "ratio": "{{ $value | humanizePercentage }}"
        case "bytes": "{{ $value | humanize1024 }}B"
        case "bytes per second": "{{ $value | humanize1024 }}B/s"
        default: "\(plainDigits)\(symbol)"
        }
    }

    /// Four digits below a thousand and whole numbers from there on, where `%.4g` alone would write `1.235e+05`.
    private var plainDigits: String {
        #"{{ $value | printf (or (and (lt $value 1e3) (gt $value -1e3) "%.4g") "%.0f") }}"#
    }
}
