import Foundation
import Plumbline

@testable import PlumblineGenerator

/// `plan-benchmark alerts|objectives COUNT PER-BLOCK RUNS`: prints, for each run, the seconds of each stage as a line of
/// JSON. With `--write FOLDER` in place of the runs it writes what is generated, for others to read.
let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 4, ["alerts", "objectives"].contains(arguments[0]), let count = Int(arguments[1]),
    let size = Int(arguments[2]), count > 0, size > 0
else {
    print("usage: plan-benchmark alerts|objectives COUNT PER-BLOCK (RUNS | --write FOLDER)")
    exit(64)
}
let ofAlerts = arguments[0] == "alerts"

do {
    if arguments[3] == "--write", let folder = arguments.dropFirst(4).first {
        let spec =
            ofAlerts
            ? SyntheticSpec(alerts: count, perBlock: size).spec
            : SyntheticObjectives(count: count, perBlock: size).spec
        _ = try OutputFolder(root: folder).write(outputFiles(of: spec, templates: Templates()))
    } else if let runs = Int(arguments[3]) {
        for _ in 0..<runs {
            let run =
                try ofAlerts ? timedRun(alerts: count, perBlock: size) : timedRun(objectives: count, perBlock: size)
            print(run.json)
        }
    }
} catch {
    print("plan-benchmark: \(error)")
    exit(1)
}
