import PlumblineRuntime
import Testing

@Suite struct NegotiationTests {
    /// What Prometheus 2.42 and 3 send, and what the rules of HTTP say of others.
    @Test(
        arguments: [
            (nil, .text), ("", .text), ("*/*", .text), ("text/html", .text), ("application/json", .text),
            (
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                    + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", .openMetrics
            ),
            (
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                    + "application/openmetrics-text;version=0.0.1;q=0.5,"
                    + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                .openMetrics
            ),
            ("application/openmetrics-text", .openMetrics),
            ("APPLICATION/OpenMetrics-Text ; Q=0.9 , text/plain;q=0.8", .openMetrics),
            ("application/openmetrics-text;q=0.5,text/plain;q=0.6", .text),
            ("text/plain,application/openmetrics-text", .text),
            ("application/openmetrics-text,text/plain", .openMetrics),
            ("application/openmetrics-text;version=0.0.1", .text),
            ("application/openmetrics-text;version=2.0.0", .text),
            ("application/openmetrics-text;q=0", .text), ("text/plain;q=0,*/*", .openMetrics),
            ("application/*", .openMetrics), ("text/*,application/*;q=0.9", .text),
            ("application/openmetrics-text;q=nan,text/plain;q=0.1", .text),
            ("application/openmetrics-text;q=2,text/plain;q=0.1", .text),
            (";;;,,,=;q=;", .text), ("application/openmetrics-text;q=", .text),
        ] as [(String?, Exposition.Format)])
    func theHighestQualityWins(_ accept: String?, _ format: Exposition.Format) {
        #expect(Exposition.negotiate(accept: accept) == format)
    }

    @Test(
        arguments: [
            (nil, false), ("", false), ("gzip", true), ("GZIP;q=0.5, identity", true), ("gzip;q=0", false),
            ("deflate, br", false), ("*", true), ("*;q=0", false), ("gzip;q=0, *", false), ("x-gzip", true),
        ] as [(String?, Bool)])
    func gzipIsTakenWhereItIsAskedFor(_ header: String?, _ takes: Bool) {
        #expect(Exposition.acceptsGzip(header) == takes)
    }

    @Test func contentTypesNameTheVersion() {
        #expect(Exposition.Format.text.contentType == "text/plain; version=0.0.4; charset=utf-8")
        #expect(
            Exposition.Format.openMetrics.contentType == "application/openmetrics-text; version=1.0.0; charset=utf-8")
    }
}
