/// Where the next byte of an exposition goes.
///
/// It writes to memory that its maker holds and does not check bounds: `SeriesTable` makes room beforehand for the most
/// that a series can say (`FamilyText.mostBytes`), and no one else makes a cursor.
struct Cursor {
    private var next: UnsafeMutableRawPointer

    init(_ start: UnsafeMutableRawPointer) { next = start }

    func distance(to other: Cursor) -> Int { other.next - next }

    @inline(__always)
    mutating func write(_ byte: UInt8) {
        next.storeBytes(of: byte, as: UInt8.self)
        next += 1
    }

    /// Appends bytes. They are few and of no fixed number: words inline are quicker than a call of `memcpy`.
    @inline(__always)
    mutating func copy(_ source: UnsafeRawPointer, count: Int) {
        var offset = 0
        while offset + 16 <= count {
            next.storeBytes(
                of: source.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self), toByteOffset: offset,
                as: SIMD16<UInt8>.self)
            offset += 16
        }
        if count & 8 != 0 {
            next.storeBytes(
                of: source.loadUnaligned(fromByteOffset: offset, as: UInt64.self), toByteOffset: offset, as: UInt64.self
            )
            offset += 8
        }
        if count & 4 != 0 {
            next.storeBytes(
                of: source.loadUnaligned(fromByteOffset: offset, as: UInt32.self), toByteOffset: offset, as: UInt32.self
            )
            offset += 4
        }
        while offset < count {
            next.storeBytes(
                of: source.load(fromByteOffset: offset, as: UInt8.self), toByteOffset: offset, as: UInt8.self)
            offset += 1
        }
        next += count
    }

    /// Appends what was written before, from another cursor on.
    mutating func copy(from start: Cursor, count: Int) { copy(start.next, count: count) }

    mutating func copy(_ piece: Piece) { copy(piece.start, count: piece.count) }

    mutating func copy(_ text: StaticString) {
        text.withUTF8Buffer { if let start = $0.baseAddress { copy(start, count: $0.count) } }
    }

    /// Appends the last `count` decimal digits of a number.
    @inline(__always)
    mutating func write(digits count: Int, of value: UInt64) {
        var rest = value
        var place = count
        // Two at a time: the divisions, each of which waits for the one before, are half as many.
        while place > 1 {
            place &-= 2
            let pair = UInt8(truncatingIfNeeded: rest % 100)
            rest /= 100
            let digits = UInt16(zero &+ pair / 10) | UInt16(zero &+ pair % 10) << 8
            next.storeBytes(of: digits.littleEndian, toByteOffset: place, as: UInt16.self)
        }
        if place > 0 { next.storeBytes(of: zero &+ UInt8(truncatingIfNeeded: rest), as: UInt8.self) }
        next += count
    }
}

private let zero = UInt8(ascii: "0")

/// Bytes that someone else holds.
struct Piece {
    let start: UnsafeRawPointer
    let count: Int
}
