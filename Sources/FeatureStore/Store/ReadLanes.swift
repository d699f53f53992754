/// Reads over shared connections: several are on their way on one at the same time, as each is one statement that waits
/// for nothing.
///
/// A connection is taken from the pool by the first to need it and given back by the last.
@PostgreSQLThread final class ReadLanes {
    private final class Lane {
        let connection: PostgreSQLConnection
        var readers = 0

        init(_ connection: PostgreSQLConnection) { self.connection = connection }
    }

    /// So many readers on each lane, and the next one opens another lane if it can at once.
    private static let depth = 8

    private let pool: ConnectionPool
    private let limit: Int
    private var lanes: [Lane] = []

    nonisolated init(pool: ConnectionPool) {
        self.pool = pool
        limit = max(1, min(4, pool.size / 4))
    }

    /// Runs a statement that only reads.
    func execute(_ statement: Statement, _ parameters: [Parameter]) async throws -> [Row] {
        let lane = try await takeLane()
        defer { leave(lane) }
        return try await lane.connection.execute(statement, parameters, within: pool.connector.limits.deadline)
    }

    private func takeLane() async throws -> Lane {
        var lane = emptiest
        if lane.map({ $0.readers >= Self.depth && lanes.count < limit }) ?? true, let idle = pool.borrowIdle() {
            lane = open(idle)
        }
        let taken: Lane
        if let lane {
            taken = lane
        } else {
            let connection = try await pool.borrow()
            // Others may have got theirs meanwhile.
            if let lane = emptiest, lanes.count >= limit {
                pool.giveBack(connection)
                taken = lane
            } else {
                taken = open(connection)
            }
        }
        taken.readers += 1
        return taken
    }

    private var emptiest: Lane? {
        lanes.filter(\.connection.isOpen).min { $0.readers < $1.readers }
    }

    private func open(_ connection: PostgreSQLConnection) -> Lane {
        let lane = Lane(connection)
        lanes.append(lane)
        return lane
    }

    private func leave(_ lane: Lane) {
        lane.readers -= 1
        guard lane.readers == 0 else { return }
        lanes.removeAll { $0 === lane }
        pool.giveBack(lane.connection)
    }
}
