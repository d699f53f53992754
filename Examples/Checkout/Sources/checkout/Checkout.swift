import CheckoutMetrics
import Foundation
import PlumblineRuntime
import Synchronization

/// The service: takes orders, and records each request through the generated module.
final class Checkout: Sendable {
    private let metrics: CheckoutMetrics
    private let capacity: Int
    private let working = Atomic(0)

    /// Turns orders away while `capacity` of them are being worked on.
    init(metrics: CheckoutMetrics, capacity: Int) {
        self.metrics = metrics
        self.capacity = capacity
    }

    /// Answers any request. Scrapes are not counted: they say nothing of customers.
    func answer(_ request: Request) -> Response {
        if request.method == "GET", request.path == "/metrics" {
            return Response(status: 200, type: Exposition.contentType, body: metrics.registry.exposition())
        }
        return metrics.inFlight.track {
            let (code, body) = metrics.requestDuration.time { route(request) }
            metrics.requests.increment(method: Method(rawValue: request.method) ?? .other, code: code)
            return Response(status: Int(code.rawValue) ?? 500, type: "application/json", body: Array(body.utf8))
        }
    }

    private func route(_ request: Request) -> (Code, String) {
        guard request.path == "/orders" else { return (.notFound, #"{"error": "there is only /orders"}"#) }
        guard request.method == "POST" else { return (.methodNotAllowed, #"{"error": "POST an order"}"#) }
        defer { working.subtract(1, ordering: .relaxed) }
        guard working.add(1, ordering: .relaxed).newValue <= capacity else {
            return (.unavailable, #"{"error": "busy, try again"}"#)
        }
        guard let order = try? JSONDecoder().decode(Order.self, from: Data(request.body)),
            (1...100).contains(order.items)
        else { return (.badRequest, #"{"error": "expected {\"items\": 1 to 100}"}"#) }
        return (.created, #"{"total_cents": \#(order.items * 1999)}"#)
    }
}

private struct Order: Decodable {
    let items: Int
}
