import Foundation
import Plumbline
import PlumblineGenerator
import TestSupport
import Testing

struct FormatTests {
    private static let first = Origin("specs/Metrics.swift", 3, 9)
    private static let second = Origin("specs/Metrics.swift", 40, 5)
    private static let problems = [
        Problem(
            "'a' is declared twice", at: second, mend: "rename one of them",
            notes: [.init("first declared here", first)]),
        Problem("100 % of 'x\ny' \u{1B}[2J\r, done", at: Origin("specs/50%, a:b.swift", 1, 1), mend: ""),
    ]

    @Test func text() {
        #expect(
            DiagnosticFormat.text.text(Self.problems) == #"""
                specs/Metrics.swift:40:5: error: 'a' is declared twice; rename one of them
                specs/Metrics.swift:3:9: note: first declared here
                specs/50%, a:b.swift:1:1: error: 100 % of 'x\ny' \u{1B}[2J\r, done

                """#)
        #expect(DiagnosticFormat.text.text([Self.problems[1]], severity: "note").contains(":1:1: note: 100 % of"))
        #expect(DiagnosticFormat.text.text([]) == "")
    }

    /// By GitHub's rules for workflow commands: `%`, CR and LF in messages, in properties also `:` and `,`.
    @Test func github() {
        #expect(
            DiagnosticFormat.github.text(Self.problems) == """
                ::error file=specs/Metrics.swift,line=40,col=5::'a' is declared twice; rename one of them \
                (first declared here: specs/Metrics.swift:3:9)
                ::error file=specs/50%25%2C a%3Ab.swift,line=1,col=1::100 %25 of 'x%0Ay' \u{1B}[2J%0D, done

                """)
        #expect(
            DiagnosticFormat.github.text([Self.problems[0]], severity: "note")
                .hasPrefix("::notice file=specs/Metrics.swift,line=40,col=5::'a'"))
    }

    @Test func json() {
        #expect(
            DiagnosticFormat.json.text([Self.problems[0]]) == """
                {
                  "problems": [
                    {
                      "mend": "rename one of them",
                      "message": "'a' is declared twice",
                      "notes": [
                        {
                          "message": "first declared here",
                          "place": {
                            "column": 9,
                            "file": "specs/Metrics.swift",
                            "line": 3
                          }
                        }
                      ],
                      "place": {
                        "column": 5,
                        "file": "specs/Metrics.swift",
                        "line": 40
                      },
                      "severity": "error"
                    }
                  ]
                }

                """)
        #expect(DiagnosticFormat.json.text([]) == "{\n  \"problems\": []\n}\n")
    }

    @Test(.enabled(if: Command.works(Command.python, "-c", "import json"), "needs python3"))
    func pythonReadsTheJSON() throws {
        let script =
            "import json, sys\nfor p in json.load(sys.stdin)['problems']: print([p['message'], p['place']['line']])"
        let read = try Command(program: Command.python, arguments: ["-c", script])
            .run(input: Array(DiagnosticFormat.json.text(Self.problems).utf8))
        #expect(
            read.output == #"""
                ["'a' is declared twice", 40]
                ["100 % of 'x\ny' \x1b[2J\r, done", 1]

                """#)
    }
}
