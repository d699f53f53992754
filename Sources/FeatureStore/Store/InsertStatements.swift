import Foundation

/// What PostgreSQL says came of one row of those that it was given.
struct InsertAnswer: Sendable {
    let result: Result<Insertion, StoreError>
    /// How long the locks of all of them took to get.
    let lockWait: Duration
}

extension PostgreSQLConnection {
    /// Inserts rows in one transaction and one round trip. The answer for a row is nil where it was left out, as its
    /// symbol's lock is taken and was not to be waited for.
    func insert(
        _ rows: some Collection<NewManifest>, waits: Bool, within deadline: Duration
    ) async throws(PostgreSQLError) -> [InsertAnswer?] {
        let rows = Array(rows)
        let names: [Parameter] = [
            .uuids(rows.map(\.id)), .texts(rows.map(\.key.symbol)), .texts(rows.map(\.key.feature)),
        ]
        let contents = Parameter.texts(rows.map(\.content))
        let answers: [Row]
        if rows.count == 1 || rows.contains(where: { $0.version != nil }) {
            let parameters = names + [.integers(rows.map(\.version)), contents, .boolean(waits)]
            answers = try await execute(.insertInOrder, parameters, within: deadline)
        } else {
            answers = try await execute(.insert, names + [contents, .boolean(waits)], within: deadline)
        }
        return try sorted(answers, for: rows)
    }

    private func sorted(_ answers: [Row], for rows: [NewManifest]) throws(PostgreSQLError) -> [InsertAnswer?] {
        var sorted = [InsertAnswer?](repeating: nil, count: rows.count)
        for answer in answers {
            let place = Int(try answer.integer(0)) - 1
            guard rows.indices.contains(place) else { throw .unexpectedResult("there is no row \(place + 1)") }
            sorted[place] = try InsertAnswer(answer, for: rows[place])
        }
        return sorted
    }
}

extension InsertAnswer {
    fileprivate init(_ answer: Row, for manifest: NewManifest) throws(PostgreSQLError) {
        let outcome = try answer.text(1)
        let version = try answer.integer(2)
        lockWait = .milliseconds(Double(try answer.text(5)) ?? 0)
        let symbol = manifest.key.symbol
        switch outcome {
        case "inserted", "stored":
            let row = try ManifestRow(
                symbol: symbol, feature: manifest.key.feature, version: version, content: manifest.content,
                contentHash: answer.text(3), createdAt: answer.text(4))
            result = .success(Insertion(row: row, isNew: outcome == "inserted"))
        case "version_taken":
            result = .failure(
                .conflict("version \(version) is stored with another feature or content; leave the version out"))
        case "version_gap":
            result = .failure(
                .conflict("the symbol's next version is \(version); give that one, or leave the version out"))
        case "id_taken":
            result = .failure(.conflict("the id is that of another row, with version \(version); give it a new one"))
        default: throw .unexpectedResult("an insert came to «\(outcome)»")
        }
    }
}

extension Statement {
    fileprivate static let insert = Statement(
        prepared: "insert_manifests", "SELECT * FROM feature_store.insert_manifests($1, $2, $3, $4, $5)")

    fileprivate static let insertInOrder = Statement(
        prepared: "insert_manifests_in_order",
        "SELECT * FROM feature_store.insert_manifests_in_order($1, $2, $3, $4, $5, $6)")
}
