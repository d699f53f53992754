import Foundation
import Testing

@testable import PlumblineGenerator

struct UnifiedDiffTests {
    @Test func hunksWithContext() {
        let old = (1...20).map { "line \($0)\n" }.joined()
        let new = old.replacing("line 2\n", with: "").replacing("line 9\n", with: "line nine\nand a half\n") + "end"
        #expect(
            diff(old, new) == """
                --- a/file
                +++ b/file
                @@ -1,12 +1,12 @@
                 line 1
                -line 2
                 line 3
                 line 4
                 line 5
                 line 6
                 line 7
                 line 8
                -line 9
                +line nine
                +and a half
                 line 10
                 line 11
                 line 12
                @@ -18,3 +18,4 @@
                 line 18
                 line 19
                 line 20
                +end
                \\ No newline at end of file

                """)
    }

    @Test func ends() {
        #expect(diff("", "") == "")
        #expect(diff("a\n", "a\n") == "")
        #expect(diff("", "a\n") == "--- a/file\n+++ b/file\n@@ -0,0 +1 @@\n+a\n")
        #expect(diff("a\nb", "") == "--- a/file\n+++ b/file\n@@ -1,2 +0,0 @@\n-a\n-b\n\\ No newline at end of file\n")
        #expect(
            diff("a\nb", "a\nb\n")
                == "--- a/file\n+++ b/file\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n")
    }

    @Test func bytesCountNotCharacters() {
        #expect(diff("é\n", "e\u{301}\n").hasSuffix("@@ -1 +1 @@\n-é\n+e\u{301}\n"))
        #expect(diff("a\r\nb\n", "a\nb\n").hasSuffix("@@ -1,2 +1,2 @@\n-a\r\n+a\n b\n"))
    }

    /// The one alert that has come is shown whole, not as the end of one and the beginning of another.
    @Test func aRepeatedBlockIsShownWhole() {
        let (a, b, c) = ("- alert: A\n  for: 5m\n", "- alert: B\n  for: 5m\n", "- alert: C\n  for: 5m\n")
        #expect(diff(a + c, a + b + c).contains("+- alert: B\n+  for: 5m\n"))
    }

    private func diff(_ old: String, _ new: String) -> String {
        unifiedDiff(old: old, new: new, oldName: "a/file", newName: "b/file")
    }
}
