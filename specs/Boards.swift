import Plumbline

/// The dashboards' identities, so that each can link to the other.
enum Boards {
    static let overview = Dashboard(
        "featurestore", title: "FeatureStore",
        summary: "Whether the manifest store keeps its promises, and where it hurts if not.",
        tags: ["featurestore"],
        links: [.url("Runbooks", "https://github.com/plumbline/plumbline/tree/main/generated/runbooks")])

    static let objectives = Dashboard(
        "featurestore-objectives", title: "FeatureStore / Objectives",
        summary: "How each promise is kept over its period, and how fast its error budget burns.",
        tags: ["featurestore"], links: [.dashboard("FeatureStore", overview)], span: .days(1), fileName: "objectives")

    static let symbol = Dashboard(
        "featurestore-symbol", title: "FeatureStore / Symbol",
        summary: "One symbol in detail: the drill-down of the FeatureStore dashboard.",
        tags: ["featurestore"], links: [.dashboard("FeatureStore", overview)], fileName: "symbol")
}
