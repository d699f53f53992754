import PlumblinePlan

/// The rule groups that stand together in a file, of each output that may have several files of rules.
struct RuleShard: Sendable {
    /// What more there is than this, goes into further files.
    ///
    /// The Prometheus operator takes a rule file of 524,288 bytes as it writes it itself, which may be with a matcher more in
    /// each selector: a quarter is left for that. The rules are as many as one processor evaluates in some seconds.
    static let limit = (bytes: 393_216, rules: 1_000)

    let number: Int
    let groups: [PlannedGroup]
    /// The groups as they are written.
    let written: [WrittenSequence]

    /// What the name of its files ends with: nothing for the first, which is the only one of most specs.
    var suffix: String { number == 0 ? "" : "-\(number)" }
}

/// The groups in as many shards as have room for them; a single one where that does.
///
/// Where a group stands follows from its name alone, by extendible hashing (Fagin and others, 1979): a shard that is too
/// large is halved by one more bit of its groups' digests, and one half keeps its number. So a change of a group changes the
/// shard that holds it, and no other; a new group at most adds a shard. Rules that move to another file begin their `for`
/// anew, so few may.
func ruleShards(_ groups: [PlannedGroup], _ written: [WrittenSequence]) -> [RuleShard] {
    let shards = zip(groups, written).map(PlacedGroup.init).divided(number: 0, depth: 0)
    guard shards.count > 1 else { return [RuleShard(number: 0, groups: groups, written: written)] }
    return shards.sorted { $0.number < $1.number }
}

private struct PlacedGroup {
    let group: PlannedGroup
    let written: WrittenSequence
    let digest: UInt64

    init(_ group: PlannedGroup, _ written: WrittenSequence) {
        self.group = group
        self.written = written
        // Names that differ in their last letter only differ in few bits of either half.
        let hash = stableHash(group.name)
        digest = hash ^ hash >> 32
    }
}

extension [PlacedGroup] {
    /// The shards whose numbers end with the `depth` lowest bits of `number`, as the digests of these groups do.
    fileprivate func divided(number: Int, depth: Int) -> [RuleShard] {
        guard isTooLarge, count > 1, depth < 32 else {
            return isEmpty ? [] : [RuleShard(number: number, groups: map(\.group), written: map(\.written))]
        }
        let bit = 1 << depth
        return filter { $0.digest & UInt64(bit) == 0 }.divided(number: number, depth: depth + 1)
            + filter { $0.digest & UInt64(bit) != 0 }.divided(number: number | bit, depth: depth + 1)
    }

    private var isTooLarge: Bool {
        reduce(0) { $0 + $1.written.text.count } > RuleShard.limit.bytes
            || reduce(0) { $0 + $1.group.rules.count } > RuleShard.limit.rules
    }
}
