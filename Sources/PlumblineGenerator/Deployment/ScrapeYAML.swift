import Plumbline

/// `generated/prometheus_scrape.yml`: a whole configuration by itself, and what `scrape_config_files` of Prometheus 2.43
/// and later takes.
func scrapeYAML(_ scrape: Spec.Scrape) -> YAML {
    let targets = YAML.mapping([("targets", .sequence(scrape.targets.map { .string($0) }))])
    let job: [(key: String, value: YAML)] =
        [
            ("job_name", .string(scrape.job)),
            ("scrape_interval", .string(scrape.interval.promQL ?? "")),
            ("metrics_path", .string(scrape.path)),
        ] + scrape.parameters + [("static_configs", .sequence([targets]))]
    return .mapping([("scrape_configs", .sequence([.mapping(job)]))])
}

extension Spec.Scrape {
    /// The query's parameters, as scrape configurations and ServiceMonitors have them; nothing where there are none.
    var parameters: [(key: String, value: YAML)] {
        let named = params.sorted { $0.key < $1.key }.map { name, values in
            (key: name, value: YAML.sequence(values.map { .string($0) }))
        }
        return named.isEmpty ? [] : [("params", .mapping(named))]
    }
}
