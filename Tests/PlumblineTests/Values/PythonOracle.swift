import Plumbline
import TestSupport
import Testing

/// Questions with our answers, all checked in one process by Python's `decimal`.
struct PythonOracle {
    private var lines: [String] = []

    mutating func add(_ lines: String...) { self.lines += lines }

    mutating func literal(_ literal: Double) {
        let bits = String(literal.bitPattern, radix: 16)
        let padded = String(repeating: "0", count: 16 - bits.count) + bits
        add("literal \(padded) \(ExactDecimal(literal: literal)?.description ?? "nil")")
    }

    mutating func times(_ a: ExactDecimal, _ b: ExactDecimal) {
        add("times \(a) \(b) \(a.times(b)?.description ?? "nil")")
    }

    mutating func plus(_ a: ExactDecimal, _ b: ExactDecimal) {
        add("plus \(a) \(b) \(a.plus(b)?.description ?? "nil")")
    }

    mutating func order(_ a: ExactDecimal, _ b: ExactDecimal) {
        add("order \(a) \(b) \(a < b ? -1 : a == b ? 0 : 1)")
    }

    /// An amount, how much of the base unit each is, and what it comes to.
    mutating func amount(_ literal: Double, each: String, _ base: ExactDecimal?) {
        guard let exact = ExactDecimal(literal: literal) else { return }
        add("times \(exact) \(each) \(base?.description ?? "nil")")
    }

    /// A duration in PromQL and its milliseconds.
    mutating func duration(_ promQL: String, _ milliseconds: Int) { add("duration \(promQL) \(milliseconds)") }

    /// The questions that Python answers otherwise, with its answer.
    func disagreements() throws -> [String] {
        let run = try Command(program: Command.python, arguments: ["-c", Self.script])
            .run(input: Array(lines.joined(separator: "\n").utf8))
        let answers = run.output.split(separator: "\n").map(String.init)
        try #require(answers.last == "checked \(lines.count)", "\(run.output)")
        return answers.dropLast()
    }

    private static let script = """
        import re, struct, sys
        from decimal import Decimal, getcontext
        getcontext().prec = 200
        limit = 2**63 - 1

        def parts(number):
            _, digits, power = number.normalize().as_tuple()
            return int("".join(map(str, digits))), power

        def literal(bits):
            return Decimal(repr(struct.unpack(">d", bytes.fromhex(bits))[0]))

        def times(a, b):
            a, b = Decimal(a), Decimal(b)
            return a * b if parts(a)[0] * parts(b)[0] <= limit else None

        def plus(a, b):
            a, b = Decimal(a), Decimal(b)
            power = min((parts(number)[1] for number in (a, b) if number), default=0)
            return a + b if all(abs(n.scaleb(-power)) <= limit for n in (a, b, a + b)) else None

        def order(a, b):
            a, b = Decimal(a), Decimal(b)
            return (a > b) - (a < b)

        def duration(text):
            units = re.fullmatch("(?:(.+)d)?(?:(.+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?", text)
            return sum(int(n or 0) * size for n, size in zip(units.groups(), (86400000, 3600000, 60000, 1000, 1)))

        questions = dict(literal=literal, times=times, plus=plus, order=order, duration=duration)
        for number, line in enumerate(sys.stdin):
            question, *given, ours = line.split()
            theirs = questions[question](*given)
            written = re.fullmatch("nil|-?[0-9]+([.][0-9]*[1-9])?", ours)
            if not written or theirs != (None if ours == "nil" else Decimal(ours)):
                print(line.strip(), "but", theirs)
        print("checked", number + 1)
        """
}
