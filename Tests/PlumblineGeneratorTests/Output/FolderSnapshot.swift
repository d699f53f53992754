import Foundation

@testable import PlumblineGenerator

/// Every file under a root by its relative path, as text; `-> target` for a symbolic link.
func snapshot(_ root: String) throws -> [String: String] {
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
        let full = "\(root)/\(path)"
        switch try FileManager.default.attributesOfItem(atPath: full)[.type] as? FileAttributeType {
        case .typeSymbolicLink: files[path] = "-> " + (try FileManager.default.destinationOfSymbolicLink(atPath: full))
        case .typeDirectory: continue
        default: files[path] = try String(contentsOfFile: full, encoding: .utf8)
        }
    }
    return files
}

func outputFiles(_ files: [String: String]) -> [OutputFile] {
    files.map { OutputFile(path: $0.key, bytes: Array($0.value.utf8)) }
}

/// The files as the generator leaves them: with the list of them.
func listed(_ files: [String: String], with others: [String: String] = [:]) -> [String: String] {
    let list = OutputManifest(Set(files.keys)).file(in: "generated")
    return files.merging([list.path: String(decoding: list.bytes, as: UTF8.self)]) { $1 }.merging(others) { $1 }
}

extension OutputFolder {
    /// What writing says when it fails; nil when it does not.
    func refusalToWrite(_ files: [OutputFile]) -> String? {
        do throws(OutputError) {
            let blocked = try write(files).inTheWay
            return blocked.isEmpty ? nil : "in the way: \(blocked.joined(separator: ", "))"
        } catch { return error.description }
    }

    /// What comparing says when it fails; nil when it does not.
    func refusalToCompare(_ files: [OutputFile]) -> String? {
        do throws(OutputError) {
            _ = try comparison(with: files)
            return nil
        } catch { return error.description }
    }
}
