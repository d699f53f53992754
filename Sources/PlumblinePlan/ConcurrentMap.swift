import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// `map` on all processors, with the results, and the error, that `map` has.
    package func concurrentMap<Result: Sendable, Failure: Error>(
        _ transform: @Sendable (Element) throws(Failure) -> Result
    ) throws(Failure) -> [Result] {
        let results = Mutex([Swift.Result<Result, Failure>?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let result = Swift.Result { () throws(Failure) in try transform(self[index]) }
            results.withLock { $0[index] = result }
        }
        var values: [Result] = []
        values.reserveCapacity(count)
        // `concurrentPerform` returns when every index has been done, so none is nil.
        for result in results.withLock({ $0 }) { if let result { try values.append(result.get()) } }
        return values
    }
}
