/// One thing that is wrong with a spec: what, where, and how to mend it.
///
/// Problems are collected, never thrown one at a time, so that a person sees all of them at once.
public struct Problem: Sendable, Hashable {
    /// Another place that belongs to the problem, such as the first of two clashing declarations.
    public struct Note: Sendable, Hashable {
        /// What is to be seen there.
        public let message: String
        /// The place itself.
        public let origin: Origin

        package init(_ message: String, _ origin: Origin) {
            self.message = message
            self.origin = origin
        }
    }

    /// What is wrong, in one sentence without a full stop.
    public let message: String
    /// The declaration that has to change.
    public let origin: Origin
    /// What to write instead.
    public let mend: String
    /// Further places.
    public let notes: [Note]

    package init(_ message: String, at origin: Origin, mend: String, notes: [Note] = []) {
        self.message = message
        self.origin = origin
        self.mend = mend
        self.notes = notes
    }
}
