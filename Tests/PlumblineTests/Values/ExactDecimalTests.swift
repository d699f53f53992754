import Foundation
import Plumbline
import TestSupport
import Testing

/// Random numbers against Python's `decimal`, which computes with 200 digits.
@Suite struct ExactDecimalTests {
    @Test func agreesWithPython() throws {
        var generator = SeededGenerator(seed: 7)
        var oracle = PythonOracle()
        for _ in 0..<3000 {
            oracle.literal(Self.literal(using: &generator))
            let (a, b) = (Self.decimal(using: &generator), Self.decimal(using: &generator))
            oracle.times(a, b)
            oracle.plus(a, b)
            oracle.order(a, b)
            oracle.order(a, a)
        }
        #expect(try oracle.disagreements() == [])
    }

    @Test func theNearestBinaryValueIsTheOneThatItsDigitsAreReadAs() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<20_000 {
            let decimal = Self.decimal(using: &generator)
            #expect(decimal.double == Double(decimal.description))
        }
        for exponent in -30...30 {
            for digits in [1, 3, 9_007_199_254_740_991, 9_007_199_254_740_993, -7] {
                let decimal = ExactDecimal(digits, exponent: exponent)
                #expect(decimal.double == Double(decimal.description))
            }
        }
    }

    @Test func theOracleDisagreesWithWhatIsWrong() throws {
        var oracle = PythonOracle()
        oracle.add(
            "times 2 3 5", "plus 2 3 nil", "literal 3fb999999999999a 0.10000000000000001", "order 1 2 1",
            "duration 1h 60000")
        #expect(try oracle.disagreements().count == 5)
    }

    @Test(arguments: [
        (0.1, "0.1"), (0.95, "0.95"), (14.4, "14.4"), (1e-9, "0.000000001"), (5, "5"), (1e21, "1000000000000000000000"),
        (-0.0, "0"), (-2.50, "-2.5"), (0.1 + 0.2, "0.30000000000000004"),
    ])
    func isWrittenInPlainDigits(_ literal: Double, _ text: String) {
        #expect(ExactDecimal(literal: literal)?.description == text)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e31, 1e-31, .greatestFiniteMagnitude, .leastNonzeroMagnitude])
    func whatCannotBeExactIsRefused(_ literal: Double) {
        #expect(ExactDecimal(literal: literal) == nil)
    }

    @Test func oneMinusTheObjectiveIsExact() throws {
        let objective = try #require(ExactDecimal(literal: 0.999))
        #expect(objective.negated.plus(.one)?.description == "0.001")
    }

    @Test func digitsThatDoNotFitAreRefused() {
        let most = ExactDecimal(.max)
        #expect(most.times(ExactDecimal(2)) == nil)
        #expect(most.plus(.one) == nil)
        #expect(most.negated.plus(.one.negated) == nil)
        #expect(ExactDecimal(-1 << 32).times(ExactDecimal(1 << 31)) == nil)
        #expect(most.plus(most.negated) == .zero)
        #expect(ExactDecimal(1, exponent: 30).plus(ExactDecimal(1, exponent: -30)) == nil)
    }

    @Test func wholeNumbersAreIntegers() {
        #expect(ExactDecimal(12, exponent: 3).integer == 12_000)
        #expect(ExactDecimal(15, exponent: -1).integer == nil)
        #expect(ExactDecimal(1, exponent: 19).integer == nil)
        #expect(ExactDecimal(1500, exponent: -2) == ExactDecimal(15))
    }

    /// Literals as people write them, and any other double that is in range.
    private static func literal(using generator: inout SeededGenerator) -> Double {
        if Bool.random(using: &generator) {
            let digits = Double(Int.random(in: -100_000...100_000, using: &generator))
            let places = Double(Int.random(in: 0...9, using: &generator))
            return digits / pow(10, places)
        }
        let significand = Double.random(in: 1..<2, using: &generator)
        return Double(sign: .plus, exponent: .random(in: -95...95, using: &generator), significand: significand)
    }

    /// Small and large significands, so that some results fit and some do not.
    private static func decimal(using generator: inout SeededGenerator) -> ExactDecimal {
        let bits = Int.random(in: 1...62, using: &generator)
        return ExactDecimal(
            .random(in: -(1 << bits)...(1 << bits), using: &generator),
            exponent: .random(in: -12...12, using: &generator))
    }
}
