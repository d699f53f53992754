import Plumbline
import Testing

@Suite struct DurationTests {
    /// A11: Grafana reads one unit, Prometheus several.
    @Test(
        arguments: [
            (.minutes(90), "90m", "1h30m"), (.hours(36), "36h", "1d12h"), (.days(2), "2d", "2d"),
            (.hours(6), "6h", "6h"),
            (.seconds(90), "90s", "1m30s"), (.minutes(1), "1m", "1m"), (.seconds(0.5), "500ms", "500ms"),
            (.seconds(0), nil, nil), (.seconds(-5), nil, nil), (.seconds(1.5), "1500ms", "1s500ms"),
        ] as [(Quantity<Time>, String?, String?)])
    func a11Units(time: Quantity<Time>, grafana: String?, prometheus: String?) {
        #expect(time.inOneUnit == grafana)
        #expect(time.promQL == prometheus)
    }
}
