import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// Counters that do not fit are errors, each with a remedy.
@Suite struct CheckCounterPairTests {
    struct CodeLabels: LabelSet {
        let region = Label<Region>("region")
        let code = ExternalLabel("code")
    }

    private static let failures = Counter(external: "failures_total", "Failures.", labels: CodeLabels.self)
    private static let calls = Counter(external: "calls_total", "Calls.", labels: CodeLabels.self)
    private static let plain = Counter(external: "plain_total", "Plain.")

    private static func found<L: LabelSet, D>(
        _ sli: SLI<L, D>, by labels: PartialKeyPath<L>? = nil, also: [any Sendable] = []
    ) -> [String] {
        let spec = Shop.spec([Shop.calls(sli, by: labels)], also: [failures, calls, plain] + also)
        return problems(of: spec).map { "\($0.message); \($0.mend)" }
    }

    @Test func theyFit() {
        #expect(Self.found(SLI(bad: Self.failures, total: Self.calls), by: \.region).isEmpty)
        #expect(
            Self.found(
                SLI(
                    bad: Self.failures.where(\.code, .matches("5..")), total: Self.calls.where(\.code, .isNot("499")))
            ).isEmpty)
        #expect(
            Self.found(
                SLI(
                    bad: Self.failures.where(\.region, .is(.north)),
                    total: Self.calls.where(\.region, .isOneOf(.north, .south)))
            ).isEmpty)
    }

    @Test func aCounterOfItself() {
        #expect(
            Self.found(SLI(bad: Shop.requests, total: Shop.requests)) == [
                """
                objective 'calls' counts every event of shop_requests_total as a bad one; narrow that side, as in bad: \
                counter.where(…), or name another counter
                """
            ])
    }

    @Test func unlikeUnits() {
        let (seconds, milliseconds) = (
            Counter(external: "busy_seconds_total", "Busy.", unit: .seconds),
            Counter(external: "lost_milliseconds_total", "Lost.", unit: .milliseconds)
        )
        #expect(
            Self.found(SLI(bad: milliseconds, total: seconds), also: [seconds, milliseconds]) == [
                """
                objective 'calls' counts lost_milliseconds_total in milliseconds and busy_seconds_total in seconds; pair \
                counters of one unit
                """
            ])
    }

    @Test func aGroupThatOneOfThemLacks() {
        #expect(
            Self.found(SLI(bad: Self.plain, total: Self.calls), by: \.region) == [
                """
                objective 'calls' is grouped by 'region', which plain_total does not have; add the label to its \
                declaration, or group by labels that both counters have
                """
            ])
    }

    @Test(arguments: [
        (Match<String>.is("500"), Match<String>.is("200")), (.isOneOf("500", "503"), .isNot("500")),
        (.is("200"), .matches("5..")),
    ])
    func matchersThatContradict(_ bad: Match<String>, _ total: Match<String>) {
        let found = Self.found(
            SLI(bad: Self.failures.where(\.code, bad), total: Self.calls.where(\.code, total)))
        let problem = """
            objective 'calls' matches 'code' in failures_total and calls_total so that no value fits both; let the same \
            values through on both sides
            """
        // 503 is among both.
        #expect(found == (bad.isAmongOthers ? [] : [problem]))
    }

    @Test func closedValuesThatContradict() {
        #expect(
            Self.found(
                SLI(
                    bad: Self.failures.where(\.region, .isNot(.north)),
                    total: Self.calls.where(\.region, .doesNotMatch("s.*")))
            ).map { $0.prefix(71) } == ["objective 'calls' matches 'region' in failures_total and calls_total so"])
    }

    @Test func aMatcherOnOneSideAlone() {
        #expect(
            Self.found(SLI(bad: Self.failures, total: Self.calls.where(\.region, .is(.north)))) == [
                """
                objective 'calls' matches 'region' in calls_total and not in failures_total, which has it too; put the \
                matcher on both sides, or bad events are counted that are not among all
                """
            ])
    }

    @Test func whatHasNoEventsIsNotNarrowed() {
        let sli = Shop.hitRatio.atLeast(.percent(95)).good(where: \.job, .is("shop"))
        #expect(
            Self.found(sli) == [
                """
                only events of one counter or histogram are good or bad by a label; narrow what the SLI is made of, as in \
                counter.where(…) or gauge.where(…)
                """
            ])
    }

    /// What comes with its first event, on either side.
    @Test func firstEventsAreRemarkedOn() throws {
        let slo = SLO(
            "calls", "Calls.", objective: .percent(99), over: .days(30),
            good: SLI(bad: Self.failures, total: Self.plain), onMissingData: .staysQuiet(because: "idle"))
        let remarks = try Plan(Shop.spec([slo], also: [Self.failures, Self.plain])).remarks.map(\.message)
        #expect(
            remarks.contains {
                $0.hasPrefix("objective 'calls' does not count the first event of each new value of code,")
            }, "\(remarks)")
    }
}

extension Match {
    fileprivate var isAmongOthers: Bool { operand == .oneOf(["500", "503"]) }
}
