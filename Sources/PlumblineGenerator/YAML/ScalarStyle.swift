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
    if utf8.has(UInt8(ascii: "\n")) {
        return endsOpen(utf8) ? YAML_DOUBLE_QUOTED_SCALAR_STYLE : YAML_LITERAL_SCALAR_STYLE
    }
    return switch role {
    case .block: YAML_LITERAL_SCALAR_STYLE
    case .bare: YAML_PLAIN_SCALAR_STYLE
    case .string: isPlainString(utf8) ? YAML_PLAIN_SCALAR_STYLE : YAML_SINGLE_QUOTED_SCALAR_STYLE
    }
}

/// Whether a literal block would have to keep more line feeds than one. libyaml ends such a block with the marker `...`,
/// which ends the document where the block is not the last thing in its file.
private func endsOpen(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    utf8.last == UInt8(ascii: "\n") && (utf8.count == 1 || utf8[utf8.count - 2] == UInt8(ascii: "\n"))
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
