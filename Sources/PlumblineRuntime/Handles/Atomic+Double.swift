import Synchronization

extension Atomic where Value == Double {
    /// Adds by compare and exchange of the bit pattern: no lock, no allocation. What was added before by others is seen
    /// by whoever loads the sum with `acquiring`.
    func add(_ amount: Double) {
        var current = load(ordering: .relaxed)
        while true {
            let (exchanged, original) = weakCompareExchange(
                expected: current, desired: current + amount, successOrdering: .releasing, failureOrdering: .relaxed)
            if exchanged { return }
            current = original
        }
    }
}
