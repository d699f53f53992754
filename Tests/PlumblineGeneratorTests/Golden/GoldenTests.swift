import FeatureStoreMetrics
import Foundation
import PlumblineGenerator
import PlumblinePlan
import TestSupport
import Testing

@testable import PlumblineTool
@testable import specs

/// The committed `generated/` is what the specs generate.
struct GoldenTests {
    @Test func committedFilesAreUpToDate() throws {
        try Package.withCopy { root in
            let files = try outputFiles(of: featureStore, templates: Templates(inPackage: root))
            let differences = try OutputFolder(root: root).comparison(with: files).differences.map(\.path)
            #expect(differences.isEmpty, "run make generate and commit the result")
        }
    }

    /// The module carries the very bytes of the files beside it.
    @Test func moduleCarriesTheFiles() throws {
        func committed(_ name: String) throws -> String {
            try String(contentsOf: Package.root.appending(path: "generated/\(name)"), encoding: .utf8)
        }
        #expect(try FeatureStoreMetrics.alertRules == committed("prometheus_alerts.yml"))
        #expect(
            try FeatureStoreMetrics.dashboards == [
                "featurestore": committed("grafana_dashboard_featurestore.json"),
                "featurestore-objectives": committed("grafana_dashboard_objectives.json"),
                "featurestore-symbol": committed("grafana_dashboard_symbol.json"),
            ])
        #expect(try FeatureStoreMetrics.fingerprint == Plan(featureStore).fingerprint)
    }
}
