import Foundation
import PlumblineRuntime

/// The one thread that all connections live on. Whatever is isolated to it runs there, a piece at a time, between waits
/// for sockets: so none of it may block, and none of it needs a lock.
@globalActor actor PostgreSQLThread {
    static let shared = PostgreSQLThread()

    private nonisolated let loop = EventLoop()

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// To be preferred by tasks that live here: one without it that waits for an answer is woken on another thread,
    /// only to come back to this one.
    nonisolated static var executor: any TaskExecutor { shared.loop }

    private init() {
        let loop = loop
        let thread = Thread { loop.run() }
        thread.name = "postgresql"
        thread.start()
    }

    @PostgreSQLThread private static var owners: [Int32: any SocketOwner] = [:]
    @PostgreSQLThread private static var timers = Timers()

    /// Tells the owner from now on when its socket is ready.
    @PostgreSQLThread static func watch(_ socket: Int32, for interest: SocketInterest, owner: any SocketOwner) {
        owners[socket] = owner
        shared.loop.poller.watch(socket, for: interest)
    }

    /// Ends that. To be called before the socket is closed, as its number may then be another's.
    @PostgreSQLThread static func forget(_ socket: Int32, owner: any SocketOwner) {
        guard owners[socket] === owner else { return }
        owners[socket] = nil
        shared.loop.poller.forget(socket)
    }

    /// Runs `action` after a time, unless the timer is cancelled.
    @PostgreSQLThread static func after(
        _ time: Duration, _ action: @escaping @PostgreSQLThread () -> Void
    ) -> Timers.Token {
        let token = timers.add(at: .now + time, action)
        shared.loop.setAlarm(timers.next)
        return token
    }

    /// Takes a timer back.
    @PostgreSQLThread static func cancel(_ token: Timers.Token?) {
        if let token { timers.remove(token) }
    }

    /// Serves what a wait came to: sockets that are ready, and timers that are due.
    @PostgreSQLThread fileprivate static func serve(_ sockets: [Int32]) {
        for socket in sockets { owners[socket]?.socketIsReady() }
        for action in timers.removeDue(at: .now) { action() }
        shared.loop.setAlarm(timers.next)
    }
}

/// Whoever waits for a socket.
@PostgreSQLThread protocol SocketOwner: AnyObject {
    /// The socket has bytes, has ended, or has room for more.
    func socketIsReady()
}

/// Runs the thread's jobs and waits for its sockets in turn.
private final class EventLoop: SerialExecutor, TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isWaiting = false
        var alarm: ContinuousClock.Instant?
    }

    let poller = Poller()
    private let state = Lock(State())

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let mustWake = state.withLock { state in
            state.jobs.append(job)
            defer { state.isWaiting = false }
            return state.isWaiting
        }
        if mustWake { poller.wake() }
    }

    /// When to stop waiting for sockets. Called on the thread.
    func setAlarm(_ time: ContinuousClock.Instant?) {
        state.withLock { $0.alarm = time }
    }

    func run() {
        var jobs: [UnownedJob] = []
        while true {
            runJobs(in: &jobs)
            let sockets = poller.wait(milliseconds: state.withLock { Self.patience(&$0) })
            let isDue = state.withLock { state in
                state.isWaiting = false
                return state.alarm.map { $0 <= .now } ?? false
            }
            if isDue || !sockets.isEmpty { Task { @PostgreSQLThread in PostgreSQLThread.serve(sockets) } }
        }
    }

    /// Runs the jobs that there are, and for a few rounds those that they come to, before the sockets have their turn.
    private func runJobs(in jobs: inout [UnownedJob]) {
        for _ in 0..<8 {
            state.withLock { swap(&jobs, &$0.jobs) }
            if jobs.isEmpty { return }
            for job in jobs {
                job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
            }
            jobs.removeAll(keepingCapacity: true)
        }
    }

    /// How long to wait for sockets: not at all where there are jobs, without end (-1) where there is no timer.
    private static func patience(_ state: inout State) -> Int32 {
        guard state.jobs.isEmpty else { return 0 }
        state.isWaiting = true
        guard let alarm = state.alarm else { return -1 }
        let wait = ContinuousClock.now.duration(to: alarm)
        return Int32(min(60_000, max(0, (wait / .milliseconds(1)).rounded(.up))))
    }
}
