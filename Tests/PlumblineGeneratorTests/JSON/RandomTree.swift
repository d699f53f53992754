import Foundation
import TestSupport

@testable import PlumblineGenerator

/// The same random value twice: as our tree, and as Foundation's. On Linux that reads numbers to 15 digits and drops byte
/// order marks, so numbers here are short, and there are no marks.
enum RandomTree {
    static func make(using generator: inout SeededGenerator, depth: Int = 0) -> (json: JSON, object: Any) {
        switch Int.random(in: 0..<(depth < 4 ? 8 : 5), using: &generator) {
        case 0: return (nil, NSNull())
        case 1:
            let value = Bool.random(using: &generator)
            return (.boolean(value), NSNumber(value: value))
        case 2:
            let value = Int.random(in: -1_000_000...1_000_000, using: &generator)
            return (.integer(value), NSNumber(value: value))
        case 3:
            let value = Double(Int.random(in: -4000...4000, using: &generator)) / 4
            return (.double(value), NSNumber(value: value))
        case 4:
            let value = text(using: &generator)
            return (.string(value), value as NSString)
        case 5:
            let items = many(using: &generator, depth)
            return (.array(items.map(\.json)), items.map(\.object) as NSArray)
        default:
            let members = many(using: &generator, depth).map { (text(using: &generator), $0) }
            let unique = Dictionary(members) { $1 }
            return (.object(unique.mapValues(\.json)), unique.mapValues(\.object) as NSDictionary)
        }
    }

    private static func many(using generator: inout SeededGenerator, _ depth: Int) -> [(json: JSON, object: Any)] {
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in make(using: &generator, depth: depth + 1) }
    }

    private static func text(using generator: inout SeededGenerator) -> String {
        HostileText.random(using: &generator).replacing("\u{FEFF}", with: "")
    }
}
