import Foundation
import Plumbline
import Testing

@testable import PlumblineGenerator

/// A dashboard file, as much of it as the tests look at.
struct BoardModel: Decodable {
    struct Panel: Decodable {
        struct Grid: Decodable, Equatable {
            let x, y, w, h: Int
        }
        struct Target: Decodable {
            let refId, expr: String
        }
        struct FieldConfig: Decodable {
            let defaults: Defaults
        }
        struct Defaults: Decodable {
            let thresholds: Thresholds
        }
        struct Thresholds: Decodable {
            let steps: [Step]
        }
        struct Step: Decodable, Equatable {
            let color: String
            let value: Double?
        }

        let id: Int
        let type, title: String
        let gridPos: Grid
        let targets: [Target]?
        let fieldConfig: FieldConfig?

        /// Such as `green, orange 5, red 25`.
        var steps: String {
            let steps = fieldConfig?.defaults.thresholds.steps ?? []
            return steps.map { step in step.color + (step.value.map { " \($0.formatted())" } ?? "") }
                .joined(separator: ", ")
        }
    }
    struct Templating: Decodable {
        let list: [Variable]
    }
    struct Variable: Decodable {
        let name: String
    }

    let uid: String
    let panels: [Panel]
    let templating: Templating

    /// The dashboards of a spec, read back from their files.
    static func all(of spec: Spec) throws -> [BoardModel] {
        try dashboardFiles(of: spec).map { try JSONDecoder().decode(BoardModel.self, from: Data($0.bytes)) }
    }
}

func dashboardFiles(of spec: Spec) throws -> [OutputFile] {
    try outputFiles(of: spec, templates: Templates()).filter { $0.path.hasPrefix("generated/grafana_dashboard_") }
}
