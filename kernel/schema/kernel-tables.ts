/**
 * Tables of the kernel in every workspace, as text for review: one statement each, run in order, `IF NOT EXISTS` throughout.
 * `{s}` stands for the quoted schema.
 *
 * `change` holds what every record was before each write. `was_since` is when that version began, `at` when it ended: a version lived in
 * [was_since, at). Owner and department of a version have indexes, for those who see the past of their own records only; a creation has no version before it and
 * is in neither. It is partitioned by month so that old months can be dropped; months without a partition of their own land in the last one.
 */
export const kernelTables: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS {s}.setting (key text PRIMARY KEY, value jsonb NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS {s}.change_set (
    id uuid PRIMARY KEY, at timestamptz NOT NULL, actor_id uuid, actor_name text NOT NULL, via text NOT NULL, cause text, note text,
    undoes uuid, undone_by uuid, counts jsonb NOT NULL DEFAULT '{}')`,
  `CREATE INDEX IF NOT EXISTS i_change_set_at ON {s}.change_set (at, id)`,
  `CREATE INDEX IF NOT EXISTS i_change_set_actor ON {s}.change_set (actor_id, at, id)`,
  `CREATE TABLE IF NOT EXISTS {s}.change (
    record_id uuid NOT NULL, id uuid NOT NULL, at timestamptz NOT NULL, workspace_id int NOT NULL, change_set_id uuid NOT NULL, object text NOT NULL,
    kind text NOT NULL, changed text[] NOT NULL, was jsonb, was_since timestamptz,
    PRIMARY KEY (record_id, id, at)) PARTITION BY RANGE (at)`,
  `CREATE INDEX IF NOT EXISTS i_change_set_id ON {s}.change (change_set_id, record_id)`,
  `CREATE INDEX IF NOT EXISTS i_change_since ON {s}.change (object, was_since, record_id)`,
  `CREATE INDEX IF NOT EXISTS i_change_at ON {s}.change (object, at, record_id)`,
  `CREATE INDEX IF NOT EXISTS i_change_owner ON {s}.change (object, ((was->>'owner_id')::uuid), was_since, record_id) WHERE was->>'owner_id' IS NOT NULL`,
  `CREATE INDEX IF NOT EXISTS i_change_department ON {s}.change (object, ((was->>'department_id')::uuid), was_since, record_id) WHERE was->>'department_id' IS NOT NULL`,
  `CREATE INDEX IF NOT EXISTS i_change_removed ON {s}.change (at, record_id) WHERE kind = 'remove'`,
  `CREATE TABLE IF NOT EXISTS {s}.change_rest PARTITION OF {s}.change DEFAULT`,
  `CREATE TABLE IF NOT EXISTS {s}.history_horizon (object text PRIMARY KEY, kept_from timestamptz NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS {s}.log_check (
    id uuid PRIMARY KEY, at timestamptz NOT NULL, took_ms bigint NOT NULL, records bigint NOT NULL, faults bigint NOT NULL, findings jsonb NOT NULL, trimmed jsonb NOT NULL)`,
  `CREATE INDEX IF NOT EXISTS i_log_check_at ON {s}.log_check (at, id)`,
  `CREATE TABLE IF NOT EXISTS {s}.outbox (
    id uuid PRIMARY KEY, at timestamptz NOT NULL, change_set_id uuid NOT NULL, event text NOT NULL, payload jsonb NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS {s}.counter (name text PRIMARY KEY, value bigint NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS {s}.idempotency (
    actor_id uuid NOT NULL, key text NOT NULL, request_hash text NOT NULL, status int NOT NULL, answer text, change_set_id uuid, at timestamptz NOT NULL,
    PRIMARY KEY (actor_id, key))`,
  `CREATE INDEX IF NOT EXISTS i_idempotency_at ON {s}.idempotency (at)`,
  `CREATE TABLE IF NOT EXISTS {s}.import_file (
    id uuid PRIMARY KEY, name text NOT NULL, size_bytes bigint NOT NULL, by uuid, at timestamptz NOT NULL)`,
  `CREATE INDEX IF NOT EXISTS i_import_file_at ON {s}.import_file (at)`,
  `CREATE TABLE IF NOT EXISTS {s}.import_run (
    id uuid PRIMARY KEY, object text NOT NULL, file_id uuid NOT NULL, file_name text NOT NULL, size_bytes bigint NOT NULL, columns jsonb NOT NULL, map json NOT NULL,
    match text[] NOT NULL DEFAULT '{}', options jsonb NOT NULL DEFAULT '{}', state text NOT NULL, dry_run boolean NOT NULL, actor_id uuid, actor jsonb NOT NULL,
    change_set_id uuid NOT NULL, rows_done bigint NOT NULL DEFAULT 0, rows_total bigint, is_read boolean NOT NULL DEFAULT false,
    counts jsonb NOT NULL DEFAULT '{}', report jsonb NOT NULL DEFAULT '{}', stop_wanted boolean NOT NULL DEFAULT false, runner text, heartbeat_at timestamptz,
    took_ms bigint NOT NULL DEFAULT 0, error jsonb, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, finished_at timestamptz)`,
  `CREATE INDEX IF NOT EXISTS i_import_run_created ON {s}.import_run (created_at, id)`,
  `CREATE TABLE IF NOT EXISTS {s}.import_failure (
    import_id uuid NOT NULL, line bigint NOT NULL, cells jsonb NOT NULL, issues jsonb NOT NULL, PRIMARY KEY (import_id, line))`,
  `CREATE TABLE IF NOT EXISTS {s}.import_later (import_id uuid NOT NULL, line bigint NOT NULL, cells jsonb NOT NULL, PRIMARY KEY (import_id, line))`,
  `CREATE TABLE IF NOT EXISTS {s}.import_map (
    id uuid PRIMARY KEY, object text NOT NULL, name text NOT NULL, map json NOT NULL, match text[] NOT NULL DEFAULT '{}', options jsonb NOT NULL DEFAULT '{}',
    by uuid, at timestamptz NOT NULL)`,
  `CREATE UNIQUE INDEX IF NOT EXISTS u_import_map_name ON {s}.import_map (object, name)`,
  `CREATE TABLE IF NOT EXISTS {s}.bulk_run (
    id uuid PRIMARY KEY, kind text NOT NULL, object text, wish jsonb NOT NULL, state text NOT NULL, actor_id uuid, actor jsonb NOT NULL, via text NOT NULL, cause text,
    change_set_id uuid NOT NULL, rows_done bigint NOT NULL DEFAULT 0, rows_total bigint, place jsonb, counts jsonb NOT NULL DEFAULT '{}', left_out jsonb NOT NULL DEFAULT '[]',
    stop_wanted boolean NOT NULL DEFAULT false, runner text, heartbeat_at timestamptz, took_ms bigint NOT NULL DEFAULT 0, error jsonb,
    created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, finished_at timestamptz)`,
  `CREATE INDEX IF NOT EXISTS i_bulk_run_created ON {s}.bulk_run (created_at, id)`,
  `CREATE INDEX IF NOT EXISTS i_bulk_run_open ON {s}.bulk_run (state) WHERE state IN ('queued', 'running')`,
  `CREATE TABLE IF NOT EXISTS {s}.twin_term (run_id uuid NOT NULL, term text NOT NULL, record_id uuid NOT NULL, PRIMARY KEY (run_id, term, record_id))`,
  `CREATE TABLE IF NOT EXISTS {s}.twin_group (
    id uuid PRIMARY KEY, object text NOT NULL, records uuid[] NOT NULL, terms text[] NOT NULL, sure boolean NOT NULL, found_at timestamptz NOT NULL)`,
  `CREATE INDEX IF NOT EXISTS i_twin_group_object ON {s}.twin_group (object, id)`,
  `CREATE TABLE IF NOT EXISTS {s}.bulk_item (run_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (run_id, id))`,
  `CREATE TABLE IF NOT EXISTS {s}.handover (
    id uuid PRIMARY KEY, member_id uuid NOT NULL, actor_id uuid NOT NULL, plan json NOT NULL, state text NOT NULL, change_set_id uuid NOT NULL,
    rows_done bigint NOT NULL DEFAULT 0, rows_total bigint NOT NULL, stop_wanted boolean NOT NULL DEFAULT false, error jsonb,
    created_at timestamptz NOT NULL, finished_at timestamptz)`,
  `CREATE INDEX IF NOT EXISTS i_handover_created ON {s}.handover (created_at, id)`,
  `CREATE TABLE IF NOT EXISTS {s}.stored_file (
    id uuid PRIMARY KEY, hash text NOT NULL, name text NOT NULL, type text NOT NULL, size_bytes bigint NOT NULL, at timestamptz NOT NULL, by uuid)`,
  `CREATE TABLE IF NOT EXISTS {s}.notice (
    id uuid PRIMARY KEY, person uuid NOT NULL, kind text NOT NULL, asks boolean NOT NULL, object text NOT NULL, record_id uuid NOT NULL, actor_id uuid,
    "values" jsonb NOT NULL DEFAULT '{}', change_set_id uuid NOT NULL, at timestamptz NOT NULL, bell boolean NOT NULL, mail text, once text, read_at timestamptz,
    letter_id uuid, letter_until timestamptz, tries int NOT NULL DEFAULT 0, mailed_at timestamptz)`,
  `CREATE INDEX IF NOT EXISTS i_notice_person ON {s}.notice (person, at, id) WHERE bell`,
  `CREATE INDEX IF NOT EXISTS i_notice_unread ON {s}.notice (person, at, id) WHERE bell AND read_at IS NULL`,
  `CREATE INDEX IF NOT EXISTS i_notice_change_set ON {s}.notice (change_set_id) WHERE read_at IS NULL`,
  `CREATE INDEX IF NOT EXISTS i_notice_mail ON {s}.notice (person, at) WHERE mail IS NOT NULL AND mailed_at IS NULL AND read_at IS NULL`,
  `CREATE INDEX IF NOT EXISTS i_notice_at ON {s}.notice (at)`,
  `CREATE UNIQUE INDEX IF NOT EXISTS u_notice_once ON {s}.notice (once) WHERE once IS NOT NULL`,
  `CREATE TABLE IF NOT EXISTS {s}.notice_setting (
    person uuid PRIMARY KEY, channels jsonb NOT NULL DEFAULT '{}', morning int, quiet_from int, quiet_until int, digest_on date)`,
  `CREATE TABLE IF NOT EXISTS {s}.erasure (
    id uuid PRIMARY KEY, at timestamptz NOT NULL, by uuid, wish jsonb, state text NOT NULL, passed text[] NOT NULL DEFAULT '{}', total int NOT NULL,
    counts jsonb NOT NULL DEFAULT '{}', hash text, batch bigint, error text, finished_at timestamptz)`,
  `CREATE TABLE IF NOT EXISTS {s}.data_key (id text PRIMARY KEY, purpose text NOT NULL, wrapped text NOT NULL, made_at timestamptz NOT NULL, retired_at timestamptz)`,
  `CREATE UNIQUE INDEX IF NOT EXISTS u_data_key_purpose ON {s}.data_key (purpose) WHERE retired_at IS NULL`,
  `CREATE TABLE IF NOT EXISTS {s}.audit (
    id uuid NOT NULL, at timestamptz NOT NULL, batch bigint NOT NULL, place int NOT NULL, kind text NOT NULL, actor_id uuid, via text NOT NULL, object text,
    record_id uuid, address text, device text, detail jsonb, about text, salt text, seal text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)`,
  `CREATE INDEX IF NOT EXISTS i_audit_at ON {s}.audit (at, id)`,
  `CREATE INDEX IF NOT EXISTS i_audit_actor ON {s}.audit (actor_id, at, id)`,
  `CREATE INDEX IF NOT EXISTS i_audit_record ON {s}.audit (record_id, at, id)`,
  `CREATE INDEX IF NOT EXISTS i_audit_batch ON {s}.audit (batch, place)`,
  `CREATE TABLE IF NOT EXISTS {s}.audit_rest PARTITION OF {s}.audit DEFAULT`,
  `CREATE TABLE IF NOT EXISTS {s}.audit_batch (
    seq bigint PRIMARY KEY, at timestamptz NOT NULL, size int NOT NULL, oldest timestamptz NOT NULL, entries_hash text NOT NULL, change_sets int NOT NULL,
    changes_hash text NOT NULL, previous text NOT NULL, hash text NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS {s}.audit_change_set (change_set_id uuid PRIMARY KEY, seq bigint NOT NULL)`,
  `CREATE INDEX IF NOT EXISTS i_audit_change_set_seq ON {s}.audit_change_set (seq)`,
]

/** Months of the change log that get a partition of their own: thirteen back, three ahead; the audit begins in the present. */
export function monthPartitions(now: Date): readonly string[] {
  return [...monthsOf('change', now, { back: 13, ahead: 3 }), ...monthsOf('audit', now, { back: 0, ahead: 3 })]
}

const monthsOf = (table: string, now: Date, { back, ahead }: { back: number; ahead: number }): readonly string[] =>
  Array.from({ length: back + 1 + ahead }, (_, i) => {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back + i, 1))
    const before = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1))
    const name = `${table}_${from.toISOString().slice(0, 7).replace('-', '_')}`
    return `CREATE TABLE IF NOT EXISTS {s}.${name} PARTITION OF {s}.${table} FOR VALUES FROM ('${from.toISOString()}') TO ('${before.toISOString()}')`
  })
