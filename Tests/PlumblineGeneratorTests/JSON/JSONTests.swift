import Foundation
import TestSupport
import Testing

@testable import PlumblineGenerator

struct JSONTests {
    @Test func layout() {
        let panel: JSON = [
            "title": "P95 \"latency\"", "id": 3, "fill": 0.5, "transparent": true, "links": [], "options": [:],
            "steps": [["value": nil, "color": "green"], ["value": .number("0.025"), "color": "red"]],
        ]
        #expect(
            text(panel) == #"""
                {
                  "fill": 0.5,
                  "id": 3,
                  "links": [],
                  "options": {},
                  "steps": [
                    {
                      "color": "green",
                      "value": null
                    },
                    {
                      "color": "red",
                      "value": 0.025
                    }
                  ],
                  "title": "P95 \"latency\"",
                  "transparent": true
                }

                """#)
    }

    @Test(arguments: [
        (0, "0"), (-0.0, "-0"), (1, "1"), (0.1, "0.1"), (0.001, "0.001"), (2.5, "2.5"), (1e15, "1000000000000000"),
        (1e16, "1e+16"), (1e-7, "1e-07"), (.leastNonzeroMagnitude, "5e-324"),
        (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
        (.nan, "null"), (.infinity, "null"), (-.infinity, "null"),
    ])
    func doubles(value: Double, expected: String) {
        #expect(text(.double(value)) == expected + "\n")
    }

    @Test(arguments: [
        ("a/b", #""a/b""#), ("\\", #""\\""#), ("\n\r\t", #""\n\r\t""#),
        ("\0\u{1F}\u{7F}\u{85}", #""\u0000\u001f\u007f\u0085""#),
        ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("é漢😀", #""é漢😀""#), ("\u{8}\u{C}", #""\u0008\u000c""#),
    ])
    func strings(value: String, expected: String) {
        #expect(text(.string(value)) == expected + "\n")
        #expect(text(.object([value: 1])) == "{\n  \(expected): 1\n}\n")
    }

    @Test func literals() {
        let name = "x"
        let value: JSON = ["key": "job=\(name)", "key": "last"]
        #expect(value == .object(["key": .string("last")]))
        #expect(text(.integer(.min)) == "-9223372036854775808\n")
    }

    @Test func foundationReadsTheSameTree() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<300 {
            let (json, object) = RandomTree.make(using: &generator)
            let read = try JSONSerialization.jsonObject(with: Data(json.bytes), options: .fragmentsAllowed)
            #expect((read as? NSObject) == (object as? NSObject))
        }
    }

    private func text(_ json: JSON) -> String { String(decoding: json.bytes, as: UTF8.self) }
}
