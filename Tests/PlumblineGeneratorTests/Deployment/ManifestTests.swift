import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan
@testable import specs

/// Scrape configuration, Kubernetes manifests and Mimir's rules, read by PyYAML, promtool and vmalert.
struct ManifestTests {
    @Test(.needs("promtool", Command.hasPromtool))
    func scrapeConfiguration() throws {
        try withTemporaryFolder { root in
            let spec = CornerShop.spec(outputs: [.scrape])
            try put(["prometheus.yml": text("prometheus_scrape.yml", of: spec)], in: root)
            let check = try Command("promtool", "check", "config", "prometheus.yml", in: root).run()
            #expect(check.status == 0 && check.output.contains("is valid prometheus config file syntax"))
            let object = try #require(
                try parsed("prometheus_scrape.yml", of: spec)["scrape_configs"] as? [NSDictionary])
            #expect(
                object == [
                    [
                        "job_name": "shop", "scrape_interval": "15s", "metrics_path": "/metrics",
                        "static_configs": [["targets": ["localhost:8080"]]],
                    ]
                ])
        }
    }

    /// A9: the query's parameters stand apart from the path, for Prometheus and for the operator.
    @Test(.needs("promtool", Command.hasPromtool)) func a9Parameters() throws {
        let params = ["format": ["prometheus"], "name[]": ["up", "a&b"]]
        let spec = Spec.shop(
            shop, CornerShop.objectives, CornerShop.rules, CornerShop.variables, CornerShop.board, routing,
            params: params, outputs: all)
        try withTemporaryFolder { root in
            try put(["prometheus.yml": text("prometheus_scrape.yml", of: spec)], in: root)
            let check = try Command("promtool", "check", "config", "prometheus.yml", in: root).run()
            #expect(check.status == 0, "\(check.output)")
        }
        let jobs = try #require(try parsed("prometheus_scrape.yml", of: spec)["scrape_configs"] as? [NSDictionary])
        #expect(jobs.map { $0["params"] as? [String: [String]] } == [params])
        let monitor = try #require(try parsed("kubernetes/service_monitor.yml", of: spec)["spec"] as? NSDictionary)
        #expect((monitor["endpoints"] as? [NSDictionary])?.map { $0["params"] as? [String: [String]] } == [params])
    }

    /// The very groups of the rule file, so what promtool and vmalert say of that holds here.
    @Test(.needsPyYAML, arguments: [CornerShop.spec(outputs: all, routing), featureStore])
    func rulesInOtherFiles(spec: Spec) throws {
        let groups = try #require(try parsed("prometheus_alerts.yml", of: spec)["groups"] as? NSArray)
        let mimir = try parsed("mimir_rules.yml", of: spec)
        #expect(mimir["namespace"] as? String == spec.service)
        #expect(try rules(in: #require(mimir["groups"] as? NSArray)) == rules(in: groups))
        let rule = try parsed("kubernetes/prometheus_rule.yml", of: spec)
        #expect(rule["spec"] as? NSDictionary == ["groups": groups])
        #expect(rule["apiVersion"] as? String == "monitoring.coreos.com/v1")
        #expect(rule["kind"] as? String == "PrometheusRule")
        #expect(
            rule["metadata"] as? NSDictionary == [
                "name": spec.service,
                "labels": [
                    "app.kubernetes.io/managed-by": "plumbline", "app.kubernetes.io/name": spec.service,
                    "release": "kube-prometheus-stack",
                ],
            ])
    }

    private func rules(in groups: NSArray) throws -> [NSDictionary] {
        try groups.flatMap { try #require(($0 as? NSDictionary)?["rules"] as? [NSDictionary]) }
    }

    /// The job that the rules select by is the Service's name.
    @Test(.needsPyYAML) func serviceMonitor() throws {
        struct Cluster { let kubernetes = Kubernetes(namespace: "tills", port: "metrics", selectedBy: ["team": "a"]) }
        let spec = CornerShop.spec(outputs: all, Cluster(), routing)
        let monitor = try parsed("kubernetes/service_monitor.yml", of: spec)
        #expect(
            monitor == [
                "apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor",
                "metadata": [
                    "name": "shop", "namespace": "tills",
                    "labels": [
                        "app.kubernetes.io/managed-by": "plumbline", "app.kubernetes.io/name": "shop", "team": "a",
                    ],
                ],
                "spec": [
                    "jobLabel": "app.kubernetes.io/name",
                    "selector": ["matchLabels": ["app.kubernetes.io/name": "shop"]],
                    "endpoints": [["port": "metrics", "path": "/metrics", "interval": "15s"]],
                ],
            ])
    }

    /// A12: what the sidecar puts beside Grafana is the dashboard's file without its white space.
    @Test(.needsPyYAML, arguments: [CornerShop.spec(outputs: all, routing), featureStore])
    func dashboards(spec: Spec) throws {
        let boards = try Plan(spec).dashboards.map(\.dashboard)
        #expect(!boards.isEmpty)
        for board in boards {
            let map = try parsed("kubernetes/dashboard_\(board.fileName).yml", of: spec)
            #expect(map["kind"] as? String == "ConfigMap" && map["apiVersion"] as? String == "v1")
            let metadata = try #require(map["metadata"] as? [String: Any])
            #expect(metadata["name"] as? String == "grafana-dashboard-\(board.uid)")
            #expect((metadata["labels"] as? [String: String])?["grafana_dashboard"] == "1")
            let data = try #require((map["data"] as? [String: String])?["\(board.fileName).json"])
            let file = try text("grafana_dashboard_\(board.fileName).json", of: spec)
            #expect(!data.contains("\n") && data.utf8.count * 4 < file.utf8.count * 3)
            #expect(try object(data) == object(file))
            let manifest = try text("kubernetes/dashboard_\(board.fileName).yml", of: spec)
            #expect(manifest.contains("kubectl apply --server-side"))
        }
    }

    private func object(_ json: String) throws -> NSDictionary? {
        try JSONSerialization.jsonObject(with: Data(json.utf8)) as? NSDictionary
    }

    @Test(
        .needs("vmalert", Command.works("/usr/bin/env", "vmalert", "-version")),
        arguments: [CornerShop.withoutKeepFiringFor, featureStore])
    func vmalertTakesTheRules(spec: Spec) throws {
        try withTemporaryFolder { root in
            let rules = try text("prometheus_alerts.yml", of: spec)
            try put(["rules.yml": rules, "broken.yml": rules.replacing("expr: ", with: "expr: (")], in: root)
            let run = try Command("vmalert", "-dryRun", "-rule=rules.yml", in: root).run()
            #expect(run.status == 0, "\(run.output)")
            #expect(try Command("vmalert", "-dryRun", "-rule=broken.yml", in: root).run().status != 0)
        }
    }
}

private let all = Set(Output.allCases)

/// Told of everything in the corner shop.
let routing = Routing(
    warning: .slack("chat", channel: "#shop", urlFile: "/etc/alerting/url"),
    critical: .webhook("on-call", url: "https://hooks.example.com/$alerts", tokenFile: "/etc/alerting/token"))

extension CornerShop {
    /// The vmalert of Debian 12 is older than `keep_firing_for`.
    static var withoutKeepFiringFor: Spec {
        struct Rules {
            let served = RecordingRule("shop:customers_served:rate5m", shop.served.rate(over: .minutes(5)).sum())
            let full = Alert.test("Full", when: shop.occupancy > 0.9)
        }
        struct Board {
            let dashboard = Dashboard.test()
            let full = Panel.stat("Full", Series("tills", shop.occupancy), alerts: [Rules().full])
            let served = Panel.stat("Served", Series("customers", Rules().served))
        }
        struct Metrics {
            let occupancy = shop.occupancy
            let served = shop.served
        }
        return .shop(Metrics(), Rules(), Board())
    }
}

extension Trait where Self == ConditionTrait {
    static var needsPyYAML: ConditionTrait { .needs("PyYAML", Command.works(Command.python, "-c", "import yaml")) }
}

/// A generated YAML file as PyYAML reads it.
func parsed(_ name: String, of spec: Spec) throws -> NSDictionary {
    let script = "import json, sys, yaml\njson.dump(yaml.safe_load(sys.stdin.buffer), sys.stdout)"
    let read = try Command(program: Command.python, arguments: ["-c", script]).run(
        input: Array(text(name, of: spec).utf8))
    try #require(read.status == 0, "\(read.output)")
    return try #require(try JSONSerialization.jsonObject(with: Data(read.output.utf8)) as? NSDictionary)
}
