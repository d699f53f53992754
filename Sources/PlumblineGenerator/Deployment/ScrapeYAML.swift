import Plumbline

/// `generated/prometheus_scrape.yml`: a whole configuration by itself, and what `scrape_config_files` of Prometheus 2.43
/// and later takes.
func scrapeYAML(_ scrape: Spec.Scrape) -> YAML {
    .mapping([
        (
            "scrape_configs",
            .sequence([
                .mapping([
                    ("job_name", .string(scrape.job)),
                    ("scrape_interval", .string(scrape.interval.promQL ?? "")),
                    ("metrics_path", .string(scrape.path)),
                    (
                        "static_configs",
                        .sequence([.mapping([("targets", .sequence(scrape.targets.map { .string($0) }))])])
                    ),
                ])
            ])
        )
    ])
}

/// `generated/mimir_rules.yml`: the rule groups in a namespace named after the service, as `mimirtool rules load` and
/// `cortextool` take them.
func mimirYAML(_ plan: Plan, _ groups: WrittenSequence) -> YAML {
    .mapping([("namespace", .string(plan.service)), ("groups", .written(groups))])
}
