import CheckoutMetrics
import Foundation

/// `checkout [port]`: serves `POST /orders` and `GET /metrics` on 127.0.0.1.
let argument = CommandLine.arguments.dropFirst().first ?? "8081"
guard let port = UInt16(argument) else {
    print("checkout: '\(argument)' is not a port; write a number from 0 to 65535")
    exit(64)
}
do {
    let service = Checkout(metrics: try CheckoutMetrics(), capacity: 32)
    let server = try HTTPServer(port: port)
    print("checkout: http://127.0.0.1:\(server.port)")
    server.serve(service.answer)
} catch {
    print("checkout: cannot serve on 127.0.0.1:\(port): \(error.localizedDescription)")
    exit(1)
}
