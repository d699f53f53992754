import ArgumentParser
import Plumbline
import PlumblinePlan

struct Locate: SpecCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print file:line:column of the declaration behind an alert, metric, rule, objective or panel.")

    @Argument(help: "A name as Prometheus or Grafana shows it, or as the spec's property.")
    var name: String

    func run(_ spec: Spec, _ terminal: Terminal) throws -> Bool {
        let places = allPlaces(Declarations(spec))
        let found = places.filter { $0.names.contains(name) }
        guard found.isEmpty else {
            for place in found { terminal.say("\(place.origin): \(place.kind) \(place.names[0])\n") }
            return true
        }
        let near = places.map(\.names[0]).filter { $0.isNear(name) }
        terminal.say(
            "nothing is called '\(name)'"
                + (near.isEmpty
                    ? "; specs list shows all names\n" : "; did you mean \(near.joined(separator: ", "))?\n"),
            isError: true)
        return false
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

extension String {
    /// Whether a person may have meant this when writing the other: a part of it, or a few letters off.
    fileprivate func isNear(_ other: String) -> Bool {
        let (mine, theirs) = (Array(lowercased()), Array(other.lowercased()))
        return lowercased().contains(other.lowercased()) || mine.distance(to: theirs) <= Swift.min(3, theirs.count / 3)
    }
}
