import Plumbline

/// All that the checkout service declares.
let checkout = Spec(
    "checkout", module: "CheckoutMetrics",
    scrape: Spec.Scrape(job: "checkout", interval: .seconds(15), retention: .days(35)),
    runbooks: "https://wiki.example.com/checkout/", grafana: "https://grafana.example.com",
    metrics, objectives, recordings, alerts, board)
