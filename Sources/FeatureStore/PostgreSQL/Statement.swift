/// SQL as written in the source, with `$1`, `$2` … for what comes from outside.
///
/// It takes a `StaticString`, so that text built from input does not compile.
struct Statement: Sendable {
    let text: String
    /// Where a connection prepares the statement once and then reuses it, the name under which it does.
    let name: String?

    /// A statement that is parsed each time.
    init(_ text: StaticString) {
        self.text = text.description
        name = nil
    }

    /// A statement that each connection prepares on first use.
    init(prepared name: StaticString, _ text: StaticString) {
        self.text = text.description
        self.name = name.description
    }
}
