import ArgumentParser
import Plumbline
import PlumblineGenerator

struct Locate: SpecCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print file:line:column of the declaration behind an alert, metric, rule, objective or panel.")

    @Argument(help: "A name as Prometheus or Grafana shows it, or as the spec's property.")
    var name: String

    func run(_ spec: Spec, _ terminal: Terminal) throws -> Bool {
        let places = allPlaces(Declarations(spec))
        let found = places.filter { $0.names.contains(name) || $0.names.contains(where: seriesOfHistogram) }
        guard found.isEmpty else {
            for place in found { terminal.say("\(place.origin): \(place.kind) \(place.names[0])\n") }
            return true
        }
        let near = places.map(\.names[0]).filter { $0.lowercased().contains(name.lowercased()) }
        terminal.say(
            "nothing is called '\(name)'"
                + (near.isEmpty
                    ? "; specs list shows all names\n" : "; did you mean \(near.joined(separator: ", "))?\n"),
            isError: true)
        return false
    }

    /// `manifest_insert_latency_ms_bucket` belongs to `manifest_insert_latency_ms`.
    private func seriesOfHistogram(_ candidate: String) -> Bool {
        ["_bucket", "_sum", "_count"].contains { name == candidate + $0 }
    }
}

struct List: SpecCommand {
    static let configuration = CommandConfiguration(abstract: "Print everything that has a name, with its place.")

    func run(_ spec: Spec, _ terminal: Terminal) throws -> Bool {
        for place in allPlaces(Declarations(spec)) {
            terminal.say("\(place.kind)\t\(place.names[0])\t\(place.origin)\n")
        }
        return true
    }
}
