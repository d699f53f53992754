/// A row on its way into the store, and whoever waits for what comes of it.
@PostgreSQLThread final class PendingInsert {
    nonisolated let manifest: NewManifest
    nonisolated let arrived = ContinuousClock.now
    private var waiter: CheckedContinuation<Result<Insertion, StoreError>, Never>?
    private var isCancelled = false
    private var isSent = false

    nonisolated init(_ manifest: NewManifest) { self.manifest = manifest }

    /// Whether it is still to be sent.
    var isWaiting: Bool { waiter != nil && !isSent }

    func wait(_ waiter: CheckedContinuation<Result<Insertion, StoreError>, Never>) {
        self.waiter = waiter
        if isCancelled || Task.isCancelled { finish(.failure(.cancelled)) }
    }

    /// The task does not need it any more. What was sent is waited for all the same: it will be stored.
    func cancel() {
        isCancelled = true
        if !isSent { finish(.failure(.cancelled)) }
    }

    func send() { isSent = true }

    /// The server left it out: it waits as before.
    func takeBack() {
        isSent = false
        if isCancelled { finish(.failure(.cancelled)) }
    }

    func finish(_ result: Result<Insertion, StoreError>) {
        waiter?.resume(returning: result)
        waiter = nil
    }
}
