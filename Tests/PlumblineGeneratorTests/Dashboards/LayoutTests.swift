import Plumbline
import TestSupport
import Testing

@testable import PlumblineGenerator
@testable import specs

struct LayoutTests {
    @Test func asItIsLaidOut() throws {
        let board = try #require(try BoardModel.all(of: cornerShop).first)
        #expect(
            board.panels.map {
                "\($0.type) '\($0.title)' \($0.gridPos.x),\($0.gridPos.y) \($0.gridPos.w)×\($0.gridPos.h)"
            } == [
                "row 'Summary' 0,0 24×1", "stat 'Occupancy' 0,1 4×4", "timeseries 'Queue' 4,1 8×8",
                "timeseries 'Wait' 12,1 12×9", "stat 'Budget' 0,10 4×4", "row 'Details' 0,14 24×1",
                "timeseries 'Served' 0,15 24×9",
            ])
    }

    @Test(arguments: [cornerShop, featureStore, EveryPanel.spec])
    func declaredBoards(spec: Spec) throws {
        for board in try BoardModel.all(of: spec) { expectSound(board) }
    }

    @Test(arguments: 0..<40)
    func randomBoards(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let items = (0..<Int.random(in: 1...40, using: &generator)).map { number -> (String, any Declaration) in
            if number > 0, Int.random(in: 0..<6, using: &generator) == 0 {
                return ("row\(number)", Row("Row \(number)"))
            }
            return ("panel\(number)", Panel.random(number, using: &generator))
        }
        let board = try #require(try BoardModel.all(of: .board(items)).first)
        #expect(board.panels.count == items.count)
        expectSound(board)
    }

    /// An id depends on the property's name alone, whatever comes, goes or moves around the panel.
    @Test func idsStay() throws {
        func ids(_ properties: [String]) throws -> [String: Int] {
            let items = properties.map { ($0, Panel.text($0.uppercased(), markdown: "x") as any Declaration) }
            let panels = try #require(try BoardModel.all(of: .board(items)).first).panels
            return Dictionary(uniqueKeysWithValues: panels.map { ($0.title, $0.id) })
        }
        let before = try ids(["a", "b", "c", "d"])
        for order in [["d", "c", "b", "a"], ["a", "d"], ["x", "a", "y", "b", "c", "d", "z"]] {
            for (title, id) in try ids(order) where before[title] != nil { #expect(id == before[title]) }
        }
        #expect(before == ["A": 695_349_440, "B": 695_348_969, "C": 695_349_694, "D": 695_352_895])
    }

    private func expectSound(_ board: BoardModel) {
        let panels = board.panels
        #expect(Set(panels.map(\.id)).count == panels.count)
        #expect(panels.allSatisfy { (1...Int(Int32.max)).contains($0.id) })
        for (index, panel) in panels.enumerated() {
            let place = panel.gridPos
            #expect(place.x >= 0 && place.y >= 0 && place.w > 0 && place.h > 0 && place.x + place.w <= 24)
            for other in panels[..<index] { #expect(!place.overlaps(other.gridPos), "\(panel.title), \(other.title)") }
            if panel.type == "row" { #expect(place.x == 0 && place.w == 24 && place.h == 1) }
            let letters = (panel.targets ?? []).map(\.refId)
            #expect(letters == Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".prefix(letters.count)).map(String.init))
        }
        let readingOrder = panels.map { ($0.gridPos.y, $0.gridPos.x) }
        #expect(zip(readingOrder, readingOrder.dropFirst()).allSatisfy { $0 < $1 })

        let defined = board.templating.list.map(\.name)
        #expect(Set(defined).count == defined.count)
        for target in panels.flatMap({ $0.targets ?? [] }) {
            for used in target.expr.matches(of: /\$(\w+)/).map({ String($0.output.1) }) where !used.hasPrefix("__") {
                #expect(defined.contains(used))
            }
        }
    }
}

extension BoardModel.Panel.Grid {
    fileprivate func overlaps(_ other: Self) -> Bool {
        x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h
    }
}

extension Panel {
    fileprivate static func random(_ number: Int, using generator: inout SeededGenerator) -> Panel {
        let size = Size(
            width: Int.random(in: 1...24, using: &generator), height: Int.random(in: 1...12, using: &generator))
        let series = Series("s", PromQL<NoLabels, Count>(unchecked: "up"))
        return switch Int.random(in: 0..<4, using: &generator) {
        case 0: .text("Panel \(number)", markdown: "x", size: size)
        case 1: .stat("Panel \(number)", series, size: size)
        case 2: .gauge("Panel \(number)", series, series, series, size: size)
        default: .graph("Panel \(number)", series, series, size: size)
        }
    }
}

extension Spec {
    /// A spec of nothing but a dashboard.
    fileprivate static func board(_ items: [(property: String, declaration: any Declaration)]) -> Spec {
        let dashboard = Dashboard.test()
        let all =
            [SpecItem(property: "dashboard", declaration: dashboard)]
            + items.map { SpecItem(property: $0.property, declaration: $0.declaration, dashboard: dashboard) }
        return Spec(
            "shop", module: "Shop", scrape: .init(job: "shop", interval: .seconds(15), retention: .days(30)),
            runbooks: nil, grafana: "https://grafana.example.com", items: all, origin: dashboard.origin)
    }
}
