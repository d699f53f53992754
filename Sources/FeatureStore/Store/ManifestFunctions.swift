/// Schema step 2: an id for each row, and the functions by which rows are inserted in one round trip.
///
/// Both lock first and read in statements after that, each with a snapshot of its own under read committed: one taken
/// before the wait for a lock would not see the version that the lock was waited for.
///
/// They answer with a line for each row: its place among those given, what came of it (`inserted`, `stored` before, or
/// a conflict), the version, content hash and time of the row that is stored, and how many milliseconds the locks took.
enum ManifestFunctions {
    static let step = [
        // The default is for builds that know of no id, and for the rows from before.
        Statement(
            "ALTER TABLE feature_store.manifest ADD COLUMN id uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid()"),
        Statement("CREATE UNIQUE INDEX manifest_id ON feature_store.manifest (id)"),
        insertManifests, insertManifestsInOrder,
    ]

    /// All rows at once, however many symbols they have.
    ///
    /// With `waits` the locks are waited for, in their keys' order, so that two such calls never wait for each other.
    /// Without, rows of symbols whose lock is taken are left out of the answer.
    ///
    /// The settings keep the plan to index look-ups, which it also has to be when it was made on an empty table.
    private static let insertManifests = Statement(
        """
        CREATE FUNCTION feature_store.insert_manifests(
            ids uuid[], symbols text[], features text[], contents text[], waits boolean)
        RETURNS TABLE (place bigint, outcome text, row_version bigint, row_hash text, row_time text, lock_wait float8)
        LANGUAGE plpgsql VOLATILE
        SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off
        AS $$
        #variable_conflict use_column
        DECLARE
            begun timestamptz := clock_timestamp();
            had timestamptz;
            locked bigint[];
        BEGIN
            IF waits THEN
                PERFORM pg_advisory_xact_lock(key)
                FROM (SELECT DISTINCT hashtextextended(symbol, 0) AS key FROM unnest(symbols) AS symbol
                      ORDER BY key OFFSET 0) AS keys;
            ELSE
                SELECT coalesce(array_agg(key) FILTER (WHERE is_had), '{}') INTO locked
                FROM (SELECT key, pg_try_advisory_xact_lock(key) AS is_had
                      FROM (SELECT DISTINCT hashtextextended(symbol, 0) AS key FROM unnest(symbols) AS symbol
                            ORDER BY key OFFSET 0) AS keys
                      OFFSET 0) AS tries;
            END IF;
            had := clock_timestamp();

            RETURN QUERY
            WITH given AS MATERIALIZED (
                SELECT g.place, g.id, g.symbol COLLATE "C" AS symbol, g.feature COLLATE "C" AS feature, g.content,
                       encode(sha256(convert_to(g.content, 'UTF8')), 'hex') AS hash,
                       seen.symbol AS seen_symbol, seen.feature AS seen_feature, seen.version AS seen_version,
                       seen.content_hash AS seen_hash, seen.created_at AS seen_at
                FROM unnest(ids, symbols, features, contents) WITH ORDINALITY
                    AS g (id, symbol, feature, content, place)
                LEFT JOIN LATERAL (
                    SELECT * FROM feature_store.manifest AS m WHERE m.id = g.id LIMIT 1) AS seen ON true
                WHERE waits OR hashtextextended(g.symbol, 0) = ANY (locked)
            ), fresh AS (
                SELECT given.*, row_number() OVER same AS nth, lag(hash) OVER same AS hash_before,
                       row_number() OVER (PARTITION BY symbol ORDER BY place) AS nth_of_symbol
                FROM given WHERE seen_version IS NULL
                WINDOW same AS (PARTITION BY symbol, feature ORDER BY place)
            ), judged AS (
                SELECT fresh.*, newest.version AS newest_version, newest.created_at AS newest_at,
                       latest.version AS last_version,
                       CASE WHEN nth = 1 THEN newest.content_hash ELSE hash_before END IS DISTINCT FROM hash AS is_new
                FROM fresh
                LEFT JOIN LATERAL (
                    SELECT * FROM feature_store.manifest AS m
                    WHERE fresh.nth = 1 AND m.symbol = fresh.symbol AND m.feature = fresh.feature
                    ORDER BY m.version DESC LIMIT 1) AS newest ON true
                LEFT JOIN LATERAL (
                    SELECT m.version FROM feature_store.manifest AS m
                    WHERE fresh.nth_of_symbol = 1 AND m.symbol = fresh.symbol
                    ORDER BY m.version DESC LIMIT 1) AS latest ON true
            ), numbered AS (
                SELECT judged.*, coalesce(max(last_version) OVER (PARTITION BY symbol), 0)
                       + count(*) FILTER (WHERE is_new) OVER (PARTITION BY symbol ORDER BY place) AS number
                FROM judged
            ), settled AS MATERIALIZED (
                SELECT numbered.*,
                       max(number) FILTER (WHERE is_new) OVER (PARTITION BY symbol, feature ORDER BY place) AS new_version,
                       max(newest_version) OVER (PARTITION BY symbol, feature) AS old_version,
                       max(newest_at) OVER (PARTITION BY symbol, feature) AS old_at
                FROM numbered
            ), inserted AS (
                INSERT INTO feature_store.manifest (id, symbol, feature, version, content, content_hash, created_at)
                SELECT id, symbol, feature, number, content, hash, had FROM settled WHERE is_new
            ), answers AS (
                SELECT place, CASE WHEN is_new THEN 'inserted' ELSE 'stored' END AS outcome,
                       coalesce(new_version, old_version) AS version, hash,
                       CASE WHEN new_version IS NULL THEN old_at ELSE had END AS at
                FROM settled
                UNION ALL
                SELECT place, CASE WHEN (seen_symbol, seen_feature, seen_hash) = (symbol, feature, hash)
                       THEN 'stored' ELSE 'id_taken' END, seen_version, seen_hash, seen_at
                FROM given WHERE seen_version IS NOT NULL
            )
            SELECT place, outcome, version, hash,
                   to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                   (1000 * extract(epoch FROM had - begun))::float8
            FROM answers;
        END
        $$
        """)

    /// Row after row, for those that ask for a version, as each may rest on the one before it; and for one row alone,
    /// which takes it half the time.
    ///
    /// Without `waits` the answer is empty where the lock of any of them is taken.
    private static let insertManifestsInOrder = Statement(
        """
        CREATE FUNCTION feature_store.insert_manifests_in_order(
            ids uuid[], symbols text[], features text[], versions bigint[], contents text[],
            waits boolean)
        RETURNS TABLE (place bigint, outcome text, row_version bigint, row_hash text, row_time text, lock_wait float8)
        LANGUAGE plpgsql VOLATILE
        SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off
        AS $$
        #variable_conflict use_column
        DECLARE
            begun timestamptz := clock_timestamp();
            given record;
            present record;
            next_version bigint;
        BEGIN
            IF waits THEN
                PERFORM pg_advisory_xact_lock(key)
                FROM (SELECT DISTINCT hashtextextended(symbol, 0) AS key FROM unnest(symbols) AS symbol
                      ORDER BY key OFFSET 0) AS keys;
            ELSIF NOT (SELECT bool_and(pg_try_advisory_xact_lock(hashtextextended(symbol, 0)))
                       FROM unnest(symbols) AS symbol) THEN
                RETURN;
            END IF;
            lock_wait := 1000 * extract(epoch FROM clock_timestamp() - begun);

            FOR given IN
                SELECT g.*, encode(sha256(convert_to(g.content, 'UTF8')), 'hex') AS hash
                FROM unnest(ids, symbols, features, versions, contents) WITH ORDINALITY
                    AS g (id, symbol, feature, version, content, place)
                ORDER BY g.place
            LOOP
                place := given.place;
                SELECT coalesce(max(m.version), 0) + 1 INTO next_version
                FROM feature_store.manifest AS m WHERE m.symbol = given.symbol;
                SELECT * INTO present FROM feature_store.manifest AS m WHERE m.id = given.id;
                IF FOUND THEN
                    outcome := CASE WHEN (present.symbol, present.feature, present.content_hash)
                        = (given.symbol, given.feature, given.hash) THEN 'stored' ELSE 'id_taken' END;
                ELSIF given.version IS NULL THEN
                    SELECT * INTO present FROM feature_store.manifest AS m
                    WHERE m.symbol = given.symbol AND m.feature = given.feature ORDER BY m.version DESC LIMIT 1;
                    outcome := CASE WHEN present.content_hash = given.hash THEN 'stored' ELSE 'inserted' END;
                ELSIF given.version < next_version THEN
                    SELECT * INTO present FROM feature_store.manifest AS m
                    WHERE m.symbol = given.symbol AND m.version = given.version;
                    outcome := CASE WHEN (present.feature, present.content_hash) = (given.feature, given.hash)
                        THEN 'stored' ELSE 'version_taken' END;
                ELSE
                    outcome := CASE given.version WHEN next_version THEN 'inserted' ELSE 'version_gap' END;
                END IF;
                IF outcome = 'inserted' THEN
                    INSERT INTO feature_store.manifest (id, symbol, feature, version, content, content_hash, created_at)
                    VALUES (given.id, given.symbol, given.feature, next_version, given.content, given.hash,
                            clock_timestamp())
                    RETURNING * INTO present;
                END IF;
                row_version := CASE outcome WHEN 'version_gap' THEN next_version ELSE present.version END;
                row_hash := present.content_hash;
                row_time := to_char(present.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
                RETURN NEXT;
            END LOOP;
        END
        $$
        """)
}
