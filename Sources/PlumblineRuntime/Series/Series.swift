/// One series of a family: what it is looked up by, its labels as they are exposed, and its handle.
///
/// Unchecked, because pointers are never `Sendable`: the bytes are written once, before anyone else sees the object, and
/// freed by it alone.
final class Series: @unchecked Sendable {
    let hash: UInt64
    let handle: any ExposedSeries
    /// The handle without counting a reference; valid as long as the object.
    let reference: Unmanaged<AnyObject>
    private let closed: Int
    /// The key's words, then the label text.
    private let storage: UnsafeRawBufferPointer
    private let keyCount: Int

    init(_ key: SeriesKey, hash: UInt64, labels: String, handle: any ExposedSeries) {
        self.hash = hash
        self.handle = handle
        reference = .passUnretained(handle)
        closed = key.closed
        keyCount = key.count
        var labels = labels
        let labelCount = labels.utf8.count
        let room = UnsafeMutableRawBufferPointer.allocate(
            byteCount: key.words.count * 8 + labelCount, alignment: 8)
        storage = UnsafeRawBufferPointer(room)
        room.copyMemory(from: UnsafeRawBufferPointer(key.words))
        labels.withUTF8 { utf8 in
            UnsafeMutableRawBufferPointer(rebasing: room[(key.words.count * 8)...])
                .copyMemory(from: UnsafeRawBufferPointer(utf8))
        }
    }

    deinit { storage.deallocate() }

    /// What it is looked up by; valid as long as the object.
    var key: SeriesKey {
        let words = storage.baseAddress?.assumingMemoryBound(to: UInt64.self)
        return SeriesKey(
            closed: closed, count: keyCount,
            words: UnsafeBufferPointer(start: words, count: SeriesKey.words(for: keyCount)))
    }

    /// Its labels as they stand between the braces; valid as long as the object.
    var labels: Piece {
        let keySize = SeriesKey.words(for: keyCount) * 8
        return Piece(start: storage.baseAddress.unsafelyUnwrapped + keySize, count: storage.count - keySize)
    }
}
