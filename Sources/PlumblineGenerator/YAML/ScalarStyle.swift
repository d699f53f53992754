internal import CLibYAML

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What a scalar stands for, on which its style depends.
enum ScalarRole {
    /// `bare`: a number or a boolean, which quotes would make a string.
    case string, block, bare
}

/// The style in which readers of YAML 1.1 and of YAML 1.2 read the same string back.
///
/// libyaml gives a stronger style where the one asked for cannot hold the text: double quotes with escapes for tabs,
/// control characters and blanks at the end of a line. What it does not know is which words a reader takes for something
/// else than a string, and that the versions differ on the separators U+2028 and U+2029.
func scalarStyle(_ utf8: UnsafeBufferPointer<UInt8>, _ role: ScalarRole) throws(YAMLError) -> yaml_scalar_style_t {
    if utf8.has(0) {
        throw YAMLError("this text holds a NUL character, which readers of YAML refuse; remove it")
    }
    if hasSeparators(utf8) { return YAML_DOUBLE_QUOTED_SCALAR_STYLE }
    if utf8.has(UInt8(ascii: "\n")) { return YAML_LITERAL_SCALAR_STYLE }
    return switch role {
    case .block: YAML_LITERAL_SCALAR_STYLE
    case .bare: YAML_PLAIN_SCALAR_STYLE
    case .string: isAmbiguous(utf8) ? YAML_SINGLE_QUOTED_SCALAR_STYLE : YAML_PLAIN_SCALAR_STYLE
    }
}

/// Whether U+2028 or U+2029 is in the text: E2 80 A8 or E2 80 A9 in UTF-8.
private func hasSeparators(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    utf8.has(0xE2) && utf8.indices.contains { utf8[$0] == 0xE2 && utf8[$0 + 1] == 0x80 && utf8[$0 + 2] & 0xFE == 0xA8 }
}

extension UnsafeBufferPointer<UInt8> {
    /// Searches many bytes at a time.
    fileprivate func has(_ byte: UInt8) -> Bool {
        baseAddress.map { memchr($0, Int32(byte), count) != nil } ?? false
    }
}

/// Whether a reader of either version may take this plain text for null, a boolean, a number, a time, or a merge.
private func isAmbiguous(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = utf8.first else { return true }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "="): return utf8.count == 1
    case UInt8(ascii: "<"): return utf8.elementsEqual("<<".utf8)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        return looksNumeric(utf8)
    default: return utf8.count <= 5 && ambiguousWords.contains(String(decoding: utf8, as: UTF8.self).lowercased())
    }
}

private let durationUnits = [UInt8]("smhdwy".utf8)

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

private let ambiguousWords: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

/// Covers, and errs on the side of quotes: decimals with `_`, `1e3`, `0x1f`, `0o17`, `0b1`, `12:30:45`,
/// `2026-01-01T00:00:00Z`, `.inf`, `-.NaN`. Durations such as `10m` and `30d` stay plain.
private func looksNumeric(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    // `10m`, by far the most frequent of what begins with a digit.
    if let last = utf8.last, durationUnits.contains(last), utf8.dropLast().allSatisfy(isDigit) { return false }
    // Only a time has blanks in it, such as `2026-01-01 00:00:00`.
    if utf8.has(UInt8(ascii: " ")), !utf8.has(UInt8(ascii: ":")) { return false }
    let magnitude = UnsafeBufferPointer(rebasing: utf8.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") })
    return magnitude.allSatisfy { isDigit($0) || numeric.contains($0) }
        || prefixes.contains { prefix in
            // The bit that makes a letter lower-case is set in digits and dots anyway.
            magnitude.count >= prefix.count && zip(magnitude, prefix).allSatisfy { $0 | 0x20 == $1 }
        }
        || magnitude.count > 4 && magnitude[4] == UInt8(ascii: "-") && magnitude.prefix(4).allSatisfy(isDigit)
}

/// What numbers and times may be made of besides digits.
private let numeric = [UInt8]("_.:eE+-".utf8)
private let prefixes = ["0x", "0o", "0b", ".inf", ".nan"].map { [UInt8]($0.utf8) }
