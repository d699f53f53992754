extension String {
    /// The name that a person may have meant who wrote this one; nil where none is half alike.
    func nearest(in names: Set<String>) -> String? {
        let mine = Array(lowercased())
        let distances = names.map { (distance: mine.distance(to: Array($0.lowercased())), name: $0) }
        guard let nearest = distances.min(by: <), nearest.distance <= max(1, mine.count / 2) else { return nil }
        return nearest.name
    }
}

extension [Character] {
    /// How many letters to add, drop or change (Levenshtein).
    package func distance(to other: [Character]) -> Int {
        var row = Array<Int>(0...other.count)
        for (i, mine) in enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, theirs) in other.enumerated() {
                let substituted = diagonal + (mine == theirs ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(substituted, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[other.count]
    }
}
