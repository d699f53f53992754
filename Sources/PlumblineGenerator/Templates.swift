import Mustache
import PlumblineTemplates

/// Mustache texts that people may change: headers now, pages later. A `templates/` folder beside the specs overrides
/// the defaults, file by file.
public struct Templates: Sendable {
    private let parsed: [String: MustacheTemplate]

    /// Parses the defaults with `overrides` (name without `.mustache` → text) in their place.
    ///
    /// - Throws: `TemplateError` that names the template and what is wrong with it.
    public init(overrides: [String: String] = [:]) throws(TemplateError) {
        var parsed: [String: MustacheTemplate] = [:]
        for (name, bytes) in defaultTemplates {
            let text = overrides[name] ?? String(decoding: bytes, as: UTF8.self)
            if text.utf8.contains(UInt8(ascii: "\r")) {
                throw TemplateError(
                    name: name,
                    reason: "it has line ends of Windows (CRLF); "
                        + "put 'templates/** text eol=lf' into .gitattributes and check it out again")
            }
            do {
                parsed[name] = try MustacheTemplate(string: text)
            } catch {
                throw TemplateError(name: name, reason: "\(error)")
            }
        }
        for name in overrides.keys.sorted() where parsed[name] == nil {
            throw TemplateError(
                name: name,
                reason: "there is no such template; there are \(parsed.keys.sorted().joined(separator: ", "))")
        }
        self.parsed = parsed
    }

    func render(_ name: String, _ values: [String: Any]) -> String {
        parsed[name]?.render(values) ?? ""
    }
}

/// A template that cannot be used.
public struct TemplateError: Error, CustomStringConvertible {
    let name: String
    let reason: String

    /// `templates/swift_header.mustache: …`
    public var description: String { "templates/\(name).mustache: \(reason)" }
}
