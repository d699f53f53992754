import Plumbline

let board = Board()

/// One dashboard for whoever is on call.
struct Board {
    let dashboard = Dashboard(
        "checkout", title: "Checkout", summary: "Whether customers can order, and how fast.", tags: ["checkout"])
    let incidents = Annotation("Incidents", firing: alerts.down, alerts.errorsHigh)

    let availability = ObjectiveRow(objectives.availability)
    let latency = ObjectiveRow(objectives.latency)
    let reachable = ObjectiveRow(objectives.reachable)
    let monthly = ObjectiveRow(objectives.monthly)
    let ordering = ObjectiveRow(objectives.ordering)
    let experience = ObjectiveRow(objectives.experience)

    let traffic = Row("Traffic")
    let instancesUp = Panel.stat(
        "Instances up", Series("up", metrics.up.where(\.job, .is("checkout")).sum()), alerts: [alerts.down],
        summary: "Instances that Prometheus can scrape.")
    let requests = Panel.graph(
        "Requests", Series("\(label: \.method) \(label: \.code)", metrics.requests.rate().sum(by: \.method, \.code)),
        summary: "Requests answered each second.")
    let errors = Panel.graph(
        "Server errors", Series("errors", recordings.errorRatio), alerts: [alerts.errorsHigh],
        summary: "Share of requests that ended in a server error.")
    let latencies = Panel.graph(
        "Latency", Series("P50", metrics.requestDuration.quantile(0.5)),
        Series("P99", metrics.requestDuration.quantile(0.99)), alerts: [alerts.slow], objective: objectives.latency,
        summary: "The dashed line is the objective, where the alert begins.")
    let inFlight = Panel.graph(
        "In flight", Series("\(label: \.instance)", metrics.inFlight), summary: "Requests being worked on.")

    let machine = Row("Machine")
    let diskFree = Panel.graph(
        "Disk", Series("\(label: \.mountpoint) \(label: \.instance)", metrics.diskFree), alerts: [alerts.diskFullSoon],
        summary: "Bytes free; the alert looks 4 hours ahead.", size: .full)
}
