import Plumbline
import TestSupport

@testable import PlumblineGenerator
@testable import PlumblinePlan

/// A spec with one of nearly everything and hostile texts in all places, by a seed: the same seed gives the same spec.
///
/// Prose may be anything. What has a grammar of its own, such as a name or an address, is mostly as it should be, so that
/// most specs are generated.
struct FuzzedSpec {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    struct Labels: LabelSet {
        let text = OpenLabel("text", limit: 30)
        let odd = Label<Hostile.Odd>("odd")
    }

    struct Contents {
        let group: RuleGroup
        let load: Gauge<Labels, Count>
        let wait: Histogram<Labels, Time>
        let recorded: RecordingRule<Labels, Count>
        let alerts: [Alert]
        let objective: SLO<Labels, Time>
        let routing: Routing
        let cluster: Kubernetes
        let provisioning: GrafanaProvisioning
        let variable: Variable
    }

    struct Board {
        let dashboard: Dashboard
        let row: Row
        let mark: Annotation
        let panels: [Panel]
        let budget: ObjectiveRow
    }

    mutating func spec() -> Spec {
        let contents = contents()
        return .shop(
            contents, board(contents), service: rarely("shop"), module: rarely("Fuzzed"), runbooks: address("/"),
            grafana: "https://grafana.example.com", outputs: Set(Output.allCases))
    }

    private mutating func contents() -> Contents {
        let load = Gauge(rarely("fuzz_load"), prose(), labels: Labels.self)
        let wait = Histogram(
            "fuzz_wait_seconds", prose(), unit: .seconds, buckets: [0.1, 0.5, 1], labels: Labels.self)
        return Contents(
            group: RuleGroup(prose()), load: load, wait: wait,
            recorded: RecordingRule("fuzz:load:sum", load.where(\.text, .isNot(prose())), labels: ["note": prose()]),
            alerts: (0..<2).map { alert($0, load) },
            objective: SLO(
                rarely("fast"), prose(), objective: .percent(99), over: .days(7),
                good: wait.faster(than: .seconds(0.5)), onMissingData: .staysQuiet(because: "idle"), impact: prose(),
                firstSteps: [prose(), prose()]),
            routing: Routing(
                warning: .slack(rarely("chat"), channel: "#" + rarely("shop"), urlFile: "/etc/" + rarely("slack-url")),
                critical: .webhook("on-call", url: address(), tokenFile: "/etc/" + rarely("token"))),
            cluster: Kubernetes(namespace: rarely("shop"), selectedBy: ["release": rarely("stack")]),
            provisioning: GrafanaProvisioning(
                prometheus: address(), folder: prose(), dashboardPath: "/" + rarely("var/lib")),
            variable: Variable(rarely("text"), label: prose(), valuesOf: \.text, in: load))
    }

    private mutating func alert(_ number: Int, _ load: Gauge<Labels, Count>) -> Alert {
        let matched =
            Bool.random(using: &generator)
            ? load.where(\.text, .is(prose())) : load.where(\.text, .isOneOf(prose(), prose()))
        let (before, after) = (prose(), prose())
        return Alert(
            rarely("Fuzzed\(number)"), when: matched > 1, for: .minutes(5), severity: .warning,
            summary: "\(before)\(label: \.text)\(after)", description: "\(prose())",
            runbook: Bool.random(using: &generator) ? address() : nil, meaning: prose(), impact: prose(),
            firstSteps: [prose()], labels: [rarely("team"): prose()], onMissingData: .staysQuiet(because: prose()))
    }

    private mutating func board(_ contents: Contents) -> Board {
        let load = contents.load.where(\.text, .isSelected(in: contents.variable))
        return Board(
            dashboard: Dashboard(
                rarely("fuzzed"), title: prose(), summary: prose(), tags: [prose(), prose()],
                links: [.url(prose(), address())]),
            row: Row(prose()), mark: Annotation(prose(), firing: contents.alerts[0]),
            panels: [
                .graph(
                    prose(), Series("\(prose())\(label: \.text)", load), alerts: contents.alerts, summary: prose(),
                    links: [.url(prose(), address())]),
                .text(prose(), markdown: prose()),
                .stat(prose(), Series("\(prose())", contents.recorded), mappings: [.value(1, prose(), .green)]),
            ],
            budget: ObjectiveRow(contents.objective))
    }

    /// Any text with something to see in it.
    private mutating func prose() -> String {
        var text =
            Int.random(in: 0..<4, using: &generator) == 0
            ? Hostile.texts.randomElement(using: &generator) ?? ""
            : HostileText.random(using: &generator, mayBeLong: false)
        if text.utf8.count > 1000 { text = "long" }
        switch Int.random(in: 0..<200, using: &generator) {
        case 0: return text + "\0"
        case 1: return text + "\u{FFFD}"
        case 2..<30: text += ["\n", "\n\n", "\n\n\n", "\n ", " \n\n"].randomElement(using: &generator) ?? ""
        default: break
        }
        text = text.swapping("\u{FFFD}", for: "?")
        return text.allSatisfy(\.isWhitespace) ? text + "x" : text
    }

    /// The text, or one in fifty times another.
    private mutating func rarely(_ usual: String) -> String {
        guard Int.random(in: 0..<50, using: &generator) == 0 else { return usual }
        return Bool.random(using: &generator) ? usual + prose() : String(repeating: "n", count: 300)
    }

    private mutating func address(_ end: String = "") -> String {
        let pieces = [
            "a", "/", "?q=", "#", "%20", "&", "(", ")", "<b>", "|", "\\", "\"", "`", "'", "{{", "}}", "é", "漢", "[x]",
            "*", "_",
            "$x", "~",
        ]
        let rare = ["%zz", " ", "\n", "\u{200D}", "%", "\u{85}"]
        var text = "https://example.com/"
        for _ in 0..<Int.random(in: 0..<6, using: &generator) {
            text +=
                (Int.random(in: 0..<60, using: &generator) == 0 ? rare : pieces).randomElement(using: &generator) ?? ""
        }
        return text + end
    }
}
