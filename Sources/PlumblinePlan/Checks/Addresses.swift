extension String {
    /// What is wrong with it as an `http://` or `https://` address; nil when Go's URLs, and so the servers that are told
    /// of it, take it.
    var addressFault: String? {
        let notOne = "is not an http(s) address"
        guard let scheme = ["http://", "https://"].first(where: begins), utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f })
        else {
            return notOne
        }
        if let invisible { return invisible }
        let rest = utf8.dropFirst(scheme.utf8.count)
        let authority = rest.prefix { !"/?#".utf8.contains($0) }
        let host =
            authority.lastIndex(of: UInt8(ascii: "@")).map { authority[authority.index(after: $0)...] } ?? authority
        guard String(host)?.isHost == true else { return notOne }
        var bytes = rest[...]
        while let percent = bytes.firstIndex(of: UInt8(ascii: "%")) {
            bytes = bytes[bytes.index(after: percent)...]
            let digits = bytes.prefix(2)
            guard digits.count == 2, digits.allSatisfy(isHexadecimal) else {
                return "has a % that is not followed by two hexadecimal digits"
            }
        }
        return nil
    }

    var isWebAddress: Bool { addressFault == nil }

    /// What is wrong with it as the path of a file; nil when it is absolute and can be read.
    var pathFault: String? {
        if !begins("/") || unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return "is not an absolute path"
        }
        return invisible
    }

    /// By bytes: a character may be more than what it begins with, such as `/` with an accent.
    func begins(_ start: String) -> Bool { utf8.starts(with: start.utf8) }

    /// That nobody sees what is there: joiners, marks of direction, soft hyphens.
    private var invisible: String? {
        let found = unicodeScalars.first {
            switch $0.properties.generalCategory {
            case .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
            default: false
            }
        }
        return found.map { "holds U+\(String($0.value, radix: 16, uppercase: true)), which cannot be seen" }
    }

    /// A name or an address in brackets, and a port behind a colon where there is one.
    private var isHost: Bool {
        var name = self[...]
        if let colon = name.lastIndex(of: ":"), !name.hasSuffix("]") {
            let port = name[name.index(after: colon)...]
            guard port.isEmpty || (UInt16(port).map { $0 > 0 } ?? false) && port.utf8.allSatisfy({ $0 >= 0x30 }) else {
                return false
            }
            name = name[..<colon]
        }
        if name.hasPrefix("["), name.hasSuffix("]") {
            return name.count > 3
                && name.dropFirst().dropLast().utf8.allSatisfy { isHexadecimal($0) || ":.".utf8.contains($0) }
        }
        return !name.isEmpty && name.utf8.allSatisfy { $0 >= 0x80 || isAlphanumeric($0) || "-._~".utf8.contains($0) }
    }
}

private func isHexadecimal(_ byte: UInt8) -> Bool { byte < 0x80 && Character(Unicode.Scalar(byte)).isHexDigit }

private func isAlphanumeric(_ byte: UInt8) -> Bool {
    let character = Character(Unicode.Scalar(byte))
    return character.isLetter || character.isNumber
}
