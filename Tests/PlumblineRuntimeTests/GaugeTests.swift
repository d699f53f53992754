import PlumblineRuntime
import Testing

@Suite struct GaugeTests {
    struct Refused: Error, Equatable {}

    let registry = Registry()
    let workers: Gauge
    var value: String? { Scrape(registry).value("workers_active") }

    init() throws {
        workers = try registry.gauge("workers_active", help: "Requests being worked on.").series()
    }

    @Test func exposition() {
        workers.set(3)
        #expect(
            Scrape(registry).family("workers_active") == [
                "# HELP workers_active Requests being worked on.",
                "# TYPE workers_active gauge",
                "workers_active 3",
            ])
    }

    @Test func goesUpAndDown() {
        workers.increment()
        workers.add(2.5)
        workers.decrement()
        workers.add(-4)
        #expect(value == "-1.5")
    }

    @Test(
        arguments: [
            (5, "5"), (2.5, "2.5"), (-0.1, "-0.1"), (0.1 + 0.2, "0.30000000000000004"), (1e-5, "1e-05"),
            (1e21, "1e+21"),
            (123_456_789, "123456789"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (-.nan, "NaN"),
            (.signalingNaN, "NaN"), (.leastNonzeroMagnitude, "5e-324"),
            (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (0, "0"),
        ] as [(Double, String)])
    func valuesAreTheShortestThatReadBack(_ value: Double, _ text: String) {
        workers.set(value)
        #expect(self.value == text)
    }

    @Test(arguments: [.infinity, -.infinity, .nan] as [Double])
    func additionsThatWouldSpoilTheValueAreDropped(_ amount: Double) {
        workers.set(4)
        workers.add(amount)
        #expect(value == "4")
        #expect(dropped("workers_active", in: registry) == "1")
    }

    @Test func tracksCallsUnderWay() throws {
        let inside = workers.track { workers.track { value } }
        #expect(inside == "2")
        #expect(value == "0")
        #expect(throws: Refused()) { try workers.track { throw Refused() } }
        #expect(value == "0")
    }

    @Test func tracksAsynchronousCallsUnderWay() async throws {
        let inside = await workers.track {
            await Task.yield()
            return value
        }
        #expect(inside == "1")
        await #expect(throws: Refused()) {
            try await workers.track {
                await Task.yield()
                throw Refused()
            }
        }
        #expect(value == "0")
    }

    /// Compiles only because the asynchronous forms stay on the caller's actor.
    @Test func staysOnTheCallersActor() async throws {
        actor Worker {
            private(set) var done = 0

            func work(_ workers: Gauge) async {
                await workers.track {
                    await Task.yield()
                    done += 1
                }
            }
        }
        let worker = Worker()
        await worker.work(workers)
        #expect(await worker.done == 1)
    }
}
