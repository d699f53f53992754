import Configuration
import Foundation
import SystemPackage

/// Where settings come from, the first that has one first: flags, environment, file.
public struct SettingSources: Sendable {
    private struct Source: Sendable {
        /// How a setting is called there, for messages.
        let title: @Sendable (_ name: String, _ environment: String) -> String
        let key: @Sendable (_ name: String, _ environment: String) -> AbsoluteConfigKey
        let provider: any ConfigProvider
    }

    private var flags: [AbsoluteConfigKey: ConfigValue] = [:]
    private let environment: EnvironmentVariablesProvider
    private var file: Source?

    /// Takes the environment's variables. One that is empty counts as not there.
    public init(environment: [String: String] = [:]) {
        self.environment = EnvironmentVariablesProvider(environmentVariables: environment.filter { !$0.value.isEmpty })
    }

    /// Gives a setting as a flag; nil leaves it to the other sources.
    public mutating func set<Value>(_ setting: Setting<Value>, _ value: Value?) {
        flags[[setting.name]] = value.map { ConfigValue($0.content, isSecret: false) }
    }

    /// Adds a configuration file: a JSON object with settings by their names.
    /// - Throws: ``ConfigurationError`` when it cannot be read, is not JSON, or has keys that are no settings.
    public mutating func addFile(_ path: String) async throws(ConfigurationError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(problems: ["\(path) cannot be read; check its path and permissions"])
        }
        guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let provider = try? await FileProvider<JSONSnapshot>(filePath: FilePath(path))
        else {
            throw ConfigurationError(
                problems: [#"\#(path) is not a JSON object of texts and numbers, such as {"port": 8080}"#])
        }
        let unknown = object.keys.filter { !Settings.fileKeys.contains($0) }.sorted()
        guard unknown.isEmpty else {
            throw ConfigurationError(
                problems: unknown.map { "\(path): there is no setting '\($0)'; see feature-store serve --help" })
        }
        file = Source(title: { name, _ in "\(name) in \(path)" }, key: { name, _ in [name] }, provider: provider)
    }

    /// The value of a setting and how the place it is from is called, or a problem.
    func value<Value>(of setting: Setting<Value>, _ problems: inout [String]) -> (value: Value, origin: String)? {
        for source in sources {
            let origin = source.title(setting.name, setting.environment)
            let key = source.key(setting.name, setting.environment)
            do {
                guard let found = try source.provider.value(forKey: key, type: Value.type).value else { continue }
                guard let value = Value.value(of: found.content) else { continue }
                return (value, origin)
            } catch {
                problems.append("\(origin) is not \(Value.kind)")
                return nil
            }
        }
        return (setting.fallback, "--\(setting.name)")
    }

    private var sources: [Source] {
        let flags = Source(
            title: { name, _ in "--\(name)" }, key: { name, _ in [name] }, provider: InMemoryProvider(values: flags))
        let variables = Source(
            title: { $1 }, key: { [$1] }, provider: environment)
        return [flags, variables] + (file.map { [$0] } ?? [])
    }
}
