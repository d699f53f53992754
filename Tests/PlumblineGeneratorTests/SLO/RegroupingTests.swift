import Plumbline
import PlumblineGenerator
import PlumblinePlan
import TestSupport
import Testing

/// E6: an objective gets other groups than it had. What was recorded before is of no effect on what it is now.
@Suite struct RegroupingTests {
    private static func slo(by labels: PartialKeyPath<RequestLabels>...) -> any Declaration {
        switch labels {
        case []:
            SLO(
                "calls", "Calls.", objective: .percent(99.9), over: .days(30), good: Shop.succeeding,
                onMissingData: .staysQuiet(because: "idle"))
        case [\.region]:
            SLO(
                "calls", "Calls.", objective: .percent(99.9), over: .days(30), good: Shop.succeeding, by: \.region,
                onMissingData: .staysQuiet(because: "idle"))
        default:
            SLO(
                "calls", "Calls.", objective: .percent(99.9), over: .days(30), good: Shop.succeeding, by: \.region,
                \.outcome, onMissingData: .staysQuiet(because: "idle"))
        }
    }

    /// Everything that another form of the objective recorded in the two hours before: nothing but failures.
    private static func recorded(by labels: String) -> [(series: String, values: String)] {
        let own = #"service="shop",slo="calls"\#(labels)"#
        let events = ["total", "bad", "minutes"].flatMap { kind in
            let count = kind == "minutes" ? 1 : 1000
            return [
                (#"slo:events:increase{\#(own),kind="\#(kind)",window="1m"}"#, "\(count)x120"),
                (#"slo:events:increase{\#(own),kind="\#(kind)",window="piece-30m"}"#, "\(30 * count)x120"),
                (#"slo:events:increase{\#(own),kind="\#(kind)",window="ended-30m"}"#, "\(30 * count)x120"),
            ]
        }
        return events
            + ["5m", "30m", "1h", "2h", "6h", "1d", "3d", "30d"].map { window in
                (#"slo:error:ratio{\#(own),window="\#(window)"}"#, "1x120")
            }
    }

    @Test(arguments: [
        (slo(), #",by="region",region="north""#), (slo(), #",by="outcome,region",outcome="error",region="north""#),
        (slo(by: \.region), ""), (slo(by: \.region), #",by="outcome,region",outcome="error",region="north""#),
    ])
    func theOldSeriesAreNotRead(_ slo: any Declaration, _ old: String) throws {
        let by = try #require(slo as? any AnySLO).objectiveDeclaration.identity.by
        var rehearsal = try Rehearsal(
            [slo], [CountingTests.requests(.success, "_x120 0+100x60")] + Self.recorded(by: old))
        let own = #"slo="calls",by="\#(by)""#
        for minute in [122, 125, 140, 180] {
            rehearsal.expect(0, of: #"ALERTS{slo="calls"}"#, at: minute)
            rehearsal.expect(0, of: "slo:error:ratio{\(own)} > 0", at: minute)
        }
        rehearsal.expect(8, of: "slo:error:ratio{\(own)} == 0", at: 140)
        rehearsal.expect(1, of: "slo:error_budget:remaining{\(own)} == 1", at: 140)
        try rehearsal.play()
    }

    /// In any order of the labels the groups are the same ones.
    @Test func theLabelsAreSorted() {
        #expect(RecordedObjective(name: "calls", groupedBy: ["region", "outcome"]).by == "outcome,region")
        #expect(RecordedObjective(name: "calls", groupedBy: []).by == "")
    }

    @Test func itIsAnnounced() throws {
        let (one, each, both) = (Self.slo(), Self.slo(by: \.region), Self.slo(by: \.region, \.outcome))
        func note(_ now: String, _ before: String) -> String {
            "objective 'calls' is by \(now) now, and was by \(before): its budget and alerts begin anew"
        }
        try withTemporaryFolder { root in
            func notes(_ command: String, _ slo: any Declaration) -> [String] {
                let run = ToolRun(command, "--root", root, spec: Shop.spec([slo]))
                return (run.output + run.errors).split(separator: "\n").filter { $0.contains("begin anew") }.map {
                    String($0.split(separator: ": note: ").last ?? "")
                }
            }
            #expect(notes("generate", one) == [])
            #expect(notes("check", each) == [note("region", "nothing")])
            #expect(notes("generate", each) == [note("region", "nothing")])
            #expect(notes("check", each) == [])
            #expect(notes("generate", both) == [note("outcome, region", "region")])
            #expect(notes("generate", one) == [note("nothing", "outcome, region")])
        }
    }

    /// The proof says whose series are read.
    @Test(arguments: [(slo(), #"by="", "#), (slo(by: \.region), #"by="region", "#)])
    func aReaderOfAllGroupsIsFound(_ slo: any Declaration, _ matcher: String) throws {
        let run = try Proving(Shop.spec([slo])).breaking(
            #"slo="calls", \#(matcher)kind="bad", window="1m""#, #"slo="calls", kind="bad", window="1m""#
        ).run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }
}
