import Dispatch
import Foundation

/// Looks up hosts' names before libpq does, which would block the thread of all connections for as long as a name server
/// does not answer.
enum HostNames {
    /// The parameters with the addresses of their hosts; as they are where there is no name to look up.
    static func resolved(
        _ parameters: ConnectionParameters, within limit: Duration
    ) async throws(PostgreSQLError) -> ConnectionParameters {
        guard let host = parameters.values["host"], parameters.values["hostaddr"] == nil else { return parameters }
        let names = host.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let ports = (parameters.values["port"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        // Sockets in the file system have no address, and libpq tells best what is wrong with a list of ports.
        guard names.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("/") && !$0.hasPrefix("@") }),
            ports.count <= 1 || ports.count == names.count
        else { return parameters }

        var places: [(name: String, address: String, port: Substring)] = []
        for (index, name) in names.enumerated() {
            let port = ports.count > 1 ? ports[index] : ports.first ?? ""
            places += try await addresses(of: name, within: limit).map { (name, $0, port) }
        }
        var resolved = parameters
        resolved.values["host"] = places.map(\.name).joined(separator: ",")
        resolved.values["hostaddr"] = places.map(\.address).joined(separator: ",")
        if ports.count > 1 { resolved.values["port"] = places.map(\.port).joined(separator: ",") }
        return resolved
    }

    @PostgreSQLThread private static func addresses(
        of name: String, within limit: Duration
    ) async throws(PostgreSQLError) -> [String] {
        let (found, finding) = AsyncStream.makeStream(of: [String]?.self)
        DispatchQueue.global().async { finding.yield(lookUp(name)) }
        let timer = PostgreSQLThread.after(limit) { finding.yield(nil) }
        defer { PostgreSQLThread.cancel(timer) }
        for await addresses in found {
            guard let addresses else { throw .connectionFailed("no name server told of \(name) within \(limit)") }
            guard !addresses.isEmpty else { throw .connectionFailed("the host \(name) is not known") }
            return addresses
        }
        throw .connectionFailed("the look-up of \(name) was cancelled")
    }

    /// Blocks.
    private static func lookUp(_ name: String) -> [String] {
        var hints = addrinfo()
        #if os(Linux)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var addresses: [String] = []
        var next = first
        while let info = next?.pointee {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let status = getnameinfo(
                info.ai_addr, info.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
            if status == 0 {
                addresses.append(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
            }
            next = info.ai_next
        }
        return addresses
    }
}
