import Plumbline
import TestSupport
import Testing

@testable import PlumblinePlan

/// The table of what each version has, held against the promtools that are here.
@Suite struct AvailabilityTests {
    private static let judges = Judge.all

    /// A call of each function and aggregation with all of its arguments.
    static let calls: [String: Availability] = {
        func call(_ name: String, _ types: [PromQLType]) -> String {
            let arguments = types.map { type in
                switch type {
                case .scalar: "1"
                case .vector: "a"
                case .matrix: "a[5m]"
                case .string: "\"b\""
                }
            }
            return "\(name)(\(arguments.joined(separator: ", ")))"
        }
        var calls: [String: Availability] = [:]
        for (name, function) in PromQLFunction.all {
            // info takes a selector without a name.
            let text = name == "info" ? "info(a, {b=~\".*\"})" : call(name, function.arguments)
            calls[text] = function.availability
        }
        for (name, aggregation) in PromQLAggregation.all {
            calls[call(name, (aggregation.parameter.map { [$0] } ?? []) + [.vector])] = aggregation.availability
        }
        return calls
    }()

    static let novelties: [(text: String, novelty: PromQLNovelty)] = [
        ("rate(a[300])", .numbersAsDurations), ("a offset 300", .numbersAsDurations),
        ("time() > bool 5m", .durationsAsNumbers), ("{\"http.requests\"}", .quotedNames),
        ("{\"http.requests\", b=\"c\"}", .quotedNames), ("sum by (\"a.b\") (c)", .quotedNames),
        ("a{\"b.c\"=\"d\"}", .quotedNames), ("rate(a[5m * 2])", .computedDurations),
        ("a offset (1m + 1m)", .computedDurations), ("rate(a[max_of(step(), 5m)])", .computedDurations),
        ("a </ 5", .trimming), ("a >/ b", .trimming), ("rate(a[5m] smoothed)", .smoothed), ("a smoothed", .smoothed),
        ("increase(a[5m] anchored)", .anchored), ("a + fill(0) b", .fill),
        ("a / on (b) group_left (c) fill_left(0) fill_right(-1) d", .fill),
    ]

    /// Each text by what it needs.
    private static let all: [(text: String, availability: Availability)] =
        calls.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        + novelties.map { ($0.text, $0.novelty.availability) }

    @Test(arguments: calls.keys.sorted()) func aCallUsesWhatItCalls(_ text: String) throws {
        let availability = try #require(Self.calls[text])
        let name = text.prefix { $0 != "(" } + "()"
        let uses = try PromQLParser.uses(in: text)
        let use = PromQLUse(name: String(name), availability: availability, offset: 0)
        #expect(uses == (availability == .always ? [] : [use]))
    }

    @Test(arguments: novelties.map(\.text)) func aNoveltyIsFound(_ text: String) throws {
        let expected = Self.novelties.filter { $0.text == text }.map(\.novelty.rawValue)
        #expect(Set(try PromQLParser.uses(in: text).map(\.name)) == Set(expected))
    }

    /// What a target of promtool's version allows is what promtool takes, and nothing else, with the flag of functions and without.
    @Test(
        .needs("promtool", !judges.isEmpty), arguments: judges,
        [[], [PrometheusFlag.experimentalFunctions]])
    func promtoolHasTheSame(_ judge: Judge, _ flags: [PrometheusFlag]) throws {
        let version = try #require(try judge.prometheus())
        let known = version < PrometheusVersion(2, 49) ? [] : flags
        let target = PrometheusTarget(version, flags: Set(known))
        let refused = try judge.refused(Self.all.map(\.text), flags: known)
        for (index, example) in Self.all.enumerated() {
            // What is gone later may still be here.
            let gone = example.availability.gone.map { version >= $0.version }
            let isRefused = gone ?? (example.availability.refusal(on: target) != nil)
            #expect(refused.contains(index) == isRefused, "\(example.text) in \(version)")
        }
    }

    private static let targets: [(Availability, PrometheusTarget, reason: String?, declared: String?)] = [
        (Availability.since(2, 51), PrometheusTarget.v2_42, "2.51", ".version(2, 51)"),
        (.since(3, 0), .v2_42, "3.0", ".v3"),
        (.since(2, 51), .version(2, 50), "2.51", ".version(2, 51)"), (.since(2, 51), .version(2, 51), nil, nil),
        (.since(2, 51), .v3, nil, nil),
        (
            .since(2, 49, behind: [.experimentalFunctions]), .v3,
            "only with --enable-feature=promql-experimental-functions",
            ".version(3, 0, flags: [.experimentalFunctions])"
        ),
        (
            .since(3, 5, behind: [.experimentalFunctions]), .version(3, 0, flags: [.fillModifiers]),
            "since 3.5 with --enable-feature=promql-experimental-functions, and the rules are for 3.0 and later",
            ".version(3, 5, flags: [.fillModifiers, .experimentalFunctions])"
        ),
        (.since(3, 5, behind: [.experimentalFunctions]), .version(3, 5, flags: [.experimentalFunctions]), nil, nil),
        (
            .since(3, 7, behind: [.experimentalFunctions], stable: PrometheusVersion(3, 14)), .version(3, 13),
            "only with", ".version(3, 13, flags: [.experimentalFunctions])"
        ),
        (.since(3, 7, behind: [.experimentalFunctions], stable: PrometheusVersion(3, 14)), .version(3, 14), nil, nil),
    ]

    @Test(arguments: targets)
    func aTargetHasItOrSaysWhatToDeclare(
        _ availability: Availability, _ target: PrometheusTarget, _ reason: String?, _ declared: String?
    ) {
        let refusal = availability.refusal(on: target)
        #expect((refusal == nil) == (reason == nil))
        if let refusal, let reason, let declared {
            #expect(refusal.reason.contains(reason), "\(refusal.reason)")
            #expect(refusal.mend.contains("declare target: \(declared), "), "\(refusal.mend)")
        }
    }
}
