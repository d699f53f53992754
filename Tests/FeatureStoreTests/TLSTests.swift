import Foundation
import NIOCore
import NIOSSL
import Testing

@testable import FeatureStore

@Suite(.timeLimit(.minutes(10))) struct TLSTests {
    private static let live = "api/v1/monitoring/health/live"

    @Test func theServiceSpeaksHTTPSWithACertificate() async throws {
        try await withCertificate { certificate, key in
            try await withService(flags: { flags in
                flags.set(Settings.tlsCertificate, certificate)
                flags.set(Settings.tlsKey, key)
                flags.set(Settings.adminBind, "127.0.0.1:0")
                flags.set(Settings.loadTests, "on")
            }) { service in
                let url = try #require(URL(string: "https://127.0.0.1:\(service.client.port)"))
                let request = OutgoingRequest(url: url.appending(path: Self.live))
                let trusting = HTTPClient(authorities: certificate)
                let answer = try await trusting.send(request, within: .seconds(20), upTo: 1 << 20)
                #expect(answer.status == 200)
                #expect(String(buffer: answer.body) == #"{"status":"pass"}"#)
                // Nobody vouches for the certificate.
                await #expect(throws: NIOSSLError.self) {
                    try await HTTPClient().send(request, within: .seconds(20), upTo: 1 << 20)
                }
                // Plain HTTP gets no answer in plain text; the listener for machines speaks nothing else.
                await #expect(throws: (any Error).self) { try await service.client.send("GET", "/\(Self.live)") }
                let admin = try service.admin()
                try await admin.waitUntilReady()
                let client = LoadTestClient(url: url, token: token, authorities: certificate)
                let result = try await client.run(LoadTestPlan(workers: 1, durationSeconds: 1))
                #expect(result.outcome == "completed")
            }
        }
    }

    @Test func halfOfACertificateIsAProblem() async throws {
        try await withCertificate { certificate, key in
            func problems(_ certificate: String?, _ key: String?) -> [String] {
                var sources = SettingSources(environment: ["FEATURE_STORE_POSTGRES": "dbname=x"])
                sources.set(Settings.tlsCertificate, certificate)
                sources.set(Settings.tlsKey, key)
                do throws(ConfigurationError) {
                    _ = try Configuration(sources)
                    return []
                } catch {
                    return error.problems
                }
            }
            #expect(problems(certificate, key).isEmpty)
            #expect(
                problems(certificate, nil) == [
                    "--tls-certificate is set without --tls-key; give both, or neither for plain HTTP"
                ])
            #expect(
                problems(nil, key) == [
                    "--tls-key is set without --tls-certificate; give both, or neither for plain HTTP"
                ])
            #expect(problems(certificate, "/nonexistent").first?.contains("no PEM files") == true)
            #expect(problems(key, certificate).first?.contains("no PEM files") == true)
        }
    }

    /// A certificate for 127.0.0.1 that vouches for itself, and its key.
    private func withCertificate(_ body: (_ certificate: String, _ key: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/env")
        openssl.currentDirectoryURL = folder
        openssl.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2", "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1", "-out", "certificate.pem", "-keyout",
            "key.pem",
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        let paths = ["certificate.pem", "key.pem"].map { folder.appending(path: $0).path(percentEncoded: false) }
        try await body(paths[0], paths[1])
    }
}
