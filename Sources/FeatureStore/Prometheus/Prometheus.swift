import Foundation
import NIOCore
import NIOHTTP1

/// A Prometheus as a source of what the whole fleet does: its instant queries and its alerts.
struct Prometheus: Sendable {
    let url: URL
    var client = HTTPClient(connectTimeout: deadline)

    /// How long whoever asks is kept waiting.
    static let deadline = Duration.seconds(1)
    private static let answerLimit = 1 << 20

    /// One series of an answer.
    struct Sample: Sendable, Hashable {
        let labels: [String: String]
        let value: Double
    }

    /// An alert that is pending or firing.
    struct Alert: Sendable, Hashable, Decodable {
        let labels: [String: String]
        let annotations: [String: String]
        let state: String
        let activeAt: String
    }

    /// The value of each series of an expression, now.
    func query(_ expression: String) async throws -> [Sample] {
        var form = URLComponents()
        form.queryItems = [URLQueryItem(name: "query", value: expression)]
        // A form takes + for a space, which URLComponents leaves as it is.
        let body = (form.percentEncodedQuery ?? "").replacing("+", with: "%2B")
        let data: QueryData = try await ask(
            OutgoingRequest(
                method: .POST, url: url.appending(path: "api/v1/query"),
                headers: [("Content-Type", "application/x-www-form-urlencoded")], body: body))
        return data.result.map { Sample(labels: $0.metric, value: $0.value.number) }
    }

    /// All alerts that are pending or firing.
    func alerts() async throws -> [Alert] {
        let data: AlertsData = try await ask(OutgoingRequest(url: url.appending(path: "api/v1/alerts")))
        return data.alerts
    }

    private func ask<Data: Decodable & Sendable>(_ request: OutgoingRequest) async throws -> Data {
        let answer = try await client.send(request, within: Self.deadline, upTo: Self.answerLimit)
        let body = Foundation.Data(answer.body.readableBytesView)
        guard let envelope = try? JSONDecoder().decode(Envelope<Data>.self, from: body) else {
            throw PrometheusError("it answered \(answer.status), and not as a Prometheus does")
        }
        guard answer.status == 200, let data = envelope.data else {
            throw PrometheusError("it answered \(answer.status): \(envelope.error ?? "without a reason")")
        }
        return data
    }
}

/// Why a Prometheus' answer is of no use.
struct PrometheusError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

private struct Envelope<Data: Decodable & Sendable>: Decodable, Sendable {
    let data: Data?
    let error: String?
}

private struct AlertsData: Decodable, Sendable {
    let alerts: [Prometheus.Alert]
}

/// An instant vector.
private struct QueryData: Decodable, Sendable {
    struct Item: Decodable, Sendable {
        let metric: [String: String]
        let value: Value
    }

    /// A time, and a number as a text.
    struct Value: Decodable, Sendable {
        let number: Double

        init(from decoder: any Decoder) throws {
            var pair = try decoder.unkeyedContainer()
            _ = try pair.decode(Double.self)
            let text = try pair.decode(String.self)
            // Prometheus writes infinity as +Inf, which Swift reads too.
            guard let number = Double(text) else {
                throw DecodingError.dataCorruptedError(in: pair, debugDescription: "not a number: \(text)")
            }
            self.number = number
        }
    }

    let result: [Item]
}
