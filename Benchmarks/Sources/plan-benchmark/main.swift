import Foundation
import Plumbline

@testable import PlumblineGenerator

/// `plan-benchmark ALERTS PER-BLOCK RUNS`: prints, for each run, the seconds of each stage as a line of JSON.
/// `plan-benchmark ALERTS PER-BLOCK --write FOLDER`: writes what is generated, for others to read.
let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 3, let count = Int(arguments[1]), let size = Int(arguments[2]), count > 0, size > 0 else {
    print("usage: plan-benchmark ALERTS PER-BLOCK (RUNS | --write FOLDER)")
    exit(64)
}

do {
    if arguments[3] == "--write", let folder = arguments.dropFirst(3).first {
        let spec = SyntheticSpec(alerts: count, perBlock: size).spec
        _ = try OutputFolder(root: folder).write(outputFiles(of: spec, templates: Templates()))
    } else if let runs = Int(arguments[3]) {
        for _ in 0..<runs { print(try timedRun(alerts: count, perBlock: size).json) }
    }
} catch {
    print("plan-benchmark: \(error)")
    exit(1)
}
