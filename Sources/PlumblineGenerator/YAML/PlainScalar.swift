/// Whether readers of both versions take the text for a string, and this one, where it stands without quotes in block
/// style. Errs on the side of no. Sources: YAML 1.2.2, 7.3.3 and 10.3.2; YAML 1.1, 5.3 and its repository of types.
func isPlainString(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = utf8.first, let last = utf8.last, utf8.isPrintable else { return false }
    guard last != UInt8(ascii: " "), last != UInt8(ascii: ":"), !indicators.contains(first) else { return false }
    for index in utf8.indices.dropFirst() {
        switch (utf8[index - 1], utf8[index]) {
        case (UInt8(ascii: ":"), UInt8(ascii: " ")), (UInt8(ascii: " "), UInt8(ascii: "#")): return false
        default: continue
        }
    }
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        // Indicators before a blank and at the end; three dashes may be a marker.
        guard utf8.count > 1, utf8[1] != UInt8(ascii: " "), !utf8.starts(with: "---".utf8) else { return false }
    case UInt8(ascii: "."): guard !utf8.starts(with: "...".utf8) else { return false }
    default: break
    }
    return !isOfAnotherType(utf8, first)
}

/// Whether it is what was meant as a number or a boolean, and no string.
func isBare(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    if [".nan", ".inf", "-.inf", "true", "false"].contains(where: { utf8.elementsEqual($0.utf8) }) { return true }
    // A number by JSON's grammar is one in every version.
    return isJSONNumber(utf8)
}

private let indicators = [UInt8](",[]{}#&*!|>'\"%@` ".utf8)

private let words: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n",
]

private func isOfAnotherType(_ utf8: UnsafeBufferPointer<UInt8>, _ first: UInt8) -> Bool {
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        return mayBeNumber(utf8)
    case UInt8(ascii: "~"), UInt8(ascii: "="): return utf8.count == 1
    case UInt8(ascii: "<"): return utf8.elementsEqual("<<".utf8)
    default: return utf8.count <= 5 && words.contains(String(decoding: utf8, as: UTF8.self).lowercased())
    }
}

/// Integers, floats and sexagesimals hold no other bytes than these, or are in base 16, 8 or 2, or are `.inf` and `.nan`.
private func mayBeNumber(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    let unsigned = utf8.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
    if unsigned.allSatisfy(isNumeric) || isTime(utf8) { return true }
    let start = String(decoding: unsigned.prefix(4), as: UTF8.self).lowercased()
    if [".inf", ".nan"].contains(start) { return unsigned.count == 4 }
    return ["0x", "0o", "0b"].contains { start.hasPrefix($0) } && unsigned.allSatisfy(isHexadecimal)
}

private func isNumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"),
        UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        true
    default: false
    }
}

/// `2026-1-1`, with a time behind it or not.
private func isTime(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    guard utf8.count >= 8, utf8[4] == UInt8(ascii: "-") else { return false }
    let parts = utf8.split(separator: UInt8(ascii: "-"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, 1...2 ~= parts[1].count else { return false }
    let day = parts[2].prefix(while: isDigit)
    guard parts[0].allSatisfy(isDigit), parts[1].allSatisfy(isDigit), 1...2 ~= day.count else { return false }
    let rest = parts[2][day.endIndex...]
    guard let next = rest.first else { return true }
    let clock = next == UInt8(ascii: " ") ? rest.drop { $0 == UInt8(ascii: " ") } : rest.dropFirst()
    let hour = clock.prefix(while: isDigit).count
    return "Tt ".utf8.contains(next) && 1...2 ~= hour && clock.dropFirst(hour).first == UInt8(ascii: ":")
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

private func isHexadecimal(_ byte: UInt8) -> Bool {
    byte < 0x80 && (Character(Unicode.Scalar(byte)).isHexDigit || "xXoO_".utf8.contains(byte))
}

/// A number by the grammar of JSON. Source: RFC 8259, 6.
func isJSONNumber(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = utf8[...]
    func takeDigits() -> Int {
        let count = rest.prefix(while: isDigit).count
        rest = rest.dropFirst(count)
        return count
    }
    func take(_ bytes: StaticString) -> Bool {
        let isThere = rest.first.map { byte in bytes.withUTF8Buffer { $0.contains(byte) } } ?? false
        if isThere { rest.removeFirst() }
        return isThere
    }
    _ = take("-")
    let isZero = rest.first == UInt8(ascii: "0")
    let digits = takeDigits()
    guard digits > 0, digits == 1 || !isZero else { return false }
    if take("."), takeDigits() == 0 { return false }
    if take("eE") {
        _ = take("+-")
        if takeDigits() == 0 { return false }
    }
    return rest.isEmpty
}
