import FeatureStoreMetrics
import PlumblineRuntime

/// What the service does with manifests: the store behind the read cache, and each operation measured.
struct Manifests: Sendable {
    let store: any ManifestBackend
    let cache: ReadCache
    let hitRatio: HitRatio
    /// Nil where nothing is to be measured.
    let metrics: FeatureStoreMetrics?

    /// Stores a manifest; see ``ManifestBackend/insert(_:)``.
    func insert(_ manifest: NewManifest) async throws(StoreError) -> Insertion {
        try await measure(.insert) { () async throws(StoreError) in
            do throws(StoreError) {
                let insertion = try await store.insert(manifest)
                cache.inserted(insertion.row, for: manifest.key)
                return insertion
            } catch {
                cache.invalidate(manifest.key)
                throw error
            }
        } latency: { latency, insertion in
            let backend = insertion?.row.backend ?? store.kind
            metrics?.manifestInsertLatency.observe(latency, backend: backend, symbol: manifest.key.symbol)
        }
    }

    /// The key's row with this version, or its newest one; nil when there is none.
    func read(_ key: ManifestKey, version: Int64? = nil) async throws(StoreError) -> ManifestRow? {
        try await measure(.read) { () async throws(StoreError) in
            if let version { return try await store.read(key, version: version) }
            return try await readNewest(key)
        } latency: { latency, row in
            // Only symbols that exist become label values: whoever asks for made-up ones cannot use up the limit.
            let symbol = row??.symbol ?? "other"
            metrics?.manifestReadLatency.observe(latency, backend: row??.backend ?? store.kind, symbol: symbol)
        }
    }

    private func readNewest(_ key: ManifestKey) async throws(StoreError) -> ManifestRow? {
        switch cache.lookUp(key) {
        case .hit(let row):
            metrics?.cacheHits.increment()
            hitRatio.record(hit: true)
            return row
        case .miss(let reason, let ticket):
            metrics?.cacheMisses.increment(reason: reason)
            hitRatio.record(hit: false)
            defer { cache.giveUp(key, ticket: ticket) }
            guard let row = try await store.read(key) else { return nil }
            cache.fill(key, with: row, ticket: ticket)
            return row
        }
    }

    /// Counts an operation as under way, and by its outcome when it ends. Failed ones have a latency too: leaving them
    /// out would make a store that times out look fast.
    private func measure<Success>(
        _ operation: Operation, _ body: () async throws(StoreError) -> Success,
        latency: (Duration, Success?) -> Void
    ) async throws(StoreError) -> Success {
        metrics?.workersActive.increment()
        defer { metrics?.workersActive.decrement() }
        let start = ContinuousClock.now
        do throws(StoreError) {
            let success = try await body()
            latency(start.duration(to: .now), success)
            metrics?.operations.increment(operation: operation, outcome: .success)
            return success
        } catch {
            latency(start.duration(to: .now), nil)
            metrics?.operations.increment(operation: operation, outcome: .error)
            throw error
        }
    }
}
