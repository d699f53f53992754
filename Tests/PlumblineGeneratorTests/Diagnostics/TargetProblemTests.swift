import Plumbline
import PlumblineGenerator
import PlumblinePlan
import Testing

/// What a spec may use depends on the Prometheus that it is for, wherever it stands.
@Suite struct TargetProblemTests {
    fileprivate struct Metrics { let length = shop.length }

    fileprivate struct Board {
        let dashboard = Dashboard.test()
        let panel: Panel
        let row: ObjectiveRow?
    }

    /// Where an expression may stand.
    enum Place: String, CaseIterable {
        case alert, recording, panel, objective

        var subject: String {
            switch self {
            case .alert: "Fast"
            case .recording: "lane:length:avg"
            case .panel: "panel 'Length'"
            case .objective: "objective 'length'"
            }
        }

        fileprivate func spec<L: LabelSet>(_ query: Query<L, Count>, target: PrometheusTarget) -> Spec {
            let metrics = Metrics()
            let drawn = Series("length", metrics.length)
            func board(_ series: Series? = nil, alerts: [Alert] = [], row: ObjectiveRow? = nil) -> Board {
                let panel = series.map { Panel.graph("Length", drawn, $0) } ?? .stat("Length", drawn, alerts: alerts)
                return Board(panel: panel, row: row)
            }
            switch self {
            case .alert:
                let alert = Alert.test("Fast", when: query > 1, file: "specs/A.swift", line: 7, column: 3)
                return .shop(metrics, alert, board(alerts: [alert]), target: target)
            case .recording:
                let rule = RecordingRule("lane:length:avg", query, file: "specs/A.swift", line: 7, column: 3)
                return .shop(metrics, rule, board(Series("length", rule)), target: target)
            case .panel:
                let series = Series("length", query, file: "specs/A.swift", line: 7, column: 3)
                return .shop(metrics, board(series), target: target)
            case .objective:
                let slo = SLO(
                    "length", "Queues are short.", objective: .percent(99), over: .days(28), good: query.atMost(5),
                    onMissingData: .staysQuiet(because: "the shop is closed"), file: "specs/A.swift", line: 7, column: 3
                )
                return .shop(metrics, slo, board(row: ObjectiveRow(slo)), target: target)
            }
        }
    }

    private static func raw(_ text: String) -> Query<NoLabels, Count> { PromQL(unchecked: text).query }

    /// A function that the vocabulary does not have, as if it had.
    private static var typed: Query<LaneLabels, Count> {
        let query = shop.length.query
        return Query(
            .call("histogram_avg", [query.expression]), unit: query.unit, labels: query.labels, problems: [],
            origin: query.origin)
    }

    @Test(arguments: Place.allCases) func isToldWhereItStands(_ place: Place) {
        let found = problems(of: place.spec(Self.raw("histogram_avg(queue)"), target: .v2_42))
        #expect(found.map(\.origin.description) == ["specs/A.swift:7:3"])
        #expect(
            found.map(\.message) == [
                "the unchecked PromQL of \(place.subject) uses histogram_avg(): in Prometheus since 2.51, and the rules are "
                    + "for 2.42 and later"
            ])
        #expect(
            found.map(\.mend) == [
                "declare target: .version(2, 51), or do without it: character 1, \"histogram_avg(queue)\""
            ])
    }

    @Test(arguments: Place.allCases) func typedIsToldToo(_ place: Place) {
        let found = problems(of: place.spec(Self.typed, target: .v2_42))
        #expect(found.map(\.origin.description) == ["specs/A.swift:7:3"])
        #expect(
            found.map(\.message) == [
                "\(place.subject) uses histogram_avg(): in Prometheus since 2.51, and the rules are for 2.42 and later"
            ])
        #expect(found.map(\.mend) == ["declare target: .version(2, 51), or do without it"])
        #expect(problems(of: place.spec(Self.typed, target: .version(2, 51))).isEmpty)
    }

    @Test(arguments: Place.allCases) func whatTheTargetHasIsAllowedWithoutADoubt(_ place: Place) throws {
        let plan = try ProvenPlan(place.spec(Self.raw("histogram_avg(queue)"), target: .version(2, 51)))
        #expect(
            plan.remarks.map(\.message).filter { $0.contains("holds unchecked PromQL:") }
                == ["\(place.subject) holds unchecked PromQL: histogram_avg(queue)"])
    }

    @Test(arguments: Place.allCases) func whatIsNoExpressionIsRefused(_ place: Place) {
        let found = problems(of: place.spec(Self.raw("queue +"), target: .v3)).map(\.message)
        #expect(
            found == [
                "the unchecked PromQL of \(place.subject) is no expression: there is the end where an expression has to be"
            ])
    }

    @Test func aFlagIsNamed() {
        let text = Self.raw("mad_over_time(queue[5m])")
        let found = problems(of: Place.alert.spec(text, target: .v3))
        #expect(
            found.map(\.message) == [
                "the unchecked PromQL of Fast uses mad_over_time(): in Prometheus only with "
                    + "--enable-feature=promql-experimental-functions"
            ])
        let mend = found.first?.mend ?? ""
        #expect(mend.hasPrefix("declare target: .version(3, 0, flags: [.experimentalFunctions]), or do without it: "))
        let target = PrometheusTarget.version(3, 0, flags: [.experimentalFunctions])
        #expect(problems(of: Place.alert.spec(text, target: target)).isEmpty)
    }

    @Test(arguments: [PrometheusTarget.v2_42, .v3]) func whatIsGoneIsForNoTarget(_ target: PrometheusTarget) {
        let found = problems(of: Place.alert.spec(Self.raw("holt_winters(queue[1h], 0.5, 0.5)"), target: target))
        #expect(
            found.map(\.message) == [
                "the unchecked PromQL of Fast uses holt_winters(): gone since Prometheus 3.0, and the rules are for "
                    + "\(target.version) and later"
            ])
    }

    /// Each once, with the place where it stands first.
    @Test func allAreTold() {
        let text = Self.raw("histogram_avg(queue) + histogram_avg(other) + rate(queue[300])")
        let found = problems(of: Place.recording.spec(text, target: .v2_42)).map(\.mend)
        #expect(
            found == [
                "declare target: .version(2, 51), or do without it: character 1, \"histogram_avg(queue)\"",
                "declare target: .version(2, 54), or do without it: character 58, \"300])\"",
            ])
    }

    /// Before Grafana has put its values in, functions are known by their names.
    @Test(arguments: [
        "histogram_avg(rate(queue[$__rate_interval]))",
        #"label_replace(histogram_avg(a{b="$c"}), "d", "$1", "e", "")"#, "topk($k, histogram_avg(a))",
        "sum by (${label:csv}) (histogram_avg (a))",
    ])
    func templatesAreReadByTheirFunctions(_ text: String) throws {
        let found = problems(of: Place.panel.spec(Self.raw(text), target: .v2_42)).map(\.message)
        #expect(found.count == 1 && found.first?.contains("uses histogram_avg()") == true, "\(found)")
        let allowed = try ProvenPlan(Place.panel.spec(Self.raw(text), target: .v3)).remarks.map(\.message)
        #expect(allowed.contains { $0.hasSuffix("(it cannot be judged: Grafana's variables stand in it)") })
    }

    @Test func anAggregationOfATemplateIsFound() {
        let text = Self.raw("LimitK by (lane) ($k, queue)")
        let found = problems(of: Place.panel.spec(text, target: .v3)).map(\.message)
        #expect(found.count == 1 && found.first?.contains("uses limitk(): in Prometheus only with") == true, "\(found)")
    }

    @Test func nothingIsForOlderOnes() throws {
        let base = #line
        let spec = Spec.shop(shop, target: .version(2, 41))
        try expectProblems(
            of: spec, since: base,
            "+1 the target is Prometheus 2.41, and rules are generated for 2.42 and later; leave target: out, or declare "
                + ".version(2, 42) or a later one")
    }
}
