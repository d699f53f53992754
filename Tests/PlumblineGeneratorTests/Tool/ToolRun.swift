import Plumbline
import PlumblineTool
import Synchronization

/// A command of the tool, run in this process.
struct ToolRun {
    let status: Int32
    /// What went to standard output.
    let output: String
    /// What went to standard error.
    let errors: String

    init(_ arguments: String..., spec: Spec) { self.init(arguments: arguments, spec: spec) }

    init(arguments: [String], spec: Spec) {
        let said = Mutex((output: "", errors: ""))
        let terminal = Terminal { text, isError in
            said.withLock { if isError { $0.errors += text } else { $0.output += text } }
        }
        status = SpecTool.run(arguments, spec, terminal)
        (output, errors) = said.withLock { $0 }
    }
}
