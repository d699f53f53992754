import Plumbline

enum Backend: String, LabelValue { case postgresql, duckdb }

enum Component: String, LabelValue {
    case postgresqlManifest = "postgresql_manifest"
    case duckdbFallback = "duckdb_fallback"
    case metrics
}

enum Operation: String, LabelValue { case insert, read }

enum Outcome: String, LabelValue { case success, error }

enum MissReason: String, LabelValue { case cold, expired, evicted, invalidated }

struct ManifestLabels: LabelSet {
    let backend = Label<Backend>("backend")
    let symbol = OpenLabel("symbol", limit: 500)
}

struct SymbolLabels: LabelSet {
    let symbol = OpenLabel("symbol", limit: 500)
}

struct ComponentLabels: LabelSet {
    let component = Label<Component>("component")
}

struct OperationLabels: LabelSet {
    let operation = Label<Operation>("operation")
    let outcome = Label<Outcome>("outcome")
}

struct MissLabels: LabelSet {
    let reason = Label<MissReason>("reason")
}

struct BuildLabels: LabelSet {
    let version = OpenLabel("version", limit: 1)
    let revision = OpenLabel("revision", limit: 1)
}
