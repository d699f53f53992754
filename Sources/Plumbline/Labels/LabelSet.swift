/// The labels of one metric, as stored properties of a struct, so that a key path names a label and the compiler
/// refuses the label of another metric.
///
/// ```swift
/// struct ManifestLabels: LabelSet {
///     let backend = Label<Backend>("backend")
///     let symbol = OpenLabel("symbol", limit: 500)
/// }
/// ```
public protocol LabelSet: Sendable {
    /// Swift writes this one when every property has a value.
    init()
}

/// The label set of a metric without labels.
public struct NoLabels: LabelSet {
    /// No labels.
    public init() {}
}

/// The values of a closed label: a `String` enum, in the spec and again in the generated module.
public protocol LabelValue: RawRepresentable, CaseIterable, Sendable where RawValue == String {}

/// A label that conditions are put on, of whatever kind.
public protocol MatchedLabel: Sendable {
    /// What its values are in a `Match`: the enum of a closed label, `String` for the others.
    associatedtype Matched: Sendable
}

/// A label whose values are all known. Its series exist at 0 before the first event.
public struct Label<Value: LabelValue>: MatchedLabel, AnyLabel {
    /// Its enum.
    public typealias Matched = Value

    package let name: String
    private let origin: Origin

    /// Declares a label with the values of `Value`.
    public init(
        _ name: String, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.name = name
        origin = Origin(file, line, column)
    }

    /// Made when it is asked for: to resolve a key path takes a whole label set, and no more than one name of it.
    package var declaration: LabelDeclaration {
        let cases = Value.allCases.map { LabelDeclaration.Case(swiftName: "\($0)", value: $0.rawValue) }
        return LabelDeclaration(name: name, values: .closed(type: "\(Value.self)", cases: cases), origin: origin)
    }
}

/// A label whose values come at run time, up to a limit: what is over goes to `other`.
public struct OpenLabel: MatchedLabel, AnyLabel {
    /// Any text.
    public typealias Matched = String

    package let declaration: LabelDeclaration
    package var name: String { declaration.name }

    /// Declares a label with at most `limit` distinct values.
    public init(
        _ name: String, limit: Int, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        declaration = LabelDeclaration(name: name, values: .open(limit: limit), origin: Origin(file, line, column))
    }
}

/// A label of a metric that somebody else exports (`up`, node_exporter's). Its values are not ours to limit.
public struct ExternalLabel: MatchedLabel, AnyLabel {
    /// Any text.
    public typealias Matched = String

    package let declaration: LabelDeclaration
    package var name: String { declaration.name }

    /// Names a label that an external metric carries.
    public init(
        _ name: String, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        declaration = LabelDeclaration(name: name, values: .external, origin: Origin(file, line, column))
    }
}

/// A label that Prometheus adds to every series when it scrapes: `job` and `instance`.
public struct TargetLabel: MatchedLabel, AnyLabel {
    /// Any text.
    public typealias Matched = String

    package let declaration: LabelDeclaration
    package var name: String { declaration.name }

    init(_ name: String) {
        declaration = LabelDeclaration(name: name, values: .target, origin: Origin(#fileID, #line, #column))
    }
}

extension LabelSet {
    /// The `job` that Prometheus scraped the series from.
    public var job: TargetLabel { TargetLabel("job") }
    /// The `instance` that Prometheus scraped the series from.
    public var instance: TargetLabel { TargetLabel("instance") }
}
