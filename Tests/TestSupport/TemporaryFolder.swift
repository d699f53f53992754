import Foundation

/// Makes an empty folder for the work, and removes it with all that is in it.
package func withTemporaryFolder<Value>(_ work: (_ path: String) throws -> Value) throws -> Value {
    let path = try makeTemporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try work(path)
}

/// The same for work that waits.
package func withTemporaryFolder<Value>(_ work: (_ path: String) async throws -> Value) async throws -> Value {
    let path = try makeTemporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await work(path)
}

private func makeTemporaryFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "plumbline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path(percentEncoded: false)
}

/// Writes files as somebody else would.
package func put(_ files: [String: String], in root: String) throws {
    for (path, text) in files {
        let url = URL(filePath: "\(root)/\(path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }
}
