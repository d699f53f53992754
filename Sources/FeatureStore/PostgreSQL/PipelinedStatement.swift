/// A statement on its way through a connection's pipeline, and what came back of it so far.
@PostgreSQLThread final class PipelinedStatement {
    /// The statement's name where it is prepared by this statement, ahead of running it.
    let prepares: String?
    /// Whether the server has prepared it. It stays so when running it fails, as no transaction undoes that.
    private(set) var isPrepared = false
    private let complete: (Result<[Row], PostgreSQLError>) -> Void
    var deadline: Timers.Token?
    private var rows: [Row] = []
    private var error: PostgreSQLError?

    init(prepares: String?, complete: @escaping (Result<[Row], PostgreSQLError>) -> Void) {
        self.prepares = prepares
        self.complete = complete
    }

    /// The server did what gives no rows: the first of that is preparing, where that is asked for.
    func receiveDone() { isPrepared = true }

    func receive(_ rows: [Row]) { self.rows = rows }

    /// Keeps the first error: those that follow come of it.
    func receive(_ error: PostgreSQLError) { self.error = self.error ?? error }

    /// The server has done with it: committed, or undone after an error.
    func end() {
        PostgreSQLThread.cancel(deadline)
        complete(error.map { .failure($0) } ?? .success(rows))
    }

    /// The connection ended before that. What the server said last of it is told too.
    func abandon(because reason: String) {
        PostgreSQLThread.cancel(deadline)
        let said = error.map { "\($0); " } ?? ""
        complete(.failure(.noAnswer(said + reason)))
    }
}
