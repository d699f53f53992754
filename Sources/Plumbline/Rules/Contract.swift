/// The metric contract between the rules and the running service: which metrics there are, of what kind, with which
/// labels and buckets. The generated module exports its fingerprint as `plumbline_contract_info`.
///
/// ```swift
/// Alert("FeatureStoreContractMismatch", when: Contract.mismatch(), for: .hours(1), …)
/// // plumbline_contract_info{service="feature-store", fingerprint!="83d741416263f360"} == 1
/// ```
public enum Contract {
    /// The labels of `plumbline_contract_info`.
    public struct Labels: LabelSet {
        /// The service that exports it.
        public let service = ExternalLabel("service")
        /// The digest of the contract it was built with.
        public let fingerprint = ExternalLabel("fingerprint")

        /// The labels that the generated module sets.
        public init() {}
    }

    /// What a matcher takes from the spec that it stands in.
    package enum Fact: String, Sendable, Hashable {
        case service, fingerprint
    }

    /// Holds for each instance that was built with another contract than these rules: it exports other metrics than
    /// they read, so alerts may be blind.
    public static func mismatch(
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) -> Condition<Labels, Count> {
        let origin = Origin(file, line, column)
        let metric = MetricDeclaration(
            name: name, help: "", kind: .info, unit: .count, labels: Labels.declared, isExternal: true, origin: origin)
        var selection = Selection(metric)
        selection.matchers = [
            Matcher(label: "service", comparison: .equals, operand: .contract(.service), origin: origin),
            Matcher(label: "fingerprint", comparison: .differs, operand: .contract(.fingerprint), origin: origin),
        ]
        return Query<Labels, Count>(
            selection.expression, unit: .count, labels: selection.labels, problems: [], origin: origin) == 1
    }

    /// The info metric that every generated module exports.
    package static let name = "plumbline_contract_info"
}

extension Expression {
    /// The expression with the spec's own facts in place.
    package func resolving(_ facts: [Contract.Fact: String]) -> Expression {
        mapSelectors { selector in
            selector.matchers = selector.matchers.map { matcher in
                guard case .contract(let fact) = matcher.operand else { return matcher }
                return Matcher(
                    label: matcher.label, comparison: matcher.comparison, operand: .text(facts[fact] ?? ""),
                    origin: matcher.origin)
            }
        }
    }
}
