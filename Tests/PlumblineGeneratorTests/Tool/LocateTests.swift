import Plumbline
import Testing

@testable import PlumblineGenerator
@testable import PlumblinePlan

struct LocateTests {
    @Test(arguments: [
        ("WaitLong", CornerShop.rules.waitLong.origin, "alert WaitLong"),
        ("waitLong", CornerShop.rules.waitLong.origin, "alert WaitLong"),
        ("queue_length", shop.length.origin, "metric queue_length"),
        ("queue_wait_seconds", shop.wait.origin, "metric queue_wait_seconds"),
        ("queue_wait_seconds_bucket", shop.wait.origin, "metric queue_wait_seconds"),
        ("queue_wait_seconds_sum", shop.wait.origin, "metric queue_wait_seconds"),
        ("queue_wait_seconds_count", shop.wait.origin, "metric queue_wait_seconds"),
        ("served", shop.served.origin, "metric customers_served_total"),
        ("lane:queue_wait_seconds:p95", CornerShop.rules.waitP95.origin, "recording rule lane:queue_wait_seconds:p95"),
        ("short-wait", CornerShop.objectives.wait.origin, "objective short-wait"),
        ("corner-shop", CornerShop.identity.origin, "dashboard corner-shop"),
        ("Corner shop", CornerShop.identity.origin, "dashboard corner-shop"),
        ("Occupancy", CornerShop.board.occupancy.origin, "panel Occupancy"),
        ("\(panelID("length"))", CornerShop.board.length.origin, "panel Queue"),
        ("lane", CornerShop.variables.lane.origin, "variable lane"),
    ])
    func one(name: String, origin: Origin, what: String) {
        let run = ToolRun("locate", name, spec: cornerShop)
        #expect(run.status == 0)
        #expect(run.output.split(separator: "\n").contains("\(origin): \(what)"), "\(run.output)\(run.errors)")
    }

    @Test func allThatShareTheName() {
        #expect(
            ToolRun("locate", "wait", spec: cornerShop).output == """
                \(shop.wait.origin): metric queue_wait_seconds
                \(CornerShop.objectives.wait.origin): objective short-wait
                \(CornerShop.board.wait.origin): panel Wait

                """)
    }

    @Test func unknown() {
        let near = ToolRun("locate", "waitlon", spec: cornerShop)
        #expect(near.status == 1 && near.output == "")
        #expect(near.errors == "nothing is called 'waitlon'; did you mean WaitLong?\n")
        let far = ToolRun("locate", "zebra", spec: cornerShop)
        #expect(far.status == 1)
        #expect(far.errors == "nothing is called 'zebra'; specs list shows all names\n")
    }

    @Test func list() {
        let run = ToolRun("list", spec: cornerShop)
        #expect(run.status == 0 && run.errors == "")
        let lines = run.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
        #expect(
            lines.map { "\($0[0]) \($0[1])" } == [
                "metric queue_length", "metric queue_wait_seconds", "metric customers_served_total",
                "metric till_occupancy_ratio", "objective short-wait", "recording rule lane:queue_wait_seconds:p95",
                "alert WaitLong", "alert TillsIdle", "alert ShopShortWaitBudgetBurnsFast",
                "alert ShopShortWaitBudgetBurnsSlowly", "variable lane", "dashboard corner-shop", "panel Occupancy",
                "panel Queue", "panel Wait", "panel Budget", "panel Served",
            ])
        #expect(lines[0][2] == "\(shop.length.origin)")
    }
}
