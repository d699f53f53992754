import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator

/// A15: what Prometheus 3 stores under any name is read, told and proven there.
@Suite(.needs("today's promtool", Judge.all.contains(.today)))
struct AnyNameTests {
    private struct HTTPLabels: LabelSet { let route = ExternalLabel("http.route") }

    private struct Metrics {
        let active = Gauge(external: "http.server.active_requests", "Requests.", labels: HTTPLabels.self)
    }

    private struct Rules {
        let busy = Alert.test(
            "Busy", when: Metrics().active.sum(by: \.route) > 5, summary: "\(label: \.route) is busy",
            description: "\(value: .count) requests wait for \(label: \.route).")
    }

    private struct Board {
        let dashboard = Dashboard.test()
        let active = Panel.stat("Active", Series("\(label: \.route)", Metrics().active), alerts: [Rules().busy])
    }

    @Test func a15Proofs() throws {
        let files = try Proving(.shop(Metrics(), Rules(), Board(), target: .v3))
        #expect(files.text.contains(#"{"http.server.active_requests", "http.route"="#))
        try withTemporaryFolder { root in
            try put(files.files.mapValues { String(decoding: $0, as: UTF8.self) }, in: root)
            let promtool = try Judge.today.path(of: "promtool")
            for check in [["check", "rules", "generated/prometheus_alerts.yml"], ["test", "rules"] + files.proofs] {
                let run = try Command(
                    program: "/bin/sh", arguments: ["-c", #"cd "$0" && exec "$@""#, root, promtool] + check
                ).run()
                #expect(run.status == 0, "\(run.output.prefix(4000))")
            }
        }
    }
}
