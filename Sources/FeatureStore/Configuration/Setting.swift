import Configuration

/// One thing that an operator can choose: by a flag, in the environment or in the configuration file, in that order.
public struct Setting<Value: SettingValue>: Sendable {
    /// As a flag, after two dashes, and as a key of the file: `pool-size`.
    public let name: String
    /// The environment variable: `FEATURE_STORE_POOL_SIZE`.
    public let environment: String
    /// What it is for, in a sentence.
    public let summary: String
    /// The value where none is given.
    public let fallback: Value
    let range: ClosedRange<Value>?

    init(
        _ name: String, _ fallback: Value, in range: ClosedRange<Value>? = nil, environment: String? = nil,
        _ summary: String
    ) {
        self.name = name
        self.fallback = fallback
        self.range = range
        self.summary = summary
        self.environment =
            environment ?? "FEATURE_STORE_" + name.uppercased().split(separator: "-").joined(separator: "_")
    }

    /// All that `--help` says of it.
    public var help: String {
        let text = fallback.text
        return "\(summary) (\(environment)\(text.isEmpty ? "" : "; default: \(text)"))"
    }
}

/// A type that settings have.
public protocol SettingValue: Sendable, Comparable {
    /// As it is written in a message.
    var text: String { get }
}

extension SettingValue {
    static var type: ConfigType {
        switch self {
        case is Int.Type: .int
        case is Double.Type: .double
        default: .string
        }
    }

    /// What kind of value is expected, for messages.
    static var kind: String {
        switch type {
        case .int: "a whole number"
        case .double: "a number"
        default: "a text"
        }
    }

    var content: ConfigContent {
        switch self {
        case let value as Int: .int(value)
        case let value as Double: .double(value)
        default: .string(text)
        }
    }

    static func value(of content: ConfigContent) -> Self? {
        switch content {
        case .int(let value): value as? Self
        case .double(let value): value as? Self
        case .string(let value): value as? Self
        default: nil
        }
    }
}

extension Int: SettingValue {
    /// In decimal digits.
    public var text: String { "\(self)" }
}

extension Double: SettingValue {
    /// Without a fraction where it is a whole number.
    public var text: String { self == rounded() && magnitude < 1e15 ? "\(Int64(self))" : "\(self)" }
}

extension String: SettingValue {
    /// Itself.
    public var text: String { self }
}
