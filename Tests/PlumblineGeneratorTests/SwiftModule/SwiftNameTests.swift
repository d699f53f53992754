import Foundation
import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// F4, F11: whatever name Swift takes in the spec, the generated module takes as well.
struct SwiftNameTests {
    enum Named: String, LabelValue {
        case `Type`, `Protocol`, `self`, `init`, `Self`, `Any`, `default`, `inout`, `await`, `_`, `404 not found`, été,
            `a-b`
        case `a.b`, `1`, `a"b`, 漢字, `👩`, index, rawValue, hashValue, description, `subscript`, `operator`, async,
            `throws`
        case `as`, `is`, `nil`, `true`, `Never`, `String`, `Int`, `+a`
    }

    enum `Odd type`: String, LabelValue { case only }

    struct Names: LabelSet {
        let `Type` = Label<Named>("named")
        let `404 x` = Label<`Odd type`>("odd")
        let été = OpenLabel("open", limit: 3)
    }

    struct Metrics {
        let `fallthrough` = Counter("names_one_total", "One.", labels: Names.self)
        let été = Gauge("names_two", "Two.", labels: Names.self)
        let `200 ok` = Gauge("names_three", "Three.")
        let `Type` = Gauge("names_four", "Four.")
    }

    struct Board {
        let dashboard = Dashboard.test()
        let all = Panel.stat(
            "All", Series("a", Metrics().`fallthrough`.increase().sum()), Series("b", Metrics().été.sum()),
            Series("c", Metrics().`200 ok`), Series("d", Metrics().`Type`))
    }

    @Test(.needs("swiftc", Command.works("/usr/bin/env", "swiftc", "--version"))) func allCompile() throws {
        let spec = Spec.shop(Metrics(), Board(), module: "Names")
        let found = problems(of: spec).map(\.message)
        #expect(found == [])
        let files = try outputFiles(of: spec, templates: Templates()).filter { $0.path.hasPrefix("generated/Names/") }
        try withTemporaryFolder { root in
            for file in files { try put([file.path: String(decoding: file.bytes, as: UTF8.self)], in: root) }
            try put(["main.swift": program], in: root)
            let compilation = try ModuleCompiler.typecheck(["main.swift"] + files.map(\.path), in: root)
            #expect(compilation.status == 0, "\(compilation.output.prefix(3000))")
        }
    }

    private let program = """
        import PlumblineRuntime

        let names = try Names()
        names.`fallthrough`.increment(Type: .`404 not found`, `404 x`: .only, été: "x")
        names.été.set(1, Type: .été, `404 x`: .only, été: "x")
        names.`200 ok`.set(2)
        names.`Type`.set(2)
        """

    /// A description of the author's own is told as that.
    enum Described: String, LabelValue, CustomStringConvertible {
        case one, two
        var description: String { self == .one ? "a\nb" : "`" }
    }

    enum Alike: String, LabelValue, CustomStringConvertible {
        case one, two
        var description: String { "number" }
    }

    struct DescribedLabels: LabelSet {
        let described = Label<Described>("described")
        let alike = Label<Alike>("alike")
    }

    @Test func whatIsNoName() {
        let metric = Gauge("names_five", "Five.", labels: DescribedLabels.self)
        let mend = "rename it; where the enum has a description of its own, leave that to Swift"
        let found = problems(of: .shop(shop, metric)).filter { $0.message.contains("case") }
        #expect(
            found.map { "\($0.message); \($0.mend)" } == [
                "label 'described' has the case '`', which is no Swift name: it holds U+60, which no name may; \(mend)",
                "label 'described' has the case 'a\nb', which is no Swift name: it holds U+A, which no name may; \(mend)",
                "label 'alike' has two cases that call themselves 'number'; leave the description of the cases of Alike to Swift",
            ])
        #expect("$x".swiftNameFault == "begins with $, as only the compiler's names do")
        #expect("+-".swiftNameFault == "has no letter and no digit")
    }
}
