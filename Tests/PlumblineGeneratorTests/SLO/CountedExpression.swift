import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// What counts an objective's events of a kind in a minute, on one line.
func countedExpression(_ objective: any Declaration, _ kind: String, also: [any Sendable] = []) throws -> String {
    let rules = try Plan(Shop.spec([objective], also: also)).ruleGroups.flatMap(\.rules)
    let rule = rules.first { rule in
        rule.labels.contains { $0 == ("kind", kind) } && rule.labels.contains { $0 == ("window", "1m") }
    }
    return try #require(rule).expression.replacing(/\s+/, with: " ").replacing("( ", with: "(").replacing(
        " )", with: ")")
}

/// By how much a counter grew in the last minute, scraped every minute.
func growth(_ selector: String) -> String { "irate(last_over_time(\(selector)[5m])[2m:1m])" }

/// Growths of the last minute, added up.
func inMinute(_ growth: String) -> String { "sum(sum_over_time(\(growth)[1m:1m] offset 11s)) * 60" }

/// What was recorded of all events.
func total(_ objective: String) -> String {
    #"sum(slo:events:increase{service="shop", slo="\#(objective)", by="", kind="total", window="1m"})"#
}
