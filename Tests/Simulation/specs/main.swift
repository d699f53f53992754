import Foundation
import Plumbline
import PlumblineTool

// The objectives that Tests/Simulation holds against made-up events. Nothing of it is committed as generated files.
// Rules may follow from how often is scraped, so that comes from outside.
let seconds = ProcessInfo.processInfo.environment["SIMULATED_SCRAPE_SECONDS"].flatMap(Double.init) ?? 15

SpecTool.main(
    Spec(
        "sim", module: "SimMetrics",
        scrape: Spec.Scrape(job: "sim", interval: .seconds(seconds), retention: .days(40)),
        grafana: "https://grafana.example.com", outputs: [.prometheus],
        metrics, counters, latencies, probes, pairs, answers, ratios, single, composites))
