/// What a registration says of a metric.
struct MetricDeclaration: Sendable {
    /// As many combinations of closed labels as one family may have. Each is a series from the start.
    static let mostCombinations = 10_000

    let name: String
    let help: String
    var unit = MetricUnit.none
    var labels: [LabelSchema] = []
    /// How long a series may go without a recording before it is removed; nil for ever.
    var expiry: Duration?
    /// Whether the one open label holds the text of all labels.
    var labelsAreOneText = false

    /// Checks the names and the labels.
    func check() throws(RegistrationError) {
        guard Self.isName(name) else {
            throw RegistrationError(
                .invalidMetricName, name,
                "the name may hold only ASCII letters, digits and _, and not start with a digit; rename it")
        }
        var names: Set<String> = []
        for label in labels {
            try check(label)
            guard names.insert(label.name).inserted else {
                throw RegistrationError(
                    .duplicateLabel, name, "label \(label.name) is declared twice; rename or remove one of the two")
            }
        }
        try checkCombinations()
    }

    private func check(_ label: LabelSchema) throws(RegistrationError) {
        guard Self.isName(label.name) else {
            throw RegistrationError(
                .invalidLabelName, name,
                "label \(label.name.debugDescription) may hold only ASCII letters, digits and _, "
                    + "and not start with a digit; rename it")
        }
        guard label.name != "le", label.name != "quantile", !label.name.hasPrefix("__") else {
            throw RegistrationError(
                .reservedLabel, name, "label \(label.name) is reserved for Prometheus' own use; rename it")
        }
        switch label {
        case .closed(_, let values):
            guard !values.isEmpty else {
                throw RegistrationError(
                    .noLabelValues, name,
                    "closed label \(label.name) has no values; list them, or declare the label open")
            }
            var seen: Set<LabelText> = []
            for value in values where !seen.insert(LabelText(value)).inserted {
                throw RegistrationError(
                    .duplicateLabelValue, name,
                    "closed label \(label.name) has the value \(value.debugDescription) twice; remove one of the two")
            }
        case .open(_, let limit):
            guard limit >= 1 else {
                throw RegistrationError(
                    .limitTooSmall, name, "open label \(label.name) has the limit \(limit); give it 1 or more")
            }
        }
    }

    private func checkCombinations() throws(RegistrationError) {
        var combinations = 1
        for case .closed(_, let values) in labels {
            let (product, overflows) = combinations.multipliedReportingOverflow(by: values.count)
            guard !overflows, product <= Self.mostCombinations else {
                throw RegistrationError(
                    .tooManyCombinations, name,
                    "its closed labels have more than \(Self.mostCombinations) combinations, each a series from the "
                        + "start; remove labels or values, or declare a label open")
            }
            combinations = product
        }
    }

    /// Whether Prometheus takes it as the name of a label, and of a metric that is no recording rule (those have `:`).
    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
