import Plumbline
import Testing

/// One query serves a rule and a panel.
@Suite struct WindowTests {
    @Test(arguments: [
        (Window.automatic, "5m", "$__rate_interval"),
        (.seconds(90), "1m30s", "1m30s"),
        (.minutes(90), "1h30m", "1h30m"),
        (.hours(36), "1d12h", "1d12h"),
        (.days(30), "30d", "30d"),
        (.fixed(.milliseconds(90_061_001)), "1d1h1m1s1ms", "1d1h1m1s1ms"),
        (.rateInterval, "$__rate_interval", "$__rate_interval"),
        (.dashboardRange, "$__range", "$__range"),
    ])
    func isWrittenForItsContext(_ window: Window, _ inRule: String, _ inPanel: String) {
        let expression = operations.rate(over: window).expression
        #expect(Printer.rule.text(expression) == "rate(operations_total[\(inRule)])")
        #expect(Printer.panel.text(expression) == "rate(operations_total[\(inPanel)])")
    }

    @Test func automaticIsWhatTheRuleSays() {
        let hourly = Printer(.rule(window: .hours(1)))
        #expect(hourly.text(latency.buckets().expression) == "sum by (le) (rate(latency_ms_bucket[1h]))")
    }

    @Test func everyFunctionOfAWindowTakesOne() {
        let texts = [
            operations.increase(over: .dashboardRange).expression, operations.resets(over: .dashboardRange).expression,
            rows.delta(over: .dashboardRange).expression, rows.deriv(over: .dashboardRange).expression,
            rows.predictLinear(in: .hours(1), over: .dashboardRange).expression,
            latency.quantile(0.5, over: .dashboardRange).expression,
            latency.average(over: .dashboardRange).expression, latency.buckets(over: .dashboardRange).expression,
        ].map(Printer.panel.text)
        #expect(texts.allSatisfy { $0.contains("[$__range]") && !$0.contains("interval") })
    }
}
