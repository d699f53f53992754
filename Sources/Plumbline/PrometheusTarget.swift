/// The oldest Prometheus that reads the rules; what is generated is right in all later ones too.
///
/// What a spec may use depends on it: functions of PromQL, names, fields of rule groups (`docs/TARGET.md`).
///
/// ```swift
/// Spec("checkout", …, target: .version(3, 5, flags: [.experimentalFunctions]), …)
/// ```
public struct PrometheusTarget: Sendable, Hashable {
    package let version: PrometheusVersion
    package let flags: Set<PrometheusFlag>

    package init(_ version: PrometheusVersion, flags: Set<PrometheusFlag> = []) {
        self.version = version
        self.flags = flags
    }

    /// Version 2.42, of Debian 12, and all later ones.
    public static let v2_42 = PrometheusTarget(.v2_42)
    /// Version 3 and later, which store metrics and labels under any name: `http.server.active_requests`.
    public static let v3 = PrometheusTarget(.v3)

    /// Any version from 2.42 on, and all later ones; with the flags that all of these servers are started with.
    public static func version(_ major: Int, _ minor: Int, flags: Set<PrometheusFlag> = []) -> PrometheusTarget {
        PrometheusTarget(PrometheusVersion(major, minor), flags: flags)
    }
}

/// What of PromQL a server has only when it is started with `--enable-feature=…`.
public enum PrometheusFlag: String, Sendable, CaseIterable {
    /// Functions and aggregations that may still change, such as `mad_over_time` and `limitk`.
    case experimentalFunctions = "promql-experimental-functions"
    /// Ranges that take in what is beside their ends: `rate(requests_total[5m] smoothed)`.
    case extendedRangeSelectors = "promql-extended-range-selectors"
    /// Values for series that one side of an operator lacks: `a + fill(0) b`.
    case fillModifiers = "promql-binop-fill-modifiers"
    /// Ranges that are computed, before version 3.14: `rate(requests_total[5m * 2])`.
    case durationExpressions = "promql-duration-expr"
    /// When series began: `start_timestamp(requests_total)`.
    case startTimestamps = "use-start-timestamps"
}

/// A version of Prometheus, without its patch.
package struct PrometheusVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let major: Int
    package let minor: Int

    package init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// The oldest that rules are generated for.
    package static let v2_42 = PrometheusVersion(2, 42)
    package static let v3 = PrometheusVersion(3, 0)

    package static func < (left: PrometheusVersion, right: PrometheusVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    /// `2.42`
    package var description: String { "\(major).\(minor)" }
}

extension PrometheusTarget: CustomStringConvertible {
    /// As a spec declares it: `.version(3, 5, flags: [.experimentalFunctions])`.
    public var description: String {
        if flags.isEmpty, version == .v3 { return ".v3" }
        let cases = flags.sorted { $0.rawValue < $1.rawValue }.map { ".\($0)" }.joined(separator: ", ")
        return ".version(\(version.major), \(version.minor)\(flags.isEmpty ? "" : ", flags: [\(cases)]"))"
    }
}
