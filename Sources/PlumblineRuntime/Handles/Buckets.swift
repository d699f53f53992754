/// The upper bounds of a histogram's buckets, shared by the family's series. `+Inf` is one past the last bound.
struct Buckets: Sendable {
    /// The finite bounds, ascending.
    let bounds: [Double]
    /// The bounds four by four, filled up with infinity.
    private let fours: [SIMD4<Double>]
    /// How many buckets there are, `+Inf` included.
    let count: Int

    /// Takes finite bounds in ascending order, without `+Inf`.
    init(_ bounds: [Double], of metric: String) throws(RegistrationError) {
        try Self.check(bounds, of: metric)
        self.bounds = bounds
        count = bounds.count + 1
        fours = stride(from: 0, to: bounds.count, by: 4).map { start in
            var four = SIMD4<Double>(repeating: .infinity)
            for lane in 0..<min(4, bounds.count - start) { four[lane] = bounds[start + lane] }
            return four
        }
    }

    /// The first bucket whose bound is not under the value, which is finite.
    ///
    /// Many bounds are halved down to 32. Those are compared all at once and counted: no branch depends on the value,
    /// which a search would get wrong every other time.
    func index(of value: Double) -> Int {
        fours.withUnsafeBufferPointer { fours in
            var rest = fours[...]
            while rest.count > 8 {
                let middle = rest.startIndex + rest.count / 2
                rest = rest[middle - 1][3] < value ? rest[middle...] : rest[..<middle]
            }
            var under = SIMD4<Int64>()
            for four in rest { under.replace(with: under &+ 1, where: four .< value) }
            return rest.startIndex * 4 + Int(under.wrappedSum())
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
