import CheckoutMetrics
import Foundation
import Testing

/// What Prometheus is to load. Whether it is current, `swift run specs check` says.
struct GeneratedFilesTests {
    private let generated = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "generated")

    @Test(.enabled(if: isInstalled("promtool"))) func promtoolAcceptsTheRules() throws {
        let rules = generated.appending(path: "prometheus_alerts.yml").path
        let (status, output) = try run("promtool", "check", "rules", "--lint-fatal", rules)
        #expect(status == 0, "\(output)")
    }

    @Test func theHeaderIsThisTeamsOwn() throws {
        let rules = try String(contentsOf: generated.appending(path: "prometheus_alerts.yml"), encoding: .utf8)
        #expect(rules.hasPrefix("# checkout: owned by the shop team (#shop-oncall)"))
    }

    @Test func theServiceCarriesTheRulesItWasBuiltWith() throws {
        let rules = try String(contentsOf: generated.appending(path: "prometheus_alerts.yml"), encoding: .utf8)
        #expect(CheckoutMetrics.alertRules == rules)
    }
}
