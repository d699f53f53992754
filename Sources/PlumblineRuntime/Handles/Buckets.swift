/// The upper bounds of a histogram's buckets, shared by the family's series. `+Inf` is one past the last bound.
struct Buckets: Sendable {
    private let bounds: [Double]
    /// The `le` label of each bucket, `+Inf` included, as it stands between the braces.
    let labels: [String]

    /// Takes finite bounds in ascending order, without `+Inf`.
    init(_ bounds: [Double], of metric: String) throws(RegistrationError) {
        try Self.check(bounds, of: metric)
        self.bounds = bounds
        labels = (bounds + [.infinity]).map { labelPair("le", decimal($0)) }
    }

    /// The first bucket whose bound is not under the value, by binary search.
    func index(of value: Double) -> Int {
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
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
