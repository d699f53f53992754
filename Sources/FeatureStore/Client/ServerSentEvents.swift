/// Reads server-sent events out of the chunks that they come in.
/// Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
struct ServerSentEvents {
    struct Event: Sendable, Hashable {
        let name: String
        let data: String
    }

    private var line: [UInt8] = []
    private var name = ""
    private var data: [String] = []

    /// The events that are complete with these bytes.
    mutating func receive(_ bytes: some Sequence<UInt8>) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                continue
            }
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            let text = String(decoding: line, as: UTF8.self)
            line = []
            if let event = take(text) { events.append(event) }
        }
        return events
    }

    private mutating func take(_ line: String) -> Event? {
        guard line.isEmpty else {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1].hasPrefix(" ") ? parts[1].dropFirst() : parts[1]) : ""
            switch parts[0] {
            case "event": name = value
            case "data": data.append(value)
            default: break
            }
            return nil
        }
        defer { (name, data) = ("", []) }
        return data.isEmpty ? nil : Event(name: name, data: data.joined(separator: "\n"))
    }
}
