import Plumbline

let fallbackAlerts = FallbackAlerts()

/// Whether the fallback journal is in use, empties again, and keeps what it was given.
struct FallbackAlerts {
    let group = RuleGroup("feature-store-fallback", interval: .seconds(15))

    let fallbackActive = Alert(
        "FeatureStoreFallbackActive", when: fallbackMetrics.fallbackActive == 1, for: .minutes(5), severity: .warning,
        summary: "\(label: \.instance) writes to its fallback journal",
        description: "Since 5 minutes the rows written through \(label: \.instance) are in its journal only.",
        meaning: "PostgreSQL does not take this instance’s writes, or the journal does not empty into it.",
        impact: """
            Rows are safe on the instance’s disk, and have no version yet. Other instances do not see them, and they are \
            lost with the disk.
            """,
        firstSteps: [
            "Follow PostgreSQLDown where it fires too.",
            "Where PostgreSQL is well, read the instance’s log for what the journal waits for: a lock that somebody holds?",
            "Do not delete the instance’s data folder: it holds acknowledged rows.",
        ],
        onMissingData: .coveredBy("PostgreSQLDown"))

    let journalQuarantined = Alert(
        "FeatureStoreJournalQuarantined", when: fallbackMetrics.journalQuarantined > 0, for: .minutes(5),
        severity: .warning,
        summary: "PostgreSQL refused rows that \(label: \.instance) had acknowledged",
        description: """
            \(value: .count) rows in the journal of \(label: \.instance) are set aside: PostgreSQL has another row \
            under their key.
            """,
        meaning: "Rows that were taken while PostgreSQL was away contradict rows that it has.",
        impact: "Those rows are kept, but no look-up finds them; all others were replayed.",
        firstSteps: [
            "Stop the instance and read the table quarantine of journal.duckdb: it has each row and the reason.",
            "Insert what is still wanted anew, then delete it from the table.",
        ],
        onMissingData: .coveredBy("PostgreSQLDown"))

    let journalDamaged = Alert(
        "FeatureStoreJournalDamaged", when: fallbackMetrics.journalDamagedCopies > 0, for: .minutes(1),
        severity: .critical,
        summary: "The journal of \(label: \.instance) was damaged",
        description: """
            \(value: .count) damaged copies of the journal are in the folder of \(label: \.instance); acknowledged \
            rows may be in them alone.
            """,
        meaning: "The files of the DuckDB journal were not as they were written; what could be read goes on.",
        impact: "Acknowledged rows may be missing: the log says from which number on.",
        firstSteps: [
            "See in the service’s log how many acknowledged rows are missing, and check the disk.",
            "Take the rows from journal.duckdb.corrupt-… where they are needed, then move it out of the folder.",
            "Restart the instance, which counts the copies at its start.",
        ],
        onMissingData: .coveredBy("PostgreSQLDown"))
}
