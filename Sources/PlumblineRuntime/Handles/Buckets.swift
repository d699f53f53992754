/// The upper bounds of a histogram's buckets, shared by the family's series. `+Inf` is one past the last bound.
struct Buckets: Sendable {
    /// The finite bounds, ascending.
    let bounds: [Double]
    /// How many buckets there are, `+Inf` included.
    var count: Int { bounds.count + 1 }

    /// Takes finite bounds in ascending order, without `+Inf`.
    init(_ bounds: [Double], of metric: String) throws(RegistrationError) {
        try Self.check(bounds, of: metric)
        self.bounds = bounds
    }

    /// The first bucket whose bound is not under the value.
    ///
    /// Few bounds are counted, all of them: the compiler turns that into vector comparisons without a branch, and so
    /// without the branches mispredicted that make a search slower. Many are halved down to few.
    func index(of value: Double) -> Int {
        bounds.withUnsafeBufferPointer { bounds in
            var low = 0
            var count = bounds.count
            while count > 32 {
                let half = count / 2
                if bounds[low + half - 1] < value { low += half }
                count -= half
            }
            var index = low
            for bound in low..<(low + count) where bounds[bound] < value { index += 1 }
            return index
        }
    }

    private static func check(_ bounds: [Double], of metric: String) throws(RegistrationError) {
        guard !bounds.isEmpty else {
            throw RegistrationError(.noBuckets, metric, "it has no buckets; give at least one upper bound")
        }
        for bound in bounds where !bound.isFinite {
            throw RegistrationError(
                .bucketNotFinite, metric,
                "bucket \(decimal(bound)) is not a finite number; leave it out, +Inf is always there")
        }
        for (bound, next) in zip(bounds, bounds.dropFirst()) where bound >= next {
            guard bound > next else {
                throw RegistrationError(
                    .duplicateBucket, metric, "bucket \(decimal(bound)) is there twice; remove one of the two")
            }
            throw RegistrationError(
                .bucketsUnsorted, metric,
                "bucket \(decimal(next)) follows \(decimal(bound)); list the bounds in ascending order")
        }
    }
}
