// swift-format-ignore-file
// checkout: owned by the shop team (#shop-oncall). Generated from specs/, do not edit.
// After a change there: swift run specs generate

public import PlumblineRuntime

extension CheckoutMetrics {
    /// HTTP requests answered, by method and status code.
    ///
    /// `http_requests_total{method, code}`, a counter.
    public struct Requests: Sendable {
        let family: Family<Counter>

        /// The handle of one series, to hold where it is recorded often.
        public func series(method: Method, code: Code) -> Counter {
            family.series(method.index * 5 + code.index)
        }

        /// Counts one event.
        public func increment(method: Method, code: Code) {
            family.withSeries(method.index * 5 + code.index) { $0.increment() }
        }

        /// Counts several events.
        public func increment(by amount: Int, method: Method, code: Code) {
            family.withSeries(method.index * 5 + code.index) { $0.increment(by: amount) }
        }

        /// Adds an amount that is not whole.
        public func increment(by amount: Double, method: Method, code: Code) {
            family.withSeries(method.index * 5 + code.index) { $0.increment(by: amount) }
        }
    }
}
