#if os(Linux)
    import CEpoll
    import Glibc

    /// Waits for sockets with epoll. Only ``wake()`` may be called while another thread waits.
    struct Poller: ~Copyable, Sendable {
        private let epoll: Int32
        private let event: Int32

        init() {
            epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
            event = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
            precondition(epoll >= 0 && event >= 0, "no descriptor is left for the thread that serves PostgreSQL")
            // Told of each `wake()` once (EPOLLET), so that it need not be read away.
            var interest = epoll_event()
            interest.events = EPOLLIN.rawValue | EPOLLET.rawValue
            interest.data.fd = event
            epoll_ctl(epoll, EPOLL_CTL_ADD, event, &interest)
        }

        deinit {
            close(epoll)
            close(event)
        }

        /// Watches a socket, or changes what it is watched for.
        func watch(_ socket: Int32, for interest: SocketInterest) {
            var event = epoll_event()
            event.events = EPOLLIN.rawValue | (interest == .writing ? EPOLLOUT.rawValue : 0)
            event.data.fd = socket
            if epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) != 0 { epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) }
        }

        /// Ends that. One that was closed has ended by itself.
        func forget(_ socket: Int32) {
            var event = epoll_event()
            epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event)
        }

        /// Waits until a socket is ready, the time is over, or somebody calls ``wake()``. Gives the sockets.
        func wait(milliseconds: Int32) -> [Int32] {
            withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 64) { events in
                let count = epoll_wait(epoll, events.baseAddress, Int32(events.count), milliseconds)
                return events.prefix(Int(max(0, count))).map(\.data.fd).filter { $0 != event }
            }
        }

        /// Ends a wait, or the next one.
        func wake() {
            var one: UInt64 = 1
            _ = write(event, &one, 8)
        }
    }
#else
    import Darwin
    import PlumblineRuntime

    /// Waits for sockets with poll(2). Only ``wake()`` may be called while another thread waits.
    struct Poller: ~Copyable, Sendable {
        private let sockets = Lock<[Int32: Int16]>([:])
        private let pipeEnds: (reading: Int32, writing: Int32)

        init() {
            var ends: [Int32] = [-1, -1]
            precondition(pipe(&ends) == 0, "no descriptor is left for the thread that serves PostgreSQL")
            pipeEnds = (ends[0], ends[1])
            for end in ends {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
            watch(pipeEnds.reading, for: .reading)
        }

        deinit {
            close(pipeEnds.reading)
            close(pipeEnds.writing)
        }

        /// Watches a socket, or changes what it is watched for.
        func watch(_ socket: Int32, for interest: SocketInterest) {
            let events = Int16(POLLIN) | (interest == .writing ? Int16(POLLOUT) : 0)
            sockets.withLock { $0[socket] = events }
        }

        /// Ends that.
        func forget(_ socket: Int32) {
            _ = sockets.withLock { $0.removeValue(forKey: socket) }
        }

        /// Waits until a socket is ready, the time is over, or somebody calls ``wake()``. Gives the sockets.
        func wait(milliseconds: Int32) -> [Int32] {
            var descriptors = sockets.withLock { $0.map { pollfd(fd: $0.key, events: $0.value, revents: 0) } }
            _ = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
            let ready = descriptors.filter { $0.revents != 0 }.map(\.fd)
            guard ready.contains(pipeEnds.reading) else { return ready }
            var bytes: (UInt64, UInt64) = (0, 0)
            while read(pipeEnds.reading, &bytes, 16) > 0 {}
            return ready.filter { $0 != pipeEnds.reading }
        }

        /// Ends a wait, or the next one.
        func wake() {
            var byte: UInt8 = 1
            _ = write(pipeEnds.writing, &byte, 1)
        }
    }
#endif

/// What a socket is waited for.
enum SocketInterest: Sendable {
    /// Bytes, or its end.
    case reading
    /// Room for more bytes, and what ``reading`` is for.
    case writing
}
