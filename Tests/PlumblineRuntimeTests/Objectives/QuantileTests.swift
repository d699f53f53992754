import Testing

@testable import PlumblineRuntime

/// Quantiles by Prometheus' formula.
@Suite struct QuantileTests {
    @Test(arguments: [
        (0.5, [10.0, 10, 10], 0.5), (0.95, [0, 19, 20], 2.0), (0.5, [0, 10, 10], 1.5), (1, [5, 10, 10], 2),
        (0.96, [0, 19, 20], 2), (0.25, [4, 8, 8], 0.5),
    ])
    func interpolatesWithinTheBucket(share: Double, counts: [Double], expected: Double) {
        #expect(histogramQuantile(share, counts: counts, bounds: [1, 2]) == expected)
    }

    @Test func hasNoneWithoutObservations() {
        #expect(histogramQuantile(0.5, counts: [0, 0, 0], bounds: [1, 2]) == nil)
        #expect(histogramQuantile(0.5, counts: [], bounds: []) == nil)
    }

    @Test func takesTheFirstBoundWhereItIsNotPositive() {
        #expect(histogramQuantile(0.5, counts: [3, 4], bounds: [-1]) == -1)
    }

    /// It is over the threshold exactly when fewer than the share are up to it.
    @Test func agreesWithTheRatioAtEveryCount() throws {
        for total in 1...200 {
            for good in 0...total {
                let counts = [Double(good), Double(total), Double(total)]
                let quantile = try #require(histogramQuantile(0.95, counts: counts, bounds: [5, 10]))
                #expect((quantile <= 5) == (Double(good) / Double(total) >= 0.95), "\(good) of \(total)")
            }
        }
    }

    @Test func aValueIsKeptToByAShare() {
        let values = [4.0, 1, 3, 2]
        #expect(keptTo(0.75, values, isCeiling: true) == 3)
        #expect(keptTo(0.75, values, isCeiling: false) == 2)
        #expect(keptTo(0.76, values, isCeiling: true) == 4)
        #expect(keptTo(0.5, [], isCeiling: true) == nil)
    }
}
