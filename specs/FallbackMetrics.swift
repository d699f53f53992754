import Plumbline

let fallbackMetrics = FallbackMetrics()

/// The journal that takes the writes while PostgreSQL does not.
struct FallbackMetrics {
    let fallbackActive = Gauge(
        "feature_store_fallback_active", "1 while writes go to the fallback journal, else 0.")
    let failovers = Counter(
        "feature_store_failovers_total", "How often writes began to go to the fallback journal.")
    let journalDepth = Gauge(
        "feature_store_fallback_journal_rows", "Rows acknowledged by the fallback and not yet in PostgreSQL.")
    let journalQuarantined = Gauge(
        "feature_store_fallback_journal_quarantined_rows",
        "Rows of the fallback that PostgreSQL refused at replay, set aside for a person to look at.")
    let journalCorruptions = Counter(
        "feature_store_fallback_journal_corruptions_total",
        "Times that the fallback's files were found damaged at opening, and set aside.")
    let journalDamagedCopies = Gauge(
        "feature_store_fallback_journal_damaged_copies",
        "Copies of damaged files of the fallback that are in its folder, until a person removes them.")
    let replayedRows = Counter(
        "feature_store_fallback_journal_replayed_rows_total", "Rows that went from the journal to PostgreSQL.")
}
