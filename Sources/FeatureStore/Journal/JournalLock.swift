import Foundation
import Synchronization

/// The lock file beside a journal, held as long as this is there: it lets no second journal open the same files, be it
/// of this process, where DuckDB itself would not notice and lose rows, or of another.
///
/// It also holds the number of the last row that was acknowledged, outside of DuckDB's files, which read a damaged log as
/// one that ends early and say nothing. It is not synced to the disk, so after a power failure it may be behind, never
/// ahead.
final class JournalLock: Sendable {
    private static let fieldWidth = 20
    private let descriptor: Int32
    private let number: Atomic<Int64>

    /// The number of the last row that was acknowledged.
    var lastAcknowledged: Int64 { number.load(ordering: .relaxed) }

    /// - Throws: ``JournalError/locked(_:)`` with the PID of who holds it.
    init(_ path: String) throws(JournalError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .unavailable("\(path) cannot be opened: \(Self.lastError); check the folder's permissions")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            let reason = Self.lastError
            let holder = Self.field(0, of: descriptor) ?? 0
            Foundation.close(descriptor)
            guard isHeld else { throw .unavailable("\(path) cannot be locked: \(reason)") }
            let owner = holder == getpid() ? "this process (PID \(holder))" : "the process with PID \(holder)"
            throw .locked(
                "\(path) is locked: \(owner) has the journal open; stop it, or give another folder with --data-dir")
        }
        number = Atomic(Self.field(1, of: descriptor) ?? 0)
        write(Int64(getpid()), field: 0)
        acknowledged(lastAcknowledged)
    }

    /// Takes note that all rows up to this one are acknowledged.
    func acknowledged(_ seq: Int64) {
        number.store(seq, ordering: .relaxed)
        write(seq, field: 1)
    }

    deinit { Foundation.close(descriptor) }

    /// Of fixed width, so that writing needs no room on a disk that is full.
    private func write(_ value: Int64, field: Int) {
        let digits = String(value)
        let line = String(repeating: " ", count: Self.fieldWidth - digits.count) + digits + "\n"
        _ = line.withCString { pwrite(descriptor, $0, Self.fieldWidth + 1, off_t(field * (Self.fieldWidth + 1))) }
    }

    private static func field(_ field: Int, of descriptor: Int32) -> Int64? {
        var bytes = [UInt8](repeating: 0, count: fieldWidth)
        guard pread(descriptor, &bytes, fieldWidth, off_t(field * (fieldWidth + 1))) == fieldWidth else { return nil }
        return Int64(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespaces))
    }

    private static var lastError: String { String(cString: strerror(errno)) }
}
