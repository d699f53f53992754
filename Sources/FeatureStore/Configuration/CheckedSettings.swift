import Foundation
import NIOSSL

/// Reads settings one by one and keeps all that is wrong with them. Where one is wrong, its default stands in until all
/// problems are known.
struct CheckedSettings {
    var problems: [String] = []
    private let sources: SettingSources

    init(_ sources: SettingSources) { self.sources = sources }

    /// A value within its range.
    subscript<Value>(_ setting: Setting<Value>) -> Value {
        mutating get {
            guard let (value, origin) = sources.value(of: setting, &problems) else { return setting.fallback }
            guard let range = setting.range, !range.contains(value) else { return value }
            problems.append(
                """
                \(origin) is \(value.text); give \(Value.kind) from \(range.lowerBound.text) to \
                \(range.upperBound.text)
                """)
            return setting.fallback
        }
    }

    mutating func text(_ setting: Setting<String>) -> String { self[setting] }

    /// A number of seconds.
    mutating func duration(_ setting: Setting<Double>) -> Duration { .seconds(self[setting]) }

    /// One of a few words.
    mutating func choice(_ setting: Setting<String>, _ choices: [String]) -> String {
        guard let (value, origin) = sources.value(of: setting, &problems) else { return setting.fallback }
        guard choices.contains(value) else {
            problems.append("\(origin) is '\(value)'; give one of: \(choices.joined(separator: ", "))")
            return setting.fallback
        }
        return value
    }

    /// `host:port` or `[address]:port`; nil where it is empty.
    mutating func address(_ setting: Setting<String>) -> ListenAddress? {
        guard let (value, origin) = sources.value(of: setting, &problems), !value.isEmpty else { return nil }
        guard let colon = value.lastIndex(of: ":"), let port = UInt16(value[value.index(after: colon)...]),
            let host = Self.host(value[..<colon])
        else {
            problems.append("\(origin) is '\(value)'; give an address and a port, such as 127.0.0.1:9090")
            return nil
        }
        return ListenAddress(host: host, port: Int(port))
    }

    /// An `http://` or `https://` address; nil where it is empty.
    mutating func url(_ setting: Setting<String>) -> URL? {
        guard let (value, origin) = sources.value(of: setting, &problems), !value.isEmpty else { return nil }
        guard let url = URL(string: value), ["http", "https"].contains(url.scheme), url.host()?.isEmpty == false,
            url.user() == nil
        else {
            problems.append("\(origin) is no address that can be asked; write it like http://127.0.0.1:9090")
            return nil
        }
        return url
    }

    /// Certificate and key, both or neither.
    mutating func tls() -> NIOSSLContext? {
        guard let (certificate, origin) = sources.value(of: Settings.tlsCertificate, &problems),
            let (key, keyOrigin) = sources.value(of: Settings.tlsKey, &problems)
        else { return nil }
        guard certificate.isEmpty == key.isEmpty else {
            let (given, missing) = key.isEmpty ? (origin, Settings.tlsKey) : (keyOrigin, Settings.tlsCertificate)
            problems.append("\(given) is set without --\(missing.name); give both, or neither for plain HTTP")
            return nil
        }
        guard !certificate.isEmpty else { return nil }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
            let privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
            return try NIOSSLContext(
                configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(privateKey)))
        } catch {
            problems.append(
                """
                \(origin) and \(keyOrigin): \(certificate) and \(key) are no PEM files of a certificate and its key that \
                can be read; check their paths, permissions and content
                """)
            return nil
        }
    }

    /// PostgreSQL's place; nil where none is given.
    mutating func postgreSQL() -> ConnectionParameters? {
        guard let (conninfo, origin) = sources.value(of: Settings.postgres, &problems), !conninfo.isEmpty else {
            return nil
        }
        do {
            return try ConnectionParameters(conninfo)
        } catch {
            problems.append(
                """
                \(origin) is not a libpq connection string or URI (it is not shown, as it may hold a password); write \
                it like postgresql://user@host:5432/database or host=… dbname=…
                """)
            return nil
        }
    }

    /// The token, from its file or the environment.
    mutating func token() -> BearerToken? {
        guard let (file, fileOrigin) = sources.value(of: Settings.tokenFile, &problems),
            let (given, origin) = sources.value(of: Settings.token, &problems)
        else { return nil }
        switch (file.isEmpty, given.isEmpty) {
        case (true, true):
            return nil
        case (false, false):
            problems.append("\(fileOrigin) and \(origin) are both set; unset one")
            return nil
        case (true, false):
            return token(given, from: origin)
        case (false, true):
            guard let content = try? String(contentsOfFile: file, encoding: .utf8) else {
                problems.append("\(fileOrigin): \(file) cannot be read; check its path and permissions")
                return nil
            }
            return token(content, from: "\(fileOrigin): the token in \(file)")
        }
    }

    private mutating func token(_ text: String, from origin: String) -> BearerToken? {
        if let token = BearerToken(text.trimmingCharacters(in: .whitespacesAndNewlines)) { return token }
        problems.append(
            """
            \(origin) is not at least \(BearerToken.shortest) characters of visible ASCII; make one with \
            `openssl rand -hex 32`
            """)
        return nil
    }

    private static func host(_ text: Substring) -> String? {
        if text.hasPrefix("["), text.hasSuffix("]") {
            return text.count > 2 ? String(text.dropFirst().dropLast()) : nil
        }
        return text.isEmpty || text.contains(":") ? nil : String(text)
    }
}
