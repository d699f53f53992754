extension String {
    /// Every occurrence of a text as another, by bytes: `replacing` goes through characters, and takes many times as long.
    package func swapping(_ old: String, for new: String) -> String {
        let old = Array(old.utf8)
        guard let first = old.first, utf8.contains(first) else { return self }
        var rest = Array(utf8)[...]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rest.count + new.utf8.count)
        while let found = rest.firstIndex(of: first) {
            bytes += rest[..<found]
            rest = rest[found...]
            if rest.starts(with: old) {
                bytes += new.utf8
                rest = rest.dropFirst(old.count)
            } else {
                bytes.append(first)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: bytes + rest, as: UTF8.self)
    }
}
