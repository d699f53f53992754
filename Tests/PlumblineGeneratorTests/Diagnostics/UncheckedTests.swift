import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// Unchecked PromQL is read before it is written: it stands within other text, which it must not change.
@Suite struct UncheckedTests {
    private static func spec(_ text: String, inPanel panelText: String = "up") -> Spec {
        struct Board {
            let dashboard = Dashboard.test()
            let panel: Panel
        }
        let alert = Alert.test("Changes", when: PromQL<NoLabels, Count>(unchecked: text) > 2)
        let shown = PromQL<NoLabels, Count>(unchecked: panelText)
        return .shop(alert, Board(panel: .stat("All", Series("all", shown), alerts: [alert])))
    }

    @Test(arguments: [
        ("changes(g[5m]) # note", "the comment goes on into what is written behind it", "character 16, \"# note\""),
        ("changes(g[5m]", "there is the end where ',' or ')' has to be", "its end"),
        ("changes(g[5m])) + (1", "there is ')' where an operator, or the end has to be", "character 15, \") + (1\""),
        ("a, b", "there is ',' where an operator, or the end has to be", "character 2, \", b\""),
        ("g[5m]", "it is a range vector, not an instant vector", "character 1, \"g[5m]\""),
    ])
    func isRefusedWithThePlace(_ text: String, _ message: String, _ place: String) {
        let found = problems(of: Self.spec(text))
        #expect(found.map(\.message) == ["the unchecked PromQL of Changes is no expression: \(message)"])
        #expect(found.map(\.mend) == ["look at \(place)"])
    }

    @Test func whatStandsInBracketsIsTaken() throws {
        let plan = try ProvenPlan(Self.spec("changes(g[5m]) # so\n or vector(1)"))
        #expect(plan.remarks.map(\.message).contains { $0.hasPrefix("Changes holds unchecked PromQL: changes") })
    }

    @Test func whatCannotBeJudgedIsNoted() throws {
        let plan = try ProvenPlan(Self.spec("changes(g[5m]) > 1", inPanel: "rate(c[$__rate_interval])"))
        let doubt = "(it cannot be judged: Grafana's variables stand in it)"
        let noted = plan.remarks.map(\.message).filter { $0.contains("it cannot be judged") }
        #expect(noted == ["panel 'All' holds unchecked PromQL: rate(c[$__rate_interval]) \(doubt)"])
    }
}
