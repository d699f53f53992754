import ArgumentParser
import FeatureStore
import Foundation

/// `feature-store load-test`.
struct LoadTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load-test", abstract: "Has a running service test itself, and tells whether its objectives held.",
        discussion: """
            The service has to run with --load-tests on. Ctrl-C aborts the test there too; its rows are removed.

            The token is read from --token-file, else from FEATURE_STORE_TOKEN_FILE or FEATURE_STORE_TOKEN. The status \
            is 0 where the test was completed and all objectives held, else 1.
            """)

    @Option(help: "The service.") var url = "http://127.0.0.1:8080"
    @Option(help: "How many operations are under way at once, 1 to 256.") var workers = 32
    @Option(help: "How long it runs, 1s to 5m.") var duration = Seconds(60)
    @Option(help: "What its symbols are called; with more than one, followed by a number.")
    var symbol = "PERFORMANCE_TEST"
    @Option(help: "Over how many symbols its operations are spread, 1 to 1000.") var symbols = 1
    @Option(help: "The share of look-ups among its operations, 0 to 1.") var readShare = 0.5
    @Option(help: "The backend to work on, postgresql or duckdb; left out, the one that the service uses.")
    var backend: String?
    @Option(help: "A file with the service's token. (FEATURE_STORE_TOKEN_FILE)") var tokenFile: String?
    @Option(help: "A PEM file with the authority of the service's certificate, where the system does not know it.")
    var caFile: String?
    @Flag(help: "Print the result as JSON.") var json = false

    func run() async throws {
        guard let url = URL(string: url), ["http", "https"].contains(url.scheme), url.host()?.isEmpty == false else {
            throw ValidationError("--url is '\(url)'; write it like http://127.0.0.1:8080")
        }
        let plan: LoadTestPlan
        do {
            plan = try LoadTestPlan(
                workers: workers, durationSeconds: duration.seconds, symbol: symbol, symbols: symbols,
                readShare: readShare, backend: backend)
        } catch {
            throw ValidationError("\(error)")
        }
        let bar = ProgressBar()
        let result = try await LoadTestClient(url: url, token: try token(), authorities: caFile).run(plan) {
            bar.show($0)
        }
        bar.clear()
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(result), as: UTF8.self))
        } else {
            print(result.text)
        }
        if result.reason != nil || !result.slosHeld { throw ExitCode(1) }
    }

    private func token() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        let text: String?
        if let path = tokenFile ?? environment["FEATURE_STORE_TOKEN_FILE"] {
            guard let content = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw ValidationError("\(path) cannot be read; check its path and permissions")
            }
            text = content
        } else {
            text = environment["FEATURE_STORE_TOKEN"]
        }
        let token = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ValidationError("there is no token; give --token-file, or set FEATURE_STORE_TOKEN_FILE")
        }
        return token
    }
}

/// A duration on the command line: `60`, `60s` or `2m`.
struct Seconds: ExpressibleByArgument {
    let seconds: Double

    init(_ seconds: Double) { self.seconds = seconds }

    init?(argument: String) {
        let factor: Double = argument.hasSuffix("m") ? 60 : 1
        let digits = argument.hasSuffix("m") || argument.hasSuffix("s") ? String(argument.dropLast()) : argument
        guard let number = Double(digits), number.isFinite else { return nil }
        seconds = number * factor
    }

    var defaultValueDescription: String { "\(Int(seconds))s" }
}

/// The progress on standard error: one line that is written over in a terminal, a line now and then elsewhere.
final class ProgressBar {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var shown = -1

    func show(_ progress: LoadTestProgress) {
        if isTerminal {
            write("\r\u{1B}[K\(progress.line)")
        } else if Int(progress.share * 10) > shown {
            shown = Int(progress.share * 10)
            write("\(progress.line)\n")
        }
    }

    func clear() {
        if isTerminal { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
