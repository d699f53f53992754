import Foundation
import Synchronization
import Testing

@testable import PlumblineTool

/// F13: what takes long is told, and nothing else.
struct ProgressTests {
    @Test func onlyTheSlowStepIsTold() throws {
        let said = Mutex("")
        let progress = Progress(Terminal(isWatched: true) { text, _ in said.withLock { $0 += text } })
        progress.begin("quick", patience: .milliseconds(200))
        progress.begin("slow", patience: .milliseconds(1))
        while said.withLock(\.isEmpty) { Thread.sleep(forTimeInterval: 0.01) }
        progress.begin("last", patience: .milliseconds(200))
        progress.end()
        Thread.sleep(forTimeInterval: 0.5)
        #expect(said.withLock { $0 } == "slow …\n")

        Progress(Terminal { text, _ in said.withLock { $0 += text } }).begin("unwatched", patience: .nanoseconds(1))
        Thread.sleep(forTimeInterval: 0.1)
        #expect(said.withLock { $0 } == "slow …\n")
    }
}
