import Foundation
import Testing

@testable import FeatureStore

@Suite struct ConfigurationTests {
    private let valid = ["FEATURE_STORE_POSTGRES": "postgresql:///features", "FEATURE_STORE_TOKEN": "0123456789abcdef"]

    @Test func defaultsListenLocally() throws {
        let configuration = try Configuration(SettingSources(environment: valid))
        #expect(configuration.address == ListenAddress(host: "127.0.0.1", port: 8080))
        #expect(configuration.admin == nil)
        #expect(configuration.token != nil)
        #expect(configuration.revision == "unknown")
        #expect(!configuration.allowsLoadTests)
    }

    @Test func theJournalsFolderIsTheOneGivenElseSystemdsElseInTheWorkingDirectory() throws {
        var environment = valid
        #expect(try Configuration(SettingSources(environment: environment)).dataFolder == ".feature-store")
        environment["STATE_DIRECTORY"] = "/var/lib/feature-store"
        #expect(try Configuration(SettingSources(environment: environment)).dataFolder == "/var/lib/feature-store")
        environment["FEATURE_STORE_DATA_DIR"] = "/data"
        var sources = SettingSources(environment: environment)
        #expect(try Configuration(sources).dataFolder == "/data")
        sources.set(Settings.dataFolder, "/flag")
        #expect(try Configuration(sources).dataFolder == "/flag")
    }

    @Test func flagsComeBeforeTheEnvironmentAndThatBeforeTheFile() async throws {
        let environment = valid.merging(["FEATURE_STORE_PORT": "2", "FEATURE_STORE_POOL_SIZE": "2"]) { $1 }
        var sources = SettingSources(environment: environment)
        try await withFile(#"{"port": 3, "pool-size": 3, "cache-rows": 3, "cache-seconds": 3}"#) {
            try await sources.addFile($0)
        }
        sources.set(Settings.port, 1)
        let configuration = try Configuration(sources)
        #expect(configuration.address.port == 1)
        #expect(configuration.poolSize == 2)
        #expect(configuration.cacheRows == 3)
        #expect(configuration.cacheTimeToLive == .seconds(3))
    }

    @Test func allProblemsAreToldAtOnceWithTheirPlace() async throws {
        let environment = [
            "FEATURE_STORE_TOKEN": "short", "FEATURE_STORE_POOL_SIZE": "many", "PROMETHEUS_URL": "ftp://x",
            "FEATURE_STORE_LOAD_TESTS": "maybe",
        ]
        var sources = SettingSources(environment: environment)
        try await withFile(#"{"cache-rows": 0, "drain-delay": "x"}"#) { try await sources.addFile($0) }
        sources.set(Settings.bind, "")
        sources.set(Settings.port, 65536)
        sources.set(Settings.cacheSeconds, .nan)
        sources.set(Settings.healthInterval, .infinity)
        sources.set(Settings.adminBind, "9090")
        let error = #expect(throws: ConfigurationError.self) { try Configuration(sources) }
        let problems = try #require(error).problems
        let named = [
            "--bind is empty", "--port is 65536; give a whole number from 0 to 65535", "--cache-seconds",
            "--health-interval", "--admin-bind", "FEATURE_STORE_POOL_SIZE is not a whole number", "PROMETHEUS_URL",
            "FEATURE_STORE_TOKEN",
            "FEATURE_STORE_LOAD_TESTS is 'maybe'; give one of: on, off",
            "cache-rows in /", "drain-delay in /",
        ]
        for name in named { #expect(problems.filter { $0.hasPrefix(name) }.count == 1, "\(name)") }
        #expect(problems.count == named.count)
    }

    @Test(arguments: [
        ("{", "is not a JSON object"), ("[]", "is not a JSON object"), (#"{"prot": 1}"#, "no setting 'prot'"),
        (#"{"token": "0123456789abcdef"}"#, "no setting 'token'"),
    ])
    func badFilesAreRefused(text: String, problem: String) async throws {
        try await withFile(text) { path in
            var sources = SettingSources(environment: valid)
            let error = await #expect(throws: ConfigurationError.self) { try await sources.addFile(path) }
            #expect(error?.description.contains(problem) == true)
            #expect(error?.description.contains(path) == true)
        }
    }

    @Test func aMissingFileIsAProblem() async throws {
        var sources = SettingSources(environment: valid)
        await #expect(throws: ConfigurationError.self) { try await sources.addFile("/nonexistent/settings.json") }
    }

    @Test func addressesWithColonsStandInBrackets() throws {
        var sources = SettingSources(environment: valid)
        sources.set(Settings.adminBind, "[::1]:9090")
        #expect(try Configuration(sources).admin == ListenAddress(host: "::1", port: 9090))
        for wrong in ["::1:9090", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:65536", ":9090", "[]:1"] {
            sources.set(Settings.adminBind, wrong)
            #expect(throws: ConfigurationError.self) { try Configuration(sources) }
        }
    }

    @Test func theTokenIsReadFromAFile() async throws {
        try await withFile("0123456789abcdef\n") { path in
            var environment = ["FEATURE_STORE_POSTGRES": "dbname=x", "FEATURE_STORE_TOKEN_FILE": path]
            let configuration = try Configuration(SettingSources(environment: environment))
            #expect(configuration.token?.authorizes("Bearer 0123456789abcdef") == true)

            environment["FEATURE_STORE_TOKEN"] = "0123456789abcdef"
            #expect(throws: ConfigurationError.self) {
                try Configuration(SettingSources(environment: environment))
            }
            environment = ["FEATURE_STORE_POSTGRES": "dbname=x", "FEATURE_STORE_TOKEN_FILE": "\(path).not"]
            #expect(throws: ConfigurationError.self) {
                try Configuration(SettingSources(environment: environment))
            }
        }
    }

    @Test func secretsAreNotShown() throws {
        let secret = "hunter2hunter2hunter2"
        let configuration = try Configuration(
            SettingSources(environment: [
                "FEATURE_STORE_POSTGRES": "postgresql://me:\(secret)@localhost/db", "FEATURE_STORE_TOKEN": secret,
            ]))
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(![dumped, "\(configuration)", String(reflecting: configuration)].contains { $0.contains(secret) })

        // libpq quotes what it cannot read.
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration(SettingSources(environment: ["FEATURE_STORE_POSTGRES": "password \(secret)"]))
        }
        #expect(error?.description.contains("FEATURE_STORE_POSTGRES") == true)
        #expect(error?.description.contains(secret) == false)
    }

    @Test func thePasswordIsNotInTheServersErrors() async throws {
        // The server's message quotes the database's name, which here is the password too.
        let conninfo = try await PrivatePostgres.shared.makeDatabase()
        let parameters = try ConnectionParameters(conninfo + " dbname=hunter2 password=hunter2")
        let error = await #expect(throws: PostgreSQLError.self) {
            try await PostgreSQLConnection.connect(parameters, within: .seconds(20), logger: quietLogger)
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

    private func withFile(_ text: String, _ body: (String) async throws -> Void) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try await body(file.path(percentEncoded: false))
    }
}
