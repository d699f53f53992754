// swift-format-ignore-file
// checkout: owned by the shop team (#shop-oncall). Generated from specs/, do not edit.
// After a change there: swift run specs generate

/// The values of the label `method`.
public enum Method: String, Sendable, CaseIterable {
    /// `method="GET"`
    case get = "GET"
    /// `method="POST"`
    case post = "POST"
    /// `method="other"`
    case other

    /// Its place among the values, by which its series is found.
    var index: Int {
        switch self {
        case .get: 0
        case .post: 1
        case .other: 2
        }
    }
}

/// The values of the label `code`.
public enum Code: String, Sendable, CaseIterable {
    /// `code="201"`
    case created = "201"
    /// `code="400"`
    case badRequest = "400"
    /// `code="404"`
    case notFound = "404"
    /// `code="405"`
    case methodNotAllowed = "405"
    /// `code="503"`
    case unavailable = "503"

    /// Its place among the values, by which its series is found.
    var index: Int {
        switch self {
        case .created: 0
        case .badRequest: 1
        case .notFound: 2
        case .methodNotAllowed: 3
        case .unavailable: 4
        }
    }
}
