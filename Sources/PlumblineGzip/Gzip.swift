import CZlib

/// Compression of answers to scrapes, by the system's zlib.
public enum Gzip {
    /// The bytes as one gzip member (RFC 1952), or nil where zlib has no memory left for it.
    ///
    /// `level` goes from 1, the quickest, to 9. Expositions are so regular that 1 leaves little to gain: a scrape
    /// should cost the service little, and the network is near.
    public static func compress(_ bytes: [UInt8], level: Int = 1) -> [UInt8]? {
        var stream = z_stream()
        // 15 bits of window, and 16 for gzip's header instead of zlib's.
        let isReady = deflateInit2_(
            &stream, Int32(max(1, min(9, level))), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard isReady == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var compressed: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 256 * 1024)
        var rest = bytes[...]
        while true {
            // zlib counts in 32 bits.
            let some = rest.prefix(1 << 30)
            rest = rest.dropFirst(some.count)
            let status = deflate(some, rest.isEmpty ? Z_FINISH : Z_NO_FLUSH, &stream, through: &chunk, to: &compressed)
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return nil }
            if status == Z_STREAM_END { return compressed }
        }
    }

    /// Feeds one piece until all that comes of it is out.
    private static func deflate(
        _ piece: ArraySlice<UInt8>, _ flush: Int32, _ stream: inout z_stream, through chunk: inout [UInt8],
        to compressed: inout [UInt8]
    ) -> Int32 {
        piece.withUnsafeBufferPointer { input in
            // zlib takes a pointer to variable bytes and only reads them.
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = UInt32(input.count)
            var status = Z_OK
            repeat {
                let room = chunk.count
                let free = chunk.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(room)
                    status = CZlib.deflate(&stream, flush)
                    return Int(stream.avail_out)
                }
                compressed += chunk[..<(room - free)]
            } while status == Z_OK && stream.avail_out == 0
            return status
        }
    }
}
