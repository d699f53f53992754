import CLibPQ

/// Where and how to connect: libpq's keywords and their values. Its text never shows a value, as one is the password.
struct ConnectionParameters: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var values: [String: String]

    /// Used where the operator did not decide. Dead peers are noticed after some 10 s instead of the kernel's 2 h.
    private static let defaults = [
        "application_name": "feature-store",
        "connect_timeout": "3",
        "keepalives": "1",
        "keepalives_idle": "5",
        "keepalives_interval": "2",
        "keepalives_count": "3",
        "tcp_user_timeout": "10000",
    ]

    /// Takes a libpq connection string, `key=value` pairs or a URI.
    ///
    /// libpq's own message is not passed on: it may quote a part of the text, and that part may be the password.
    /// - Throws: ``InvalidConnectionString`` when libpq cannot read it.
    init(_ conninfo: String) throws(InvalidConnectionString) {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(conninfo, &message)
        PQfreemem(message)
        guard let options else { throw InvalidConnectionString() }
        defer { PQconninfoFree(options) }

        values = Self.defaults
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        // Strings cross the boundary as UTF-8, whatever the database's own encoding.
        values["client_encoding"] = "UTF8"
    }

    /// How long connecting may take. libpq's «without limit», 0, is not to be had.
    var connectTimeout: Duration {
        let seconds = values["connect_timeout"].flatMap(Int.init) ?? 0
        return .seconds(seconds > 0 ? seconds : 3)
    }

    var description: String { "ConnectionParameters(\(values.keys.sorted().joined(separator: ", ")))" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// A connection string that libpq cannot read.
struct InvalidConnectionString: Error {}
