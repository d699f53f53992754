import Foundation
import Testing

@testable import FeatureStore

@Suite struct ConfigurationTests {
    private let valid = ["FEATURE_STORE_POSTGRES": "postgresql:///features", "FEATURE_STORE_TOKEN": "0123456789abcdef"]

    @Test func defaultsListenLocally() throws {
        let configuration = try Configuration(Options(), environment: valid)
        #expect(configuration.bind == "127.0.0.1")
        #expect(configuration.port == 8080)
        #expect(configuration.token != nil)
        #expect(configuration.revision == "unknown")
    }

    @Test func allProblemsAreToldAtOnce() throws {
        var options = Options()
        options.bind = ""
        options.port = 65536
        options.poolSize = 0
        options.cacheSeconds = .nan
        options.healthInterval = .infinity
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration(options, environment: ["FEATURE_STORE_TOKEN": "short"])
        }
        let problems = try #require(error).problems
        let named = ["--bind", "--port", "--pool-size", "--cache-seconds", "--health-interval", "POSTGRES", "TOKEN"]
        #expect(problems.count == named.count)
        for (problem, name) in zip(problems, named) { #expect(problem.contains(name)) }
    }

    @Test func theTokenIsReadFromAFile() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data("0123456789abcdef\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let path = file.path(percentEncoded: false)
        var environment = ["FEATURE_STORE_POSTGRES": "dbname=x", "FEATURE_STORE_TOKEN_FILE": path]
        let configuration = try Configuration(Options(), environment: environment)
        #expect(configuration.token?.authorizes("Bearer 0123456789abcdef") == true)

        environment["FEATURE_STORE_TOKEN"] = "0123456789abcdef"
        #expect(throws: ConfigurationError.self) { try Configuration(Options(), environment: environment) }
        environment = ["FEATURE_STORE_POSTGRES": "dbname=x", "FEATURE_STORE_TOKEN_FILE": "\(path).not"]
        #expect(throws: ConfigurationError.self) { try Configuration(Options(), environment: environment) }
    }

    @Test func secretsAreNotShown() throws {
        let secret = "hunter2hunter2hunter2"
        let configuration = try Configuration(
            Options(),
            environment: [
                "FEATURE_STORE_POSTGRES": "postgresql://me:\(secret)@localhost/db", "FEATURE_STORE_TOKEN": secret,
            ])
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(![dumped, "\(configuration)", String(reflecting: configuration)].contains { $0.contains(secret) })

        // libpq quotes what it cannot read.
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration(Options(), environment: ["FEATURE_STORE_POSTGRES": "password \(secret)"])
        }
        #expect(error?.description.contains("FEATURE_STORE_POSTGRES") == true)
        #expect(error?.description.contains(secret) == false)
    }

    @Test func thePasswordIsNotInTheServersErrors() async throws {
        // The server's message quotes the database's name, which here is the password too.
        let conninfo = try await PrivatePostgres.shared.makeDatabase()
        let parameters = try ConnectionParameters(conninfo + " dbname=hunter2 password=hunter2")
        let error = #expect(throws: PostgreSQLError.self) {
            try PostgreSQLConnection(parameters, logger: quietLogger)
        }
        #expect(error?.description.contains("does not exist") == true)
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test func theOperatorsParametersComeFirst() throws {
        let parameters = try ConnectionParameters("host=h connect_timeout=9 client_encoding=LATIN1")
        #expect(parameters.values["connect_timeout"] == "9")
        #expect(parameters.values["application_name"] == "feature-store")
        #expect(parameters.values["client_encoding"] == "UTF8")
    }
}
