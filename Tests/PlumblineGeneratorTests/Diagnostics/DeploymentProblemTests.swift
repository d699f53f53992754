import Plumbline
import Testing

struct DeploymentProblemTests {
    @Test func kubernetes() throws {
        let base = #line
        struct Clusters {
            let one = Kubernetes(namespace: "Tills", port: "", selectedBy: ["release": "-", "a b": "c"])
            let two = Kubernetes()
        }
        try expectProblems(
            of: CornerShop.spec(outputs: .standard, Clusters()), since: base,
            """
            +2 'a b: c' is not a Kubernetes label; \
            use at most 63 letters, digits, '-', '_' and '.', from a letter or digit to one
            +2 'release: -' is not a Kubernetes label; \
            use at most 63 letters, digits, '-', '_' and '.', from a letter or digit to one
            +2 the namespace 'Tills' is not a Kubernetes name; use lowercase letters, digits and hyphens
            +2 the port '' is not a Kubernetes name; use lowercase letters, digits and hyphens
            +3 Kubernetes is declared twice; keep one of them
            """)
    }

    @Test func grafana() throws {
        let base = #line
        struct Places {
            let one = GrafanaProvisioning(prometheus: "prometheus:9090", folder: " ", dashboardPath: "dashboards")
            let two = GrafanaProvisioning()
        }
        try expectProblems(
            of: CornerShop.spec(outputs: .standard, Places()), since: base,
            """
            +2 Grafana's folder has no name; write one such as 'Services'
            +2 the address of Prometheus 'prometheus:9090' is not an http(s) address; \
            write one such as http://localhost:9090
            +2 the dashboards' path 'dashboards' is not absolute; write one such as /var/lib/grafana/dashboards
            +3 GrafanaProvisioning is declared twice; keep one of them
            """)
    }

    /// A9: Prometheus would ask for `/metrics%3Fformat=prometheus`.
    @Test(arguments: ["/metrics?format=prometheus", "/metrics#all"])
    func a9Query(path: String) throws {
        let base = #line
        let spec = Spec.shop(
            shop, CornerShop.objectives, CornerShop.rules, CornerShop.variables, CornerShop.board, path: path,
            params: ["": ["a"], "b": []])
        try expectProblems(
            of: spec, since: base,
            """
            +1 the scrape parameter '' has no name; write one such as ["format": ["prometheus"]]
            +1 the scrape parameter 'b' has no value; write one such as ["format": ["prometheus"]]
            +1 the scrape path '\(path)' holds a query, which Prometheus would ask for as part of the path; \
            give it as params:, such as ["format": ["prometheus"]]
            """)
    }

    @Test func scrape() throws {
        let base = #line
        let job = String(repeating: "j", count: 64)
        let spec = Spec(
            "shop", module: "Shop",
            scrape: Spec.Scrape(
                job: job, interval: .seconds(15), retention: .days(30), path: "metrics",
                targets: ["localhost", "[::1]:8080", "http://a:80", "a:0"]),
            runbooks: "https://example.com/runbooks/", grafana: "https://grafana.example.com",
            outputs: [.kubernetes], shop, CornerShop.objectives, CornerShop.rules, CornerShop.variables,
            CornerShop.board)
        try expectProblems(
            of: spec, since: base,
            """
            +2 Kubernetes cannot label anything with the job '\(job)'; \
            use at most 63 letters, digits, '-', '_' and '.', from a letter or digit to one
            +2 the scrape path 'metrics' is not a path; write one such as /metrics
            +2 the scrape target 'a:0' is not host:port; write one such as localhost:8080
            +2 the scrape target 'http://a:80' is not host:port; write one such as localhost:8080
            +2 the scrape target 'localhost' is not host:port; write one such as localhost:8080
            """)
    }
}
