CREATE TABLE IF NOT EXISTS setting (key text PRIMARY KEY, value jsonb NOT NULL)

CREATE TABLE IF NOT EXISTS change_set (
    id uuid PRIMARY KEY, at timestamptz NOT NULL, actor_id uuid, actor_name text NOT NULL, via text NOT NULL, cause text, note text,
    undoes uuid, undone_by uuid, counts jsonb NOT NULL DEFAULT '{}')

CREATE INDEX IF NOT EXISTS i_change_set_at ON change_set (at, id)

CREATE INDEX IF NOT EXISTS i_change_set_actor ON change_set (actor_id, at, id)

CREATE TABLE IF NOT EXISTS change (
    record_id uuid NOT NULL, id uuid NOT NULL, at timestamptz NOT NULL, workspace_id int NOT NULL, change_set_id uuid NOT NULL, object text NOT NULL,
    kind text NOT NULL, changed text[] NOT NULL, was jsonb, was_since timestamptz,
    PRIMARY KEY (record_id, id, at)) PARTITION BY RANGE (at)

CREATE INDEX IF NOT EXISTS i_change_set_id ON change (change_set_id, record_id)

CREATE INDEX IF NOT EXISTS i_change_since ON change (object, was_since, record_id)

CREATE INDEX IF NOT EXISTS i_change_at ON change (object, at, record_id)

CREATE INDEX IF NOT EXISTS i_change_owner ON change (object, ((was->>'owner_id')::uuid), was_since, record_id) WHERE was->>'owner_id' IS NOT NULL

CREATE INDEX IF NOT EXISTS i_change_department ON change (object, ((was->>'department_id')::uuid), was_since, record_id) WHERE was->>'department_id' IS NOT NULL

CREATE INDEX IF NOT EXISTS i_change_removed ON change (at, record_id) WHERE kind = 'remove'

CREATE TABLE IF NOT EXISTS change_rest PARTITION OF change DEFAULT

CREATE TABLE IF NOT EXISTS history_horizon (object text PRIMARY KEY, kept_from timestamptz NOT NULL)

CREATE TABLE IF NOT EXISTS log_check (
    id uuid PRIMARY KEY, at timestamptz NOT NULL, took_ms bigint NOT NULL, records bigint NOT NULL, faults bigint NOT NULL, findings jsonb NOT NULL, trimmed jsonb NOT NULL)

CREATE INDEX IF NOT EXISTS i_log_check_at ON log_check (at, id)

CREATE TABLE IF NOT EXISTS outbox (
    id uuid PRIMARY KEY, at timestamptz NOT NULL, change_set_id uuid NOT NULL, event text NOT NULL, payload jsonb NOT NULL)

CREATE TABLE IF NOT EXISTS counter (name text PRIMARY KEY, value bigint NOT NULL)

CREATE TABLE IF NOT EXISTS idempotency (
    actor_id uuid NOT NULL, key text NOT NULL, request_hash text NOT NULL, status int NOT NULL, answer text, change_set_id uuid, at timestamptz NOT NULL,
    PRIMARY KEY (actor_id, key))

CREATE INDEX IF NOT EXISTS i_idempotency_at ON idempotency (at)

CREATE TABLE IF NOT EXISTS import_file (
    id uuid PRIMARY KEY, name text NOT NULL, size_bytes bigint NOT NULL, by uuid, at timestamptz NOT NULL)

CREATE INDEX IF NOT EXISTS i_import_file_at ON import_file (at)

CREATE TABLE IF NOT EXISTS import_run (
    id uuid PRIMARY KEY, object text NOT NULL, file_id uuid NOT NULL, file_name text NOT NULL, size_bytes bigint NOT NULL, columns jsonb NOT NULL, map json NOT NULL,
    match text[] NOT NULL DEFAULT '{}', options jsonb NOT NULL DEFAULT '{}', state text NOT NULL, dry_run boolean NOT NULL, actor_id uuid, actor jsonb NOT NULL,
    change_set_id uuid NOT NULL, rows_done bigint NOT NULL DEFAULT 0, rows_total bigint, is_read boolean NOT NULL DEFAULT false,
    counts jsonb NOT NULL DEFAULT '{}', report jsonb NOT NULL DEFAULT '{}', stop_wanted boolean NOT NULL DEFAULT false, runner text, heartbeat_at timestamptz,
    took_ms bigint NOT NULL DEFAULT 0, error jsonb, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, finished_at timestamptz)

CREATE INDEX IF NOT EXISTS i_import_run_created ON import_run (created_at, id)

CREATE TABLE IF NOT EXISTS import_failure (
    import_id uuid NOT NULL, line bigint NOT NULL, cells jsonb NOT NULL, issues jsonb NOT NULL, PRIMARY KEY (import_id, line))

CREATE TABLE IF NOT EXISTS import_later (import_id uuid NOT NULL, line bigint NOT NULL, cells jsonb NOT NULL, PRIMARY KEY (import_id, line))

CREATE TABLE IF NOT EXISTS import_map (
    id uuid PRIMARY KEY, object text NOT NULL, name text NOT NULL, map json NOT NULL, match text[] NOT NULL DEFAULT '{}', options jsonb NOT NULL DEFAULT '{}',
    by uuid, at timestamptz NOT NULL)

CREATE UNIQUE INDEX IF NOT EXISTS u_import_map_name ON import_map (object, name)

CREATE TABLE IF NOT EXISTS bulk_run (
    id uuid PRIMARY KEY, kind text NOT NULL, object text, wish jsonb NOT NULL, state text NOT NULL, actor_id uuid, actor jsonb NOT NULL, via text NOT NULL, cause text,
    change_set_id uuid NOT NULL, rows_done bigint NOT NULL DEFAULT 0, rows_total bigint, place jsonb, counts jsonb NOT NULL DEFAULT '{}', left_out jsonb NOT NULL DEFAULT '[]',
    stop_wanted boolean NOT NULL DEFAULT false, runner text, heartbeat_at timestamptz, took_ms bigint NOT NULL DEFAULT 0, error jsonb,
    created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, finished_at timestamptz)

CREATE INDEX IF NOT EXISTS i_bulk_run_created ON bulk_run (created_at, id)

CREATE INDEX IF NOT EXISTS i_bulk_run_open ON bulk_run (state) WHERE state IN ('queued', 'running')

CREATE TABLE IF NOT EXISTS twin_term (run_id uuid NOT NULL, term text NOT NULL, record_id uuid NOT NULL, PRIMARY KEY (run_id, term, record_id))

CREATE TABLE IF NOT EXISTS twin_group (
    id uuid PRIMARY KEY, object text NOT NULL, records uuid[] NOT NULL, terms text[] NOT NULL, sure boolean NOT NULL, found_at timestamptz NOT NULL)

CREATE INDEX IF NOT EXISTS i_twin_group_object ON twin_group (object, id)

CREATE TABLE IF NOT EXISTS bulk_item (run_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (run_id, id))

CREATE TABLE IF NOT EXISTS handover (
    id uuid PRIMARY KEY, member_id uuid NOT NULL, actor_id uuid NOT NULL, plan json NOT NULL, state text NOT NULL, change_set_id uuid NOT NULL,
    rows_done bigint NOT NULL DEFAULT 0, rows_total bigint NOT NULL, stop_wanted boolean NOT NULL DEFAULT false, error jsonb,
    created_at timestamptz NOT NULL, finished_at timestamptz)

CREATE INDEX IF NOT EXISTS i_handover_created ON handover (created_at, id)

CREATE TABLE IF NOT EXISTS stored_file (
    id uuid PRIMARY KEY, hash text NOT NULL, name text NOT NULL, type text NOT NULL, size_bytes bigint NOT NULL, at timestamptz NOT NULL, by uuid)

CREATE TABLE IF NOT EXISTS notice (
    id uuid PRIMARY KEY, person uuid NOT NULL, kind text NOT NULL, asks boolean NOT NULL, object text NOT NULL, record_id uuid NOT NULL, actor_id uuid,
    "values" jsonb NOT NULL DEFAULT '{}', change_set_id uuid NOT NULL, at timestamptz NOT NULL, bell boolean NOT NULL, mail text, once text, read_at timestamptz,
    letter_id uuid, letter_until timestamptz, tries int NOT NULL DEFAULT 0, mailed_at timestamptz)

CREATE INDEX IF NOT EXISTS i_notice_person ON notice (person, at, id) WHERE bell

CREATE INDEX IF NOT EXISTS i_notice_unread ON notice (person, at, id) WHERE bell AND read_at IS NULL

CREATE INDEX IF NOT EXISTS i_notice_change_set ON notice (change_set_id) WHERE read_at IS NULL

CREATE INDEX IF NOT EXISTS i_notice_mail ON notice (person, at) WHERE mail IS NOT NULL AND mailed_at IS NULL AND read_at IS NULL

CREATE INDEX IF NOT EXISTS i_notice_at ON notice (at)

CREATE UNIQUE INDEX IF NOT EXISTS u_notice_once ON notice (once) WHERE once IS NOT NULL

CREATE TABLE IF NOT EXISTS notice_setting (
    person uuid PRIMARY KEY, channels jsonb NOT NULL DEFAULT '{}', morning int, quiet_from int, quiet_until int, digest_on date)

CREATE TABLE IF NOT EXISTS erasure (
    id uuid PRIMARY KEY, at timestamptz NOT NULL, by uuid, wish jsonb, state text NOT NULL, passed text[] NOT NULL DEFAULT '{}', total int NOT NULL,
    counts jsonb NOT NULL DEFAULT '{}', hash text, batch bigint, error text, finished_at timestamptz)

CREATE TABLE IF NOT EXISTS data_key (id text PRIMARY KEY, purpose text NOT NULL, wrapped text NOT NULL, made_at timestamptz NOT NULL, retired_at timestamptz)

CREATE UNIQUE INDEX IF NOT EXISTS u_data_key_purpose ON data_key (purpose) WHERE retired_at IS NULL

CREATE TABLE IF NOT EXISTS audit (
    id uuid NOT NULL, at timestamptz NOT NULL, batch bigint NOT NULL, place int NOT NULL, kind text NOT NULL, actor_id uuid, via text NOT NULL, object text,
    record_id uuid, address text, device text, detail jsonb, about text, salt text, seal text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)

CREATE INDEX IF NOT EXISTS i_audit_at ON audit (at, id)

CREATE INDEX IF NOT EXISTS i_audit_actor ON audit (actor_id, at, id)

CREATE INDEX IF NOT EXISTS i_audit_record ON audit (record_id, at, id)

CREATE INDEX IF NOT EXISTS i_audit_batch ON audit (batch, place)

CREATE TABLE IF NOT EXISTS audit_rest PARTITION OF audit DEFAULT

CREATE TABLE IF NOT EXISTS audit_batch (
    seq bigint PRIMARY KEY, at timestamptz NOT NULL, size int NOT NULL, oldest timestamptz NOT NULL, entries_hash text NOT NULL, change_sets int NOT NULL,
    changes_hash text NOT NULL, previous text NOT NULL, hash text NOT NULL)

CREATE TABLE IF NOT EXISTS audit_change_set (change_set_id uuid PRIMARY KEY, seq bigint NOT NULL)

CREATE INDEX IF NOT EXISTS i_audit_change_set_seq ON audit_change_set (seq)

CREATE TABLE department (
  id uuid NOT NULL,
  name text,
  parent_id uuid,
  head_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_department_external_id_9db86a: UNIQUE ("external_id")
-- u_department_parent_id_name_92cce8: UNIQUE ("parent_id", "name") NULLS NOT DISTINCT
-- i_department_updated_0f9598: (updated_at, id)
-- i_department_created_833121: (created_at, id)
-- i_department_parent_id_df32a8: ("parent_id", updated_at, id) WHERE "parent_id" IS NOT NULL
-- i_department_head_id_cb22fb: ("head_id", updated_at, id) WHERE "head_id" IS NOT NULL
-- i_department_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- department_words (id uuid PRIMARY KEY, search tsvector): i_department_words_gin_6a41b8: USING gin (search)

CREATE TABLE member (
  id uuid NOT NULL,
  name text,
  email text,
  phone text,
  department_id uuid,
  title text,
  superior_id uuid,
  roles text[],
  active boolean,
  skills text[],
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_member_email_daecf4: UNIQUE ("email")
-- u_member_external_id_9db86a: UNIQUE ("external_id")
-- i_member_updated_0f9598: (updated_at, id)
-- i_member_created_833121: (created_at, id)
-- i_member_department_id_151316: ("department_id", updated_at, id) WHERE "department_id" IS NOT NULL
-- i_member_superior_id_3b7037: ("superior_id", updated_at, id) WHERE "superior_id" IS NOT NULL
-- i_member_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- member_words (id uuid PRIMARY KEY, search tsvector): i_member_words_gin_6a41b8: USING gin (search)
-- f_member_department_id_2ad29f: department_id → department

CREATE TABLE membership (
  id uuid NOT NULL,
  member_id uuid,
  department_id uuid,
  function text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_membership_external_id_9db86a: UNIQUE ("external_id")
-- u_membership_member_id_department_id_feb406: UNIQUE ("member_id", "department_id") NULLS NOT DISTINCT
-- i_membership_updated_0f9598: (updated_at, id)
-- i_membership_created_833121: (created_at, id)
-- i_membership_member_id_8a4e79: ("member_id", updated_at, id)
-- i_membership_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_membership_title_97d4b9: (("function" COLLATE "zh-x-icu"), id)
-- f_membership_member_id_e31ab6: member_id → member
-- f_membership_department_id_2ad29f: department_id → department

CREATE TABLE role (
  id uuid NOT NULL,
  key text,
  name text,
  label_zh_cn text,
  label_zh_tw text,
  label_en text,
  about text,
  grants jsonb,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_role_key_bfce4b: UNIQUE ("key")
-- u_role_external_id_9db86a: UNIQUE ("external_id")
-- i_role_updated_0f9598: (updated_at, id)
-- i_role_created_833121: (created_at, id)
-- i_role_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- role_words (id uuid PRIMARY KEY, search tsvector): i_role_words_gin_6a41b8: USING gin (search)

CREATE TABLE share (
  id uuid NOT NULL,
  object text,
  record_id uuid,
  grantee_kind text,
  grantee_id text,
  may_write boolean,
  team_role text,
  ends_on date,
  along jsonb,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_share_external_id_9db86a: UNIQUE ("external_id")
-- u_share_object_grantee_kind_grantee_id_reco_0d949d: UNIQUE ("object", "grantee_kind", "grantee_id", "record_id") NULLS NOT DISTINCT
-- i_share_updated_0f9598: (updated_at, id)
-- i_share_created_833121: (created_at, id)
-- i_share_record_id_8ed3b3: ("record_id", updated_at, id)
-- i_share_title_fcaa97: (("object" COLLATE "zh-x-icu"), id)

CREATE TABLE exchange_rate (
  id uuid NOT NULL,
  currency text,
  valid_from date,
  rate numeric(24,8),
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_exchange_rate_external_id_9db86a: UNIQUE ("external_id")
-- u_exchange_rate_currency_valid_from_ad879b: UNIQUE ("currency", "valid_from") NULLS NOT DISTINCT
-- i_exchange_rate_updated_0f9598: (updated_at, id)
-- i_exchange_rate_created_833121: (created_at, id)
-- i_exchange_rate_title_f9cbf0: (("currency" COLLATE "zh-x-icu"), id)
-- i_exchange_rate_by_valid_from_166fb0: ("valid_from", id)
-- exchange_rate_words (id uuid PRIMARY KEY, search tsvector): i_exchange_rate_words_gin_6a41b8: USING gin (search)

CREATE TABLE security_setting (
  id uuid NOT NULL,
  name text,
  audit_months bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_security_setting_name_99ac9c: UNIQUE ("name")
-- u_security_setting_external_id_9db86a: UNIQUE ("external_id")
-- i_security_setting_updated_0f9598: (updated_at, id)
-- i_security_setting_created_833121: (created_at, id)
-- i_security_setting_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- security_setting_words (id uuid PRIMARY KEY, search tsvector): i_security_setting_words_gin_6a41b8: USING gin (search)

CREATE TABLE sign_in_policy (
  id uuid NOT NULL,
  name text,
  roles text[],
  second_factor boolean,
  methods text[],
  addresses text,
  active boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_sign_in_policy_name_99ac9c: UNIQUE ("name")
-- u_sign_in_policy_external_id_9db86a: UNIQUE ("external_id")
-- i_sign_in_policy_updated_0f9598: (updated_at, id)
-- i_sign_in_policy_created_833121: (created_at, id)
-- i_sign_in_policy_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- sign_in_policy_words (id uuid PRIMARY KEY, search tsvector): i_sign_in_policy_words_gin_6a41b8: USING gin (search)

CREATE TABLE identity_provider (
  id uuid NOT NULL,
  name text,
  issuer text,
  client_id text,
  active boolean,
  creates_members boolean,
  roles text[],
  department_id uuid,
  trusts_second_factor boolean,
  signs_out boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_identity_provider_name_99ac9c: UNIQUE ("name")
-- u_identity_provider_external_id_9db86a: UNIQUE ("external_id")
-- i_identity_provider_updated_0f9598: (updated_at, id)
-- i_identity_provider_created_833121: (created_at, id)
-- i_identity_provider_department_id_151316: ("department_id", updated_at, id) WHERE "department_id" IS NOT NULL
-- i_identity_provider_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- identity_provider_words (id uuid PRIMARY KEY, search tsvector): i_identity_provider_words_gin_6a41b8: USING gin (search)
-- f_identity_provider_department_id_2ad29f: department_id → department

CREATE TABLE backup_plan (
  id uuid NOT NULL,
  name text,
  every text,
  hour bigint,
  keep bigint,
  rehearse boolean,
  active boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_backup_plan_external_id_9db86a: UNIQUE ("external_id")
-- i_backup_plan_updated_0f9598: (updated_at, id)
-- i_backup_plan_created_833121: (created_at, id)
-- i_backup_plan_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- backup_plan_words (id uuid PRIMARY KEY, search tsvector): i_backup_plan_words_gin_6a41b8: USING gin (search)

CREATE TABLE duplicate_setting (
  id uuid NOT NULL,
  name text,
  disclose_owner boolean,
  block_sure boolean,
  block_else text[],
  sure_else text[],
  pass_roles text[],
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_duplicate_setting_name_99ac9c: UNIQUE ("name")
-- u_duplicate_setting_external_id_9db86a: UNIQUE ("external_id")
-- i_duplicate_setting_updated_0f9598: (updated_at, id)
-- i_duplicate_setting_created_833121: (created_at, id)
-- i_duplicate_setting_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- duplicate_setting_words (id uuid PRIMARY KEY, search tsvector): i_duplicate_setting_words_gin_6a41b8: USING gin (search)

CREATE TABLE history_retention (
  id uuid NOT NULL,
  object text,
  months bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_history_retention_object_f8d176: UNIQUE ("object")
-- u_history_retention_external_id_9db86a: UNIQUE ("external_id")
-- i_history_retention_updated_0f9598: (updated_at, id)
-- i_history_retention_created_833121: (created_at, id)
-- i_history_retention_title_fcaa97: (("object" COLLATE "zh-x-icu"), id)
-- history_retention_words (id uuid PRIMARY KEY, search tsvector): i_history_retention_words_gin_6a41b8: USING gin (search)

CREATE TABLE definition (
  id uuid NOT NULL,
  kind text,
  object text,
  name text,
  body jsonb,
  position bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_definition_external_id_9db86a: UNIQUE ("external_id")
-- u_definition_kind_object_name_60b05b: UNIQUE ("kind", "object", "name") NULLS NOT DISTINCT
-- i_definition_updated_0f9598: (updated_at, id)
-- i_definition_created_833121: (created_at, id)
-- i_definition_object_ccaa85: ("object", updated_at, id)
-- i_definition_title_83651a: (("name" COLLATE "zh-x-icu"), id)

CREATE TABLE saved_view (
  id uuid NOT NULL,
  name text,
  object text,
  body jsonb,
  position bigint,
  is_shared boolean,
  default_for text[],
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_saved_view_external_id_9db86a: UNIQUE ("external_id")
-- i_saved_view_updated_0f9598: (updated_at, id)
-- i_saved_view_created_833121: (created_at, id)
-- i_saved_view_object_ccaa85: ("object", updated_at, id)
-- i_saved_view_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_saved_view_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_saved_view_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- f_saved_view_owner_id_e31ab6: owner_id → member
-- f_saved_view_department_id_2ad29f: department_id → department

CREATE TABLE view_choice (
  id uuid NOT NULL,
  object text,
  view_id uuid,
  is_pinned boolean,
  is_default boolean,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_view_choice_external_id_9db86a: UNIQUE ("external_id")
-- u_view_choice_owner_id_object_2fcede: UNIQUE ("owner_id", "object") NULLS NOT DISTINCT WHERE "is_default"
-- i_view_choice_updated_0f9598: (updated_at, id)
-- i_view_choice_created_833121: (created_at, id)
-- i_view_choice_object_ccaa85: ("object", updated_at, id)
-- i_view_choice_view_id_ddfc8b: ("view_id", updated_at, id) WHERE "view_id" IS NOT NULL
-- i_view_choice_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_view_choice_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_view_choice_title_fcaa97: (("object" COLLATE "zh-x-icu"), id)
-- f_view_choice_view_id_82d08e: view_id → saved_view
-- f_view_choice_owner_id_e31ab6: owner_id → member
-- f_view_choice_department_id_2ad29f: department_id → department

CREATE TABLE merged_into (
  id uuid NOT NULL,
  object text,
  key text,
  record_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_merged_into_external_id_9db86a: UNIQUE ("external_id")
-- u_merged_into_object_key_811708: UNIQUE ("object", "key") NULLS NOT DISTINCT
-- i_merged_into_updated_0f9598: (updated_at, id)
-- i_merged_into_created_833121: (created_at, id)
-- i_merged_into_record_id_8ed3b3: ("record_id", updated_at, id)
-- i_merged_into_title_97674a: (("key" COLLATE "zh-x-icu"), id)

CREATE TABLE distinct_pair (
  id uuid NOT NULL,
  object text,
  one_id uuid,
  other_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_distinct_pair_external_id_9db86a: UNIQUE ("external_id")
-- u_distinct_pair_object_one_id_other_id_19685a: UNIQUE ("object", "one_id", "other_id") NULLS NOT DISTINCT
-- i_distinct_pair_updated_0f9598: (updated_at, id)
-- i_distinct_pair_created_833121: (created_at, id)
-- i_distinct_pair_other_id_11243e: ("other_id", updated_at, id)
-- i_distinct_pair_title_fcaa97: (("object" COLLATE "zh-x-icu"), id)

CREATE TABLE approval_flow (
  id uuid NOT NULL,
  title text,
  object text,
  occasion text,
  action text,
  condition text,
  watched jsonb,
  steps jsonb,
  repeated text,
  recall text,
  copies jsonb,
  many boolean,
  active boolean,
  position bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_approval_flow_external_id_9db86a: UNIQUE ("external_id")
-- i_approval_flow_updated_0f9598: (updated_at, id)
-- i_approval_flow_created_833121: (created_at, id)
-- i_approval_flow_object_ccaa85: ("object", updated_at, id)
-- i_approval_flow_active_8a36c2: ("active", updated_at, id)
-- i_approval_flow_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- i_approval_flow_by_position_dea2bb: ("position", id)
-- approval_flow_words (id uuid PRIMARY KEY, search tsvector): i_approval_flow_words_gin_6a41b8: USING gin (search)

CREATE TABLE approval_case (
  id uuid NOT NULL,
  title text,
  object text,
  record_id uuid,
  flow_id uuid,
  flow_version bigint,
  body jsonb,
  state text,
  step bigint,
  round bigint,
  change jsonb,
  shut text,
  shut_sealed text,
  shut_tail text,
  chain jsonb,
  since timestamptz,
  ended_at timestamptz,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_approval_case_external_id_9db86a: UNIQUE ("external_id")
-- i_approval_case_updated_0f9598: (updated_at, id)
-- i_approval_case_created_833121: (created_at, id)
-- i_approval_case_record_id_9fddd1: ("record_id", updated_at, id) WHERE "record_id" IS NOT NULL
-- i_approval_case_flow_id_b30503: ("flow_id", updated_at, id) WHERE "flow_id" IS NOT NULL
-- i_approval_case_state_c1ffe3: ("state", updated_at, id) WHERE "state" IS NOT NULL
-- i_approval_case_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_approval_case_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_approval_case_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- approval_case_words (id uuid PRIMARY KEY, search tsvector): i_approval_case_words_gin_6a41b8: USING gin (search)
-- f_approval_case_flow_id_8d8e5d: flow_id → approval_flow
-- f_approval_case_owner_id_e31ab6: owner_id → member
-- f_approval_case_department_id_2ad29f: department_id → department

CREATE TABLE approval_task (
  id uuid NOT NULL,
  case_id uuid,
  kind text,
  title text,
  step_name text,
  step bigint,
  round bigint,
  state text,
  comment text,
  decided_by_id uuid,
  decided_at timestamptz,
  on_behalf_of_id uuid,
  from_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_approval_task_external_id_9db86a: UNIQUE ("external_id")
-- u_approval_task_owner_id_state_id_92acbe: UNIQUE ("owner_id", "state", "id") NULLS NOT DISTINCT
-- i_approval_task_updated_0f9598: (updated_at, id)
-- i_approval_task_created_833121: (created_at, id)
-- i_approval_task_case_id_0c579c: ("case_id", updated_at, id) WHERE "case_id" IS NOT NULL
-- i_approval_task_decided_by_id_f0f445: ("decided_by_id", updated_at, id) WHERE "decided_by_id" IS NOT NULL
-- i_approval_task_on_behalf_of_id_f59a18: ("on_behalf_of_id", updated_at, id) WHERE "on_behalf_of_id" IS NOT NULL
-- i_approval_task_from_id_5d25bb: ("from_id", updated_at, id) WHERE "from_id" IS NOT NULL
-- i_approval_task_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_approval_task_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_approval_task_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- f_approval_task_case_id_12e3ee: case_id → approval_case
-- f_approval_task_decided_by_id_e31ab6: decided_by_id → member
-- f_approval_task_on_behalf_of_id_e31ab6: on_behalf_of_id → member
-- f_approval_task_from_id_e31ab6: from_id → member
-- f_approval_task_owner_id_e31ab6: owner_id → member
-- f_approval_task_department_id_2ad29f: department_id → department

CREATE TABLE approval_note (
  id uuid NOT NULL,
  case_id uuid,
  kind text,
  person_id uuid,
  differs jsonb,
  text text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_approval_note_external_id_9db86a: UNIQUE ("external_id")
-- i_approval_note_updated_0f9598: (updated_at, id)
-- i_approval_note_created_833121: (created_at, id)
-- i_approval_note_case_id_0c579c: ("case_id", updated_at, id) WHERE "case_id" IS NOT NULL
-- i_approval_note_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- f_approval_note_case_id_12e3ee: case_id → approval_case
-- f_approval_note_person_id_e31ab6: person_id → member

CREATE TABLE approval_delegation (
  id uuid NOT NULL,
  to_id uuid,
  valid_from date,
  valid_until date,
  flow_id uuid,
  note text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_approval_delegation_external_id_9db86a: UNIQUE ("external_id")
-- i_approval_delegation_updated_0f9598: (updated_at, id)
-- i_approval_delegation_created_833121: (created_at, id)
-- i_approval_delegation_to_id_7b7f3d: ("to_id", updated_at, id)
-- i_approval_delegation_flow_id_b30503: ("flow_id", updated_at, id) WHERE "flow_id" IS NOT NULL
-- i_approval_delegation_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_approval_delegation_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_approval_delegation_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- i_approval_delegation_by_valid_from_166fb0: ("valid_from", id)
-- f_approval_delegation_to_id_e31ab6: to_id → member
-- f_approval_delegation_flow_id_8d8e5d: flow_id → approval_flow
-- f_approval_delegation_owner_id_e31ab6: owner_id → member
-- f_approval_delegation_department_id_2ad29f: department_id → department

CREATE TABLE grade_rule (
  id uuid NOT NULL,
  name text,
  position bigint,
  grade text,
  filter jsonb,
  is_active boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_grade_rule_name_99ac9c: UNIQUE ("name")
-- u_grade_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_grade_rule_updated_0f9598: (updated_at, id)
-- i_grade_rule_created_833121: (created_at, id)
-- i_grade_rule_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_grade_rule_by_position_dea2bb: ("position", id)
-- grade_rule_words (id uuid PRIMARY KEY, search tsvector): i_grade_rule_words_gin_6a41b8: USING gin (search)

CREATE TABLE billing_title (
  id uuid NOT NULL,
  account_id uuid,
  kind text,
  name text,
  tax_number text,
  bank text,
  bank_account text,
  address text,
  phone text,
  is_frozen boolean,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_billing_title_external_id_9db86a: UNIQUE ("external_id")
-- i_billing_title_updated_0f9598: (updated_at, id)
-- i_billing_title_created_833121: (created_at, id)
-- i_billing_title_account_id_7732a6: ("account_id", updated_at, id)
-- i_billing_title_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- billing_title_words (id uuid PRIMARY KEY, search tsvector): i_billing_title_words_gin_6a41b8: USING gin (search)

CREATE TABLE price_list (
  id uuid NOT NULL,
  name text,
  parent_id uuid,
  is_active boolean,
  is_default boolean,
  position bigint,
  grades text[],
  tags text[],
  valid_from date,
  valid_to date,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_price_list_name_99ac9c: UNIQUE ("name")
-- u_price_list_external_id_9db86a: UNIQUE ("external_id")
-- i_price_list_updated_0f9598: (updated_at, id)
-- i_price_list_created_833121: (created_at, id)
-- i_price_list_parent_id_df32a8: ("parent_id", updated_at, id) WHERE "parent_id" IS NOT NULL
-- i_price_list_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_price_list_by_position_dea2bb: ("position", id)
-- price_list_words (id uuid PRIMARY KEY, search tsvector): i_price_list_words_gin_6a41b8: USING gin (search)

CREATE TABLE pool (
  id uuid NOT NULL,
  name text,
  kind text,
  is_open boolean,
  for_department_id uuid,
  is_default boolean,
  takes_arrivals boolean,
  cooling_days bigint,
  exempts_administrators boolean,
  waiting_hours bigint,
  waits_anew boolean,
  per_day bigint,
  per_week bigint,
  most_held bigint,
  contacts_stay boolean,
  hides_names boolean,
  openings_per_day bigint,
  card_hides text[],
  shows_last_owner boolean,
  counted_kinds text[],
  least_length bigint,
  counts_bulk boolean,
  remark text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_pool_external_id_9db86a: UNIQUE ("external_id")
-- u_pool_name_34e13c: UNIQUE ("name") NULLS NOT DISTINCT
-- i_pool_updated_0f9598: (updated_at, id)
-- i_pool_created_833121: (created_at, id)
-- i_pool_for_department_id_b7fdd4: ("for_department_id", updated_at, id) WHERE "for_department_id" IS NOT NULL
-- i_pool_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_pool_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_pool_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- pool_words (id uuid PRIMARY KEY, search tsvector): i_pool_words_gin_6a41b8: USING gin (search)
-- f_pool_for_department_id_2ad29f: for_department_id → department
-- f_pool_owner_id_e31ab6: owner_id → member
-- f_pool_department_id_2ad29f: department_id → department

CREATE TABLE pool_rule (
  id uuid NOT NULL,
  name text,
  pool_id uuid,
  is_active boolean,
  department_id uuid,
  role text,
  filter jsonb,
  clock text,
  days bigint,
  spared_from numeric(24,2),
  notice_days bigint,
  remind_days text,
  has_running_contract boolean,
  has_overdue_money boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_pool_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_pool_rule_updated_0f9598: (updated_at, id)
-- i_pool_rule_created_833121: (created_at, id)
-- i_pool_rule_pool_id_8a8bce: ("pool_id", updated_at, id)
-- i_pool_rule_department_id_151316: ("department_id", updated_at, id) WHERE "department_id" IS NOT NULL
-- i_pool_rule_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- pool_rule_words (id uuid PRIMARY KEY, search tsvector): i_pool_rule_words_gin_6a41b8: USING gin (search)
-- f_pool_rule_pool_id_27cac5: pool_id → pool
-- f_pool_rule_department_id_2ad29f: department_id → department

CREATE TABLE territory_model (
  id uuid NOT NULL,
  name text,
  kind text,
  state text,
  keeps_hand boolean,
  owners text,
  copied_from_id uuid,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_territory_model_external_id_9db86a: UNIQUE ("external_id")
-- u_territory_model_name_34e13c: UNIQUE ("name") NULLS NOT DISTINCT
-- i_territory_model_updated_0f9598: (updated_at, id)
-- i_territory_model_created_833121: (created_at, id)
-- i_territory_model_state_4e7f2c: ("state", updated_at, id)
-- i_territory_model_copied_from_id_fd7063: ("copied_from_id", updated_at, id) WHERE "copied_from_id" IS NOT NULL
-- i_territory_model_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- territory_model_words (id uuid PRIMARY KEY, search tsvector): i_territory_model_words_gin_6a41b8: USING gin (search)

CREATE TABLE territory (
  id uuid NOT NULL,
  name text,
  model_id uuid,
  parent_id uuid,
  priority bigint,
  filter jsonb,
  is_active boolean,
  copied_from_id uuid,
  remark text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_territory_external_id_9db86a: UNIQUE ("external_id")
-- u_territory_model_id_name_bf82f2: UNIQUE ("model_id", "name") NULLS NOT DISTINCT
-- i_territory_updated_0f9598: (updated_at, id)
-- i_territory_created_833121: (created_at, id)
-- i_territory_model_id_793569: ("model_id", updated_at, id)
-- i_territory_parent_id_df32a8: ("parent_id", updated_at, id) WHERE "parent_id" IS NOT NULL
-- i_territory_copied_from_id_fd7063: ("copied_from_id", updated_at, id) WHERE "copied_from_id" IS NOT NULL
-- i_territory_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_territory_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_territory_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_territory_by_priority_59e57c: ("priority", id)
-- territory_words (id uuid PRIMARY KEY, search tsvector): i_territory_words_gin_6a41b8: USING gin (search)
-- f_territory_model_id_65b2ca: model_id → territory_model
-- f_territory_owner_id_e31ab6: owner_id → member
-- f_territory_department_id_2ad29f: department_id → department

CREATE TABLE campaign (
  id uuid NOT NULL,
  name text,
  kind text,
  state text,
  starts_on date,
  ends_on date,
  budget numeric(19,4),
  budget_currency text,
  cost numeric(19,4),
  cost_currency text,
  goal text,
  utm text,
  letters_from bigint,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_campaign_utm_4a87f2: UNIQUE ("utm")
-- u_campaign_external_id_9db86a: UNIQUE ("external_id")
-- i_campaign_updated_0f9598: (updated_at, id)
-- i_campaign_created_833121: (created_at, id)
-- i_campaign_kind_07613a: ("kind", updated_at, id) WHERE "kind" IS NOT NULL
-- i_campaign_state_4e7f2c: ("state", updated_at, id)
-- i_campaign_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_campaign_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_campaign_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_campaign_by_starts_on_d99ed1: ("starts_on", id)
-- campaign_words (id uuid PRIMARY KEY, search tsvector): i_campaign_words_gin_6a41b8: USING gin (search)
-- f_campaign_owner_id_e31ab6: owner_id → member
-- f_campaign_department_id_2ad29f: department_id → department

CREATE TABLE account (
  id uuid NOT NULL,
  name text,
  mnemonic text,
  credit_code text,
  legal_person text,
  number text,
  kind text,
  class text,
  stage text,
  grade text,
  grade_reason text,
  grade_until date,
  grade_rule_id uuid,
  is_key boolean,
  value text,
  credit text,
  relationship text,
  intent text,
  industry text,
  source text,
  headcount bigint,
  founded_year bigint,
  annual_revenue numeric(19,4),
  annual_revenue_currency text,
  gender text,
  birthday date,
  birthday_by text,
  lunar_month text,
  lunar_day bigint,
  lunar_leap boolean,
  next_birthday_on date,
  id_kind text,
  id_number text,
  id_number_sealed text,
  id_number_tail text,
  blacklist text,
  blacklist_reason text,
  blacklist_until date,
  blacklisted_on date,
  blacklisted_by_id uuid,
  billing_title_id uuid,
  credit_limit numeric(19,4),
  credit_limit_currency text,
  credit_days bigint,
  credit_hold boolean,
  credit_note text,
  parent_id uuid,
  open_to_parent boolean,
  country text,
  province text,
  city text,
  district text,
  postcode text,
  address text,
  phone text,
  fax text,
  website text,
  tags text[],
  remark text,
  price_list_id uuid,
  returned_on date,
  returned_as text,
  paper_language text,
  may_be_named boolean,
  reference text,
  latitude numeric(24,6),
  longitude numeric(24,6),
  pool_id uuid,
  pool_reason text,
  pool_note text,
  pooled_at timestamptz,
  claimable_at timestamptz,
  last_owner_id uuid,
  released_by_id uuid,
  held_since timestamptz,
  locked_until date,
  return_on date,
  left_out_on date,
  return_rule_id uuid,
  territory_id uuid,
  territory_by text,
  territory_why jsonb,
  territory_note text,
  service_territory_id uuid,
  service_territory_by text,
  service_territory_why jsonb,
  service_territory_note text,
  segments text[],
  campaign_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_account_number_024c80: UNIQUE ("number")
-- u_account_external_id_9db86a: UNIQUE ("external_id")
-- i_account_updated_0f9598: (updated_at, id)
-- i_account_created_833121: (created_at, id)
-- i_account_class_c4f348: ("class", updated_at, id)
-- i_account_stage_b76b91: ("stage", updated_at, id)
-- i_account_grade_89ae5a: ("grade", updated_at, id) WHERE "grade" IS NOT NULL
-- i_account_grade_rule_id_e2d1ad: ("grade_rule_id", updated_at, id) WHERE "grade_rule_id" IS NOT NULL
-- i_account_is_key_fcd525: ("is_key", updated_at, id)
-- i_account_intent_134d33: ("intent", updated_at, id) WHERE "intent" IS NOT NULL
-- i_account_industry_616dcd: ("industry", updated_at, id) WHERE "industry" IS NOT NULL
-- i_account_source_3693c6: ("source", updated_at, id) WHERE "source" IS NOT NULL
-- i_account_next_birthday_on_c8a617: ("next_birthday_on", updated_at, id) WHERE "next_birthday_on" IS NOT NULL
-- i_account_blacklist_38092d: ("blacklist", updated_at, id) WHERE "blacklist" IS NOT NULL
-- i_account_blacklist_until_f21fa3: ("blacklist_until", updated_at, id) WHERE "blacklist_until" IS NOT NULL
-- i_account_blacklisted_by_id_44e341: ("blacklisted_by_id", updated_at, id) WHERE "blacklisted_by_id" IS NOT NULL
-- i_account_billing_title_id_6a3fdf: ("billing_title_id", updated_at, id) WHERE "billing_title_id" IS NOT NULL
-- i_account_parent_id_df32a8: ("parent_id", updated_at, id) WHERE "parent_id" IS NOT NULL
-- i_account_province_7aa157: ("province", updated_at, id) WHERE "province" IS NOT NULL
-- i_account_city_9d90ee: ("city", updated_at, id) WHERE "city" IS NOT NULL
-- i_account_price_list_id_4c37a8: ("price_list_id", updated_at, id) WHERE "price_list_id" IS NOT NULL
-- i_account_returned_on_24a9e2: ("returned_on", updated_at, id) WHERE "returned_on" IS NOT NULL
-- i_account_may_be_named_68b8c2: ("may_be_named", updated_at, id)
-- i_account_pool_id_08ee67: ("pool_id", updated_at, id) WHERE "pool_id" IS NOT NULL
-- i_account_last_owner_id_882666: ("last_owner_id", updated_at, id) WHERE "last_owner_id" IS NOT NULL
-- i_account_released_by_id_c9fa6b: ("released_by_id", updated_at, id) WHERE "released_by_id" IS NOT NULL
-- i_account_return_on_e9b6a9: ("return_on", updated_at, id) WHERE "return_on" IS NOT NULL
-- i_account_return_rule_id_38240f: ("return_rule_id", updated_at, id) WHERE "return_rule_id" IS NOT NULL
-- i_account_territory_id_216e7f: ("territory_id", updated_at, id) WHERE "territory_id" IS NOT NULL
-- i_account_service_territory_id_46d59f: ("service_territory_id", updated_at, id) WHERE "service_territory_id" IS NOT NULL
-- i_account_campaign_id_45fff8: ("campaign_id", updated_at, id) WHERE "campaign_id" IS NOT NULL
-- i_account_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_account_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_account_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- account_words (id uuid PRIMARY KEY, search tsvector): i_account_words_gin_6a41b8: USING gin (search)
-- f_account_grade_rule_id_4fee26: grade_rule_id → grade_rule
-- f_account_blacklisted_by_id_e31ab6: blacklisted_by_id → member
-- f_account_billing_title_id_0bddcb: billing_title_id → billing_title
-- f_account_price_list_id_b11732: price_list_id → price_list
-- f_account_pool_id_27cac5: pool_id → pool
-- f_account_last_owner_id_e31ab6: last_owner_id → member
-- f_account_released_by_id_e31ab6: released_by_id → member
-- f_account_return_rule_id_4de111: return_rule_id → pool_rule
-- f_account_territory_id_b085a2: territory_id → territory
-- f_account_service_territory_id_b085a2: service_territory_id → territory
-- f_account_campaign_id_3dc260: campaign_id → campaign
-- f_account_owner_id_e31ab6: owner_id → member
-- f_account_department_id_2ad29f: department_id → department

CREATE TABLE contact (
  id uuid NOT NULL,
  account_id uuid,
  name text,
  gender text,
  class text,
  is_primary boolean,
  duty text,
  salutation text,
  department text,
  title text,
  mobile text,
  work_phone text,
  fax text,
  email text,
  im text,
  home_phone text,
  home_address text,
  birthday date,
  birthday_by text,
  lunar_month text,
  lunar_day bigint,
  lunar_leap boolean,
  next_birthday_on date,
  hobbies text,
  left_on date,
  reports_to_id uuid,
  way_phones text[],
  way_mails text[],
  tags text[],
  remark text,
  wants_no_mails boolean,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_contact_external_id_9db86a: UNIQUE ("external_id")
-- i_contact_updated_0f9598: (updated_at, id)
-- i_contact_created_833121: (created_at, id)
-- i_contact_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_contact_class_c4f348: ("class", updated_at, id)
-- i_contact_next_birthday_on_c8a617: ("next_birthday_on", updated_at, id) WHERE "next_birthday_on" IS NOT NULL
-- i_contact_left_on_f8e4ff: ("left_on", updated_at, id) WHERE "left_on" IS NOT NULL
-- i_contact_reports_to_id_a22b44: ("reports_to_id", updated_at, id) WHERE "reports_to_id" IS NOT NULL
-- i_contact_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_contact_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_contact_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- contact_words (id uuid PRIMARY KEY, search tsvector): i_contact_words_gin_6a41b8: USING gin (search)
-- f_contact_account_id_9af211: account_id → account
-- f_contact_owner_id_e31ab6: owner_id → member
-- f_contact_department_id_2ad29f: department_id → department

CREATE TABLE affiliation (
  id uuid NOT NULL,
  contact_id uuid,
  account_id uuid,
  title text,
  department text,
  from_on date,
  to_on date,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_affiliation_external_id_9db86a: UNIQUE ("external_id")
-- i_affiliation_updated_0f9598: (updated_at, id)
-- i_affiliation_created_833121: (created_at, id)
-- i_affiliation_contact_id_b2033e: ("contact_id", updated_at, id)
-- i_affiliation_account_id_7732a6: ("account_id", updated_at, id)
-- i_affiliation_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- i_affiliation_by_from_on_36813b: ("from_on", id)
-- affiliation_words (id uuid PRIMARY KEY, search tsvector): i_affiliation_words_gin_6a41b8: USING gin (search)
-- f_affiliation_contact_id_093e7d: contact_id → contact
-- f_affiliation_account_id_9af211: account_id → account

CREATE TABLE contact_way (
  id uuid NOT NULL,
  contact_id uuid,
  kind text,
  value text,
  label text,
  is_dead boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_contact_way_external_id_9db86a: UNIQUE ("external_id")
-- i_contact_way_updated_0f9598: (updated_at, id)
-- i_contact_way_created_833121: (created_at, id)
-- i_contact_way_contact_id_b2033e: ("contact_id", updated_at, id)
-- i_contact_way_title_33481e: (("value" COLLATE "zh-x-icu"), id)
-- i_contact_way_by_kind_4d98ff: ((array_position(ARRAY['phone', 'mail', 'chat']::text[], "kind")), id)
-- contact_way_words (id uuid PRIMARY KEY, search tsvector): i_contact_way_words_gin_6a41b8: USING gin (search)
-- f_contact_way_contact_id_093e7d: contact_id → contact

CREATE TABLE answer_rule (
  id uuid NOT NULL,
  name text,
  sources text[],
  minutes bigint,
  from text,
  counted_kinds text[],
  least_length bigint,
  is_active boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_answer_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_answer_rule_updated_0f9598: (updated_at, id)
-- i_answer_rule_created_833121: (created_at, id)
-- i_answer_rule_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- answer_rule_words (id uuid PRIMARY KEY, search tsvector): i_answer_rule_words_gin_6a41b8: USING gin (search)

CREATE TABLE assign_rule (
  id uuid NOT NULL,
  name text,
  position bigint,
  is_active boolean,
  filter jsonb,
  way text,
  skill_field text,
  most_open bigint,
  owner_first boolean,
  in_hours boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_assign_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_assign_rule_updated_0f9598: (updated_at, id)
-- i_assign_rule_created_833121: (created_at, id)
-- i_assign_rule_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_assign_rule_by_position_dea2bb: ("position", id)
-- assign_rule_words (id uuid PRIMARY KEY, search tsvector): i_assign_rule_words_gin_6a41b8: USING gin (search)

CREATE TABLE lead (
  id uuid NOT NULL,
  name text,
  company text,
  title text,
  department text,
  mobile text,
  phone text,
  email text,
  im text,
  website text,
  source text,
  status text,
  industry text,
  country text,
  province text,
  city text,
  address text,
  need text,
  tags text[],
  disqualified_reason text,
  disqualified_note text,
  recall_on date,
  converted_at timestamptz,
  account_id uuid,
  contact_id uuid,
  remark text,
  pool_id uuid,
  pool_reason text,
  pool_note text,
  pooled_at timestamptz,
  claimable_at timestamptz,
  last_owner_id uuid,
  released_by_id uuid,
  held_since timestamptz,
  locked_until date,
  return_on date,
  left_out_on date,
  return_rule_id uuid,
  joined_to_id uuid,
  join_seen_at timestamptz,
  answer_rule_id uuid,
  answer_from timestamptz,
  answer_due_at timestamptz,
  answered_at timestamptz,
  answer_minutes bigint,
  answer_is_late boolean,
  answer_next_at timestamptz,
  answer_steps bigint,
  assign_rule_id uuid,
  assign_reason text,
  assign_skill text,
  assigned_at timestamptz,
  assign_next_id uuid,
  score bigint,
  heat text,
  score_reason text,
  campaign_id uuid,
  wants_no_mails boolean,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_lead_external_id_9db86a: UNIQUE ("external_id")
-- i_lead_updated_0f9598: (updated_at, id)
-- i_lead_created_833121: (created_at, id)
-- i_lead_source_3693c6: ("source", updated_at, id) WHERE "source" IS NOT NULL
-- i_lead_status_582e4b: ("status", updated_at, id)
-- i_lead_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_lead_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_lead_pool_id_08ee67: ("pool_id", updated_at, id) WHERE "pool_id" IS NOT NULL
-- i_lead_last_owner_id_882666: ("last_owner_id", updated_at, id) WHERE "last_owner_id" IS NOT NULL
-- i_lead_released_by_id_c9fa6b: ("released_by_id", updated_at, id) WHERE "released_by_id" IS NOT NULL
-- i_lead_return_on_e9b6a9: ("return_on", updated_at, id) WHERE "return_on" IS NOT NULL
-- i_lead_return_rule_id_38240f: ("return_rule_id", updated_at, id) WHERE "return_rule_id" IS NOT NULL
-- i_lead_joined_to_id_6ab609: ("joined_to_id", updated_at, id) WHERE "joined_to_id" IS NOT NULL
-- i_lead_answer_rule_id_9af4d4: ("answer_rule_id", updated_at, id) WHERE "answer_rule_id" IS NOT NULL
-- i_lead_answer_due_at_d230b0: ("answer_due_at", updated_at, id) WHERE "answer_due_at" IS NOT NULL
-- i_lead_answer_next_at_47a119: ("answer_next_at", updated_at, id) WHERE "answer_next_at" IS NOT NULL
-- i_lead_assign_rule_id_e4e6f4: ("assign_rule_id", updated_at, id) WHERE "assign_rule_id" IS NOT NULL
-- i_lead_assign_reason_449312: ("assign_reason", updated_at, id) WHERE "assign_reason" IS NOT NULL
-- i_lead_assign_next_id_2e44a8: ("assign_next_id", updated_at, id) WHERE "assign_next_id" IS NOT NULL
-- i_lead_score_fdfd2a: ("score", updated_at, id) WHERE "score" IS NOT NULL
-- i_lead_heat_e014a3: ("heat", updated_at, id) WHERE "heat" IS NOT NULL
-- i_lead_campaign_id_45fff8: ("campaign_id", updated_at, id) WHERE "campaign_id" IS NOT NULL
-- i_lead_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_lead_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_lead_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- lead_words (id uuid PRIMARY KEY, search tsvector): i_lead_words_gin_6a41b8: USING gin (search)
-- f_lead_account_id_9af211: account_id → account
-- f_lead_contact_id_093e7d: contact_id → contact
-- f_lead_pool_id_27cac5: pool_id → pool
-- f_lead_last_owner_id_e31ab6: last_owner_id → member
-- f_lead_released_by_id_e31ab6: released_by_id → member
-- f_lead_return_rule_id_4de111: return_rule_id → pool_rule
-- f_lead_answer_rule_id_d66b27: answer_rule_id → answer_rule
-- f_lead_assign_rule_id_bd71ed: assign_rule_id → assign_rule
-- f_lead_assign_next_id_e31ab6: assign_next_id → member
-- f_lead_campaign_id_3dc260: campaign_id → campaign
-- f_lead_owner_id_e31ab6: owner_id → member
-- f_lead_department_id_2ad29f: department_id → department

CREATE TABLE web_form (
  id uuid NOT NULL,
  name text,
  is_active boolean,
  heading text,
  intro text,
  language text,
  thanks text,
  thanks_address text,
  source text,
  target text,
  person_id uuid,
  pool_id uuid,
  join_days bigint,
  sites text[],
  least_seconds bigint,
  most_per_hour bigint,
  campaign_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_web_form_external_id_9db86a: UNIQUE ("external_id")
-- i_web_form_updated_0f9598: (updated_at, id)
-- i_web_form_created_833121: (created_at, id)
-- i_web_form_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- i_web_form_pool_id_08ee67: ("pool_id", updated_at, id) WHERE "pool_id" IS NOT NULL
-- i_web_form_campaign_id_45fff8: ("campaign_id", updated_at, id) WHERE "campaign_id" IS NOT NULL
-- i_web_form_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_web_form_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_web_form_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- web_form_words (id uuid PRIMARY KEY, search tsvector): i_web_form_words_gin_6a41b8: USING gin (search)
-- f_web_form_person_id_e31ab6: person_id → member
-- f_web_form_pool_id_27cac5: pool_id → pool
-- f_web_form_campaign_id_3dc260: campaign_id → campaign
-- f_web_form_owner_id_e31ab6: owner_id → member
-- f_web_form_department_id_2ad29f: department_id → department

CREATE TABLE lead_touch (
  id uuid NOT NULL,
  subject text,
  lead_id uuid,
  account_id uuid,
  at timestamptz,
  is_first boolean,
  state text,
  answered_by_id uuid,
  answered_at timestamptz,
  answer text,
  source text,
  said text,
  utm_source text,
  utm_medium text,
  utm_campaign text,
  utm_term text,
  utm_content text,
  page text,
  referrer text,
  sender text,
  print text,
  form_id uuid,
  visitor text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_lead_touch_external_id_9db86a: UNIQUE ("external_id")
-- i_lead_touch_updated_0f9598: (updated_at, id)
-- i_lead_touch_created_833121: (created_at, id)
-- i_lead_touch_lead_id_2cf315: ("lead_id", updated_at, id)
-- i_lead_touch_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_lead_touch_state_4e7f2c: ("state", updated_at, id)
-- i_lead_touch_answered_by_id_dcec27: ("answered_by_id", updated_at, id) WHERE "answered_by_id" IS NOT NULL
-- i_lead_touch_source_3693c6: ("source", updated_at, id) WHERE "source" IS NOT NULL
-- i_lead_touch_utm_campaign_4339e3: ("utm_campaign", updated_at, id) WHERE "utm_campaign" IS NOT NULL
-- i_lead_touch_sender_5b9f6f: ("sender", updated_at, id) WHERE "sender" IS NOT NULL
-- i_lead_touch_print_cadf05: ("print", updated_at, id) WHERE "print" IS NOT NULL
-- i_lead_touch_form_id_e0a40e: ("form_id", updated_at, id) WHERE "form_id" IS NOT NULL
-- i_lead_touch_visitor_ff1f8b: ("visitor", updated_at, id) WHERE "visitor" IS NOT NULL
-- i_lead_touch_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- i_lead_touch_by_at_2dc87a: ("at", id)
-- lead_touch_words (id uuid PRIMARY KEY, search tsvector): i_lead_touch_words_gin_6a41b8: USING gin (search)
-- f_lead_touch_lead_id_e3456b: lead_id → lead
-- f_lead_touch_account_id_9af211: account_id → account
-- f_lead_touch_answered_by_id_e31ab6: answered_by_id → member
-- f_lead_touch_form_id_1f3684: form_id → web_form

CREATE TABLE account_plan (
  id uuid NOT NULL,
  name text,
  account_id uuid,
  state text,
  begins_on date,
  ends_on date,
  goals text,
  white_space text,
  next_review_on date,
  last_review text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_account_plan_external_id_9db86a: UNIQUE ("external_id")
-- i_account_plan_updated_0f9598: (updated_at, id)
-- i_account_plan_created_833121: (created_at, id)
-- i_account_plan_account_id_7732a6: ("account_id", updated_at, id)
-- i_account_plan_state_4e7f2c: ("state", updated_at, id)
-- i_account_plan_next_review_on_94da42: ("next_review_on", updated_at, id)
-- i_account_plan_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_account_plan_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_account_plan_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- account_plan_words (id uuid PRIMARY KEY, search tsvector): i_account_plan_words_gin_6a41b8: USING gin (search)
-- f_account_plan_account_id_9af211: account_id → account
-- f_account_plan_owner_id_e31ab6: owner_id → member
-- f_account_plan_department_id_2ad29f: department_id → department

CREATE TABLE plan_person (
  id uuid NOT NULL,
  plan_id uuid,
  contact_id uuid,
  influence text,
  stance text,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_plan_person_external_id_9db86a: UNIQUE ("external_id")
-- u_plan_person_plan_id_contact_id_b1c087: UNIQUE ("plan_id", "contact_id") NULLS NOT DISTINCT
-- i_plan_person_updated_0f9598: (updated_at, id)
-- i_plan_person_created_833121: (created_at, id)
-- i_plan_person_plan_id_3a3ebb: ("plan_id", updated_at, id)
-- i_plan_person_contact_id_b2033e: ("contact_id", updated_at, id)
-- i_plan_person_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- i_plan_person_by_influence_3a4211: ((array_position(ARRAY['high', 'medium', 'low']::text[], "influence")), id)
-- plan_person_words (id uuid PRIMARY KEY, search tsvector): i_plan_person_words_gin_6a41b8: USING gin (search)
-- f_plan_person_plan_id_b20687: plan_id → account_plan
-- f_plan_person_contact_id_093e7d: contact_id → contact

CREATE TABLE birthday_rule (
  id uuid NOT NULL,
  name text,
  is_active boolean,
  days bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_birthday_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_birthday_rule_updated_0f9598: (updated_at, id)
-- i_birthday_rule_created_833121: (created_at, id)
-- i_birthday_rule_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- birthday_rule_words (id uuid PRIMARY KEY, search tsvector): i_birthday_rule_words_gin_6a41b8: USING gin (search)

CREATE TABLE company_lookup (
  id uuid NOT NULL,
  name text,
  is_active boolean,
  address text,
  key text,
  key_sealed text,
  key_tail text,
  patience bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_company_lookup_external_id_9db86a: UNIQUE ("external_id")
-- i_company_lookup_updated_0f9598: (updated_at, id)
-- i_company_lookup_created_833121: (created_at, id)
-- i_company_lookup_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- company_lookup_words (id uuid PRIMARY KEY, search tsvector): i_company_lookup_words_gin_6a41b8: USING gin (search)

CREATE TABLE product_category (
  id uuid NOT NULL,
  name text,
  parent_id uuid,
  tax_code text,
  description text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_product_category_external_id_9db86a: UNIQUE ("external_id")
-- u_product_category_parent_id_name_92cce8: UNIQUE ("parent_id", "name") NULLS NOT DISTINCT
-- i_product_category_updated_0f9598: (updated_at, id)
-- i_product_category_created_833121: (created_at, id)
-- i_product_category_parent_id_df32a8: ("parent_id", updated_at, id) WHERE "parent_id" IS NOT NULL
-- i_product_category_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- product_category_words (id uuid PRIMARY KEY, search tsvector): i_product_category_words_gin_6a41b8: USING gin (search)

CREATE TABLE product (
  id uuid NOT NULL,
  name text,
  code text,
  category_id uuid,
  status text,
  price numeric(19,4),
  price_currency text,
  cost numeric(19,4),
  cost_currency text,
  tax_rate numeric(24,2),
  tax_code text,
  unit text,
  specification text,
  tags text[],
  promotion text,
  promotion_reason text,
  promotion_from date,
  promotion_until date,
  is_uncatalogued boolean,
  standing text,
  description text,
  is_stocked boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_product_code_d9f091: UNIQUE ("code")
-- u_product_external_id_9db86a: UNIQUE ("external_id")
-- i_product_updated_0f9598: (updated_at, id)
-- i_product_created_833121: (created_at, id)
-- i_product_category_id_a4fbcf: ("category_id", updated_at, id) WHERE "category_id" IS NOT NULL
-- i_product_status_582e4b: ("status", updated_at, id)
-- i_product_promotion_until_c7a9ba: ("promotion_until", updated_at, id) WHERE "promotion_until" IS NOT NULL
-- i_product_is_uncatalogued_a85fa5: ("is_uncatalogued", updated_at, id)
-- i_product_standing_d1daf9: ("standing", updated_at, id) WHERE "standing" IS NOT NULL
-- i_product_is_stocked_c87846: ("is_stocked", updated_at, id)
-- i_product_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- product_words (id uuid PRIMARY KEY, search tsvector): i_product_words_gin_6a41b8: USING gin (search)
-- f_product_category_id_716ac1: category_id → product_category

CREATE TABLE pipeline (
  id uuid NOT NULL,
  name text,
  is_default boolean,
  department_id uuid,
  product_line_id uuid,
  description text,
  skipping text,
  going_back text,
  won_task text,
  won_task_days bigint,
  paced_on date,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_pipeline_name_99ac9c: UNIQUE ("name")
-- u_pipeline_external_id_9db86a: UNIQUE ("external_id")
-- u_pipeline_department_id_product_line_id_5a72a5: UNIQUE ("department_id", "product_line_id") NULLS NOT DISTINCT WHERE "is_default"
-- i_pipeline_updated_0f9598: (updated_at, id)
-- i_pipeline_created_833121: (created_at, id)
-- i_pipeline_department_id_151316: ("department_id", updated_at, id) WHERE "department_id" IS NOT NULL
-- i_pipeline_product_line_id_5fb253: ("product_line_id", updated_at, id) WHERE "product_line_id" IS NOT NULL
-- i_pipeline_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- pipeline_words (id uuid PRIMARY KEY, search tsvector): i_pipeline_words_gin_6a41b8: USING gin (search)
-- f_pipeline_department_id_2ad29f: department_id → department
-- f_pipeline_product_line_id_716ac1: product_line_id → product_category

CREATE TABLE pipeline_stage (
  id uuid NOT NULL,
  pipeline_id uuid,
  key text,
  name text,
  label_zh_cn text,
  label_zh_tw text,
  label_en text,
  position bigint,
  probability numeric(24,2),
  kind text,
  asks_decider boolean,
  limit_days bigint,
  usual_days bigint,
  rest_days bigint,
  counted_deals bigint,
  advice text,
  needs text[],
  starts jsonb,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_pipeline_stage_key_bfce4b: UNIQUE ("key")
-- u_pipeline_stage_external_id_9db86a: UNIQUE ("external_id")
-- i_pipeline_stage_updated_0f9598: (updated_at, id)
-- i_pipeline_stage_created_833121: (created_at, id)
-- i_pipeline_stage_pipeline_id_b192e5: ("pipeline_id", updated_at, id)
-- i_pipeline_stage_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_pipeline_stage_by_position_dea2bb: ("position", id)
-- pipeline_stage_words (id uuid PRIMARY KEY, search tsvector): i_pipeline_stage_words_gin_6a41b8: USING gin (search)
-- f_pipeline_stage_pipeline_id_23bf0d: pipeline_id → pipeline

CREATE TABLE competitor (
  id uuid NOT NULL,
  name text,
  website text,
  products text,
  strengths text,
  weaknesses text,
  price_level text,
  approach text,
  remark text,
  is_active boolean,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_competitor_name_99ac9c: UNIQUE ("name")
-- u_competitor_external_id_9db86a: UNIQUE ("external_id")
-- i_competitor_updated_0f9598: (updated_at, id)
-- i_competitor_created_833121: (created_at, id)
-- i_competitor_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_competitor_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_competitor_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- competitor_words (id uuid PRIMARY KEY, search tsvector): i_competitor_words_gin_6a41b8: USING gin (search)
-- f_competitor_owner_id_e31ab6: owner_id → member
-- f_competitor_department_id_2ad29f: department_id → department

CREATE TABLE closing_rule (
  id uuid NOT NULL,
  name text,
  is_active boolean,
  pipeline_id uuid,
  stage text,
  idle_days bigint,
  notice_days bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_closing_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_closing_rule_updated_0f9598: (updated_at, id)
-- i_closing_rule_created_833121: (created_at, id)
-- i_closing_rule_pipeline_id_18e116: ("pipeline_id", updated_at, id) WHERE "pipeline_id" IS NOT NULL
-- i_closing_rule_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- closing_rule_words (id uuid PRIMARY KEY, search tsvector): i_closing_rule_words_gin_6a41b8: USING gin (search)
-- f_closing_rule_pipeline_id_23bf0d: pipeline_id → pipeline

CREATE TABLE opportunity (
  id uuid NOT NULL,
  name text,
  account_id uuid,
  contact_id uuid,
  product_id uuid,
  product_line_id uuid,
  pipeline_id uuid,
  stage text,
  stage_since timestamptz,
  outcome text,
  stage_remark text,
  move_reason text,
  moved_because text,
  waived_at timestamptz,
  probability numeric(24,2),
  is_probability_by_hand boolean,
  amount numeric(19,4),
  amount_currency text,
  amount_from_lines boolean,
  found_on date,
  expected_on date,
  closed_on date,
  source text,
  informant text,
  need text,
  solution text,
  fit text,
  from_follow_up_id uuid,
  loss_kind text,
  loss_reason text,
  lost_to_id uuid,
  lost_to_nobody boolean,
  win_back_on date,
  void_reason text,
  last_open_stage text,
  reopenings bigint,
  lead_id uuid,
  splits_released boolean,
  split_reason text,
  splits_changed_at timestamptz,
  figures_released boolean,
  figures_reason text,
  is_migrated boolean,
  pushes bigint,
  has_decider boolean,
  concern text,
  stage_stays jsonb,
  spent_before bigint,
  stuck_from date,
  likely_on date,
  tags text[],
  credited_to_id uuid,
  credited_department_id uuid,
  lead_on date,
  registered_until date,
  closes_on date,
  closing_rule_id uuid,
  effort_budget numeric(19,4),
  effort_budget_currency text,
  credited_territory_id uuid,
  forecast_category text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_opportunity_external_id_9db86a: UNIQUE ("external_id")
-- i_opportunity_updated_0f9598: (updated_at, id)
-- i_opportunity_created_833121: (created_at, id)
-- i_opportunity_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_opportunity_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_opportunity_product_id_f071cb: ("product_id", updated_at, id) WHERE "product_id" IS NOT NULL
-- i_opportunity_product_line_id_5fb253: ("product_line_id", updated_at, id) WHERE "product_line_id" IS NOT NULL
-- i_opportunity_pipeline_id_18e116: ("pipeline_id", updated_at, id) WHERE "pipeline_id" IS NOT NULL
-- i_opportunity_stage_b76b91: ("stage", updated_at, id)
-- i_opportunity_stage_since_7d92e4: ("stage_since", updated_at, id) WHERE "stage_since" IS NOT NULL
-- i_opportunity_outcome_e3aaf0: ("outcome", updated_at, id)
-- i_opportunity_found_on_1c0236: ("found_on", updated_at, id)
-- i_opportunity_expected_on_650ab5: ("expected_on", updated_at, id) WHERE "expected_on" IS NOT NULL
-- i_opportunity_closed_on_86dd0a: ("closed_on", updated_at, id) WHERE "closed_on" IS NOT NULL
-- i_opportunity_source_3693c6: ("source", updated_at, id) WHERE "source" IS NOT NULL
-- i_opportunity_from_follow_up_id_eaca72: ("from_follow_up_id", updated_at, id) WHERE "from_follow_up_id" IS NOT NULL
-- i_opportunity_loss_kind_916583: ("loss_kind", updated_at, id) WHERE "loss_kind" IS NOT NULL
-- i_opportunity_lost_to_id_bdb35c: ("lost_to_id", updated_at, id) WHERE "lost_to_id" IS NOT NULL
-- i_opportunity_win_back_on_7adfcb: ("win_back_on", updated_at, id) WHERE "win_back_on" IS NOT NULL
-- i_opportunity_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_opportunity_stuck_from_5feb19: ("stuck_from", updated_at, id) WHERE "stuck_from" IS NOT NULL
-- i_opportunity_credited_to_id_2abbad: ("credited_to_id", updated_at, id) WHERE "credited_to_id" IS NOT NULL
-- i_opportunity_credited_department_id_4bb78b: ("credited_department_id", updated_at, id) WHERE "credited_department_id" IS NOT NULL
-- i_opportunity_closes_on_7b2614: ("closes_on", updated_at, id) WHERE "closes_on" IS NOT NULL
-- i_opportunity_closing_rule_id_45902c: ("closing_rule_id", updated_at, id) WHERE "closing_rule_id" IS NOT NULL
-- i_opportunity_credited_territory_id_117f18: ("credited_territory_id", updated_at, id) WHERE "credited_territory_id" IS NOT NULL
-- i_opportunity_forecast_category_5e4577: ("forecast_category", updated_at, id) WHERE "forecast_category" IS NOT NULL
-- i_opportunity_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_opportunity_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_opportunity_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- opportunity_words (id uuid PRIMARY KEY, search tsvector): i_opportunity_words_gin_6a41b8: USING gin (search)
-- f_opportunity_account_id_9af211: account_id → account
-- f_opportunity_contact_id_093e7d: contact_id → contact
-- f_opportunity_product_id_a87921: product_id → product
-- f_opportunity_product_line_id_716ac1: product_line_id → product_category
-- f_opportunity_pipeline_id_23bf0d: pipeline_id → pipeline
-- f_opportunity_lost_to_id_c378ee: lost_to_id → competitor
-- f_opportunity_lead_id_e3456b: lead_id → lead
-- f_opportunity_credited_to_id_e31ab6: credited_to_id → member
-- f_opportunity_credited_department_id_2ad29f: credited_department_id → department
-- f_opportunity_closing_rule_id_1918d0: closing_rule_id → closing_rule
-- f_opportunity_credited_territory_id_b085a2: credited_territory_id → territory
-- f_opportunity_owner_id_e31ab6: owner_id → member
-- f_opportunity_department_id_2ad29f: department_id → department
-- f_opportunity_stage_c2050a: stage → pipeline_stage

CREATE TABLE legal_entity (
  id uuid NOT NULL,
  name text,
  short_name text,
  number_prefix text,
  tax_number text,
  registered_address text,
  phone text,
  legal_representative text,
  signatory text,
  logo jsonb,
  seal jsonb,
  default_tax numeric(24,2),
  fiscal_month bigint,
  is_default boolean,
  remark text,
  scan_to_sign boolean,
  grace_days bigint,
  tolerance numeric(19,4),
  tolerance_currency text,
  write_off_limit numeric(19,4),
  write_off_limit_currency text,
  bills_count text,
  finishes_by_rule boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_legal_entity_name_99ac9c: UNIQUE ("name")
-- u_legal_entity_external_id_9db86a: UNIQUE ("external_id")
-- i_legal_entity_updated_0f9598: (updated_at, id)
-- i_legal_entity_created_833121: (created_at, id)
-- i_legal_entity_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- legal_entity_words (id uuid PRIMARY KEY, search tsvector): i_legal_entity_words_gin_6a41b8: USING gin (search)

CREATE TABLE quote (
  id uuid NOT NULL,
  title text,
  number text,
  account_id uuid,
  contact_id uuid,
  opportunity_id uuid,
  is_primary boolean,
  legal_entity_id uuid,
  status text,
  quoted_on date,
  valid_until date,
  currency text,
  tax_mode text,
  payment_terms text,
  delivery_terms text,
  remark text,
  hand_discount numeric(19,4),
  hand_discount_currency text,
  net numeric(19,4),
  net_currency text,
  tax numeric(19,4),
  tax_currency text,
  gross numeric(19,4),
  gross_currency text,
  discount_rate numeric(24,2),
  cost numeric(19,4),
  cost_currency text,
  margin numeric(19,4),
  margin_currency text,
  margin_rate numeric(24,2),
  exceeds text[],
  concern text,
  cost_asked_of_id uuid,
  approved_by_id uuid,
  approved_at timestamptz,
  approved_margin_rate numeric(24,2),
  approved_discount_rate numeric(24,2),
  sent_at timestamptz,
  link_key text,
  openings bigint,
  opened_at timestamptz,
  decided_on date,
  accepted_by text,
  accepted_via text,
  proof text,
  proof_file jsonb,
  reason text,
  revision bigint,
  previous_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_quote_number_024c80: UNIQUE ("number")
-- u_quote_link_key_0f0e0e: UNIQUE ("link_key")
-- u_quote_external_id_9db86a: UNIQUE ("external_id")
-- u_quote_opportunity_id_d09fdd: UNIQUE ("opportunity_id") NULLS NOT DISTINCT WHERE "is_primary"
-- i_quote_updated_0f9598: (updated_at, id)
-- i_quote_created_833121: (created_at, id)
-- i_quote_account_id_7732a6: ("account_id", updated_at, id)
-- i_quote_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_quote_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_quote_legal_entity_id_8a2bb3: ("legal_entity_id", updated_at, id) WHERE "legal_entity_id" IS NOT NULL
-- i_quote_status_582e4b: ("status", updated_at, id)
-- i_quote_quoted_on_12673c: ("quoted_on", updated_at, id)
-- i_quote_valid_until_d76ba4: ("valid_until", updated_at, id) WHERE "valid_until" IS NOT NULL
-- i_quote_concern_7c21bd: ("concern", updated_at, id) WHERE "concern" IS NOT NULL
-- i_quote_cost_asked_of_id_2db8ad: ("cost_asked_of_id", updated_at, id) WHERE "cost_asked_of_id" IS NOT NULL
-- i_quote_approved_by_id_2029f3: ("approved_by_id", updated_at, id) WHERE "approved_by_id" IS NOT NULL
-- i_quote_decided_on_7fcf1f: ("decided_on", updated_at, id) WHERE "decided_on" IS NOT NULL
-- i_quote_previous_id_878d89: ("previous_id", updated_at, id) WHERE "previous_id" IS NOT NULL
-- i_quote_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_quote_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_quote_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- quote_words (id uuid PRIMARY KEY, search tsvector): i_quote_words_gin_6a41b8: USING gin (search)
-- f_quote_account_id_9af211: account_id → account
-- f_quote_contact_id_093e7d: contact_id → contact
-- f_quote_opportunity_id_04b447: opportunity_id → opportunity
-- f_quote_legal_entity_id_f3b979: legal_entity_id → legal_entity
-- f_quote_cost_asked_of_id_e31ab6: cost_asked_of_id → member
-- f_quote_approved_by_id_e31ab6: approved_by_id → member
-- f_quote_owner_id_e31ab6: owner_id → member
-- f_quote_department_id_2ad29f: department_id → department

CREATE TABLE contract (
  id uuid NOT NULL,
  name text,
  number text,
  their_number text,
  account_id uuid,
  opportunity_id uuid,
  quote_id uuid,
  kind text,
  form text,
  parent_id uuid,
  serves_id uuid,
  legal_entity_id uuid,
  status text,
  amount numeric(19,4),
  amount_currency text,
  amount_from_lines boolean,
  called_off numeric(19,4),
  called_off_currency text,
  signed_amount numeric(19,4),
  signed_amount_currency text,
  pay_method text,
  payment_terms text,
  delivery_terms text,
  delivery_place text,
  signed_on date,
  starts_on date,
  ends_on date,
  customer_signatory_id uuid,
  our_signatory_id uuid,
  scan jsonb,
  seal_copies bigint,
  sealed_by_id uuid,
  sealed_on date,
  ended_on date,
  is_migrated boolean,
  recut_at timestamptz,
  ended_orders text,
  ended_deposits text,
  end_reason text,
  is_renewable boolean,
  renews_id uuid,
  not_renewed_reason text,
  tags text[],
  remark text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_contract_number_024c80: UNIQUE ("number")
-- u_contract_external_id_9db86a: UNIQUE ("external_id")
-- i_contract_updated_0f9598: (updated_at, id)
-- i_contract_created_833121: (created_at, id)
-- i_contract_account_id_7732a6: ("account_id", updated_at, id)
-- i_contract_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_contract_quote_id_3bab2c: ("quote_id", updated_at, id) WHERE "quote_id" IS NOT NULL
-- i_contract_kind_0454c6: ("kind", updated_at, id)
-- i_contract_parent_id_df32a8: ("parent_id", updated_at, id) WHERE "parent_id" IS NOT NULL
-- i_contract_serves_id_a6bc0e: ("serves_id", updated_at, id) WHERE "serves_id" IS NOT NULL
-- i_contract_legal_entity_id_8a2bb3: ("legal_entity_id", updated_at, id) WHERE "legal_entity_id" IS NOT NULL
-- i_contract_status_582e4b: ("status", updated_at, id)
-- i_contract_signed_on_d0ce5c: ("signed_on", updated_at, id) WHERE "signed_on" IS NOT NULL
-- i_contract_ends_on_59fb63: ("ends_on", updated_at, id) WHERE "ends_on" IS NOT NULL
-- i_contract_customer_signatory_id_58b086: ("customer_signatory_id", updated_at, id) WHERE "customer_signatory_id" IS NOT NULL
-- i_contract_our_signatory_id_65bf03: ("our_signatory_id", updated_at, id) WHERE "our_signatory_id" IS NOT NULL
-- i_contract_sealed_by_id_8dda94: ("sealed_by_id", updated_at, id) WHERE "sealed_by_id" IS NOT NULL
-- i_contract_ended_on_ec64fb: ("ended_on", updated_at, id) WHERE "ended_on" IS NOT NULL
-- i_contract_is_renewable_461ce6: ("is_renewable", updated_at, id)
-- i_contract_renews_id_88b988: ("renews_id", updated_at, id) WHERE "renews_id" IS NOT NULL
-- i_contract_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_contract_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_contract_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- contract_words (id uuid PRIMARY KEY, search tsvector): i_contract_words_gin_6a41b8: USING gin (search)
-- f_contract_account_id_9af211: account_id → account
-- f_contract_opportunity_id_04b447: opportunity_id → opportunity
-- f_contract_quote_id_632724: quote_id → quote
-- f_contract_legal_entity_id_f3b979: legal_entity_id → legal_entity
-- f_contract_customer_signatory_id_093e7d: customer_signatory_id → contact
-- f_contract_our_signatory_id_e31ab6: our_signatory_id → member
-- f_contract_sealed_by_id_e31ab6: sealed_by_id → member
-- f_contract_owner_id_e31ab6: owner_id → member
-- f_contract_department_id_2ad29f: department_id → department

CREATE TABLE warehouse (
  id uuid NOT NULL,
  name text,
  code text,
  legal_entity_id uuid,
  keeper_id uuid,
  is_active boolean,
  address text,
  phone text,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_warehouse_name_99ac9c: UNIQUE ("name")
-- u_warehouse_code_d9f091: UNIQUE ("code")
-- u_warehouse_external_id_9db86a: UNIQUE ("external_id")
-- i_warehouse_updated_0f9598: (updated_at, id)
-- i_warehouse_created_833121: (created_at, id)
-- i_warehouse_legal_entity_id_8a2bb3: ("legal_entity_id", updated_at, id) WHERE "legal_entity_id" IS NOT NULL
-- i_warehouse_keeper_id_9b9436: ("keeper_id", updated_at, id) WHERE "keeper_id" IS NOT NULL
-- i_warehouse_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- warehouse_words (id uuid PRIMARY KEY, search tsvector): i_warehouse_words_gin_6a41b8: USING gin (search)
-- f_warehouse_legal_entity_id_f3b979: legal_entity_id → legal_entity
-- f_warehouse_keeper_id_e31ab6: keeper_id → member

CREATE TABLE store (
  id uuid NOT NULL,
  name text,
  code text,
  account_id uuid,
  channel text,
  state text,
  grade text,
  floor_space numeric(24,1),
  province text,
  city text,
  address text,
  contact_id uuid,
  phone text,
  remark text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_store_external_id_9db86a: UNIQUE ("external_id")
-- i_store_updated_0f9598: (updated_at, id)
-- i_store_created_833121: (created_at, id)
-- i_store_account_id_7732a6: ("account_id", updated_at, id)
-- i_store_channel_122abb: ("channel", updated_at, id)
-- i_store_state_4e7f2c: ("state", updated_at, id)
-- i_store_grade_89ae5a: ("grade", updated_at, id) WHERE "grade" IS NOT NULL
-- i_store_province_7aa157: ("province", updated_at, id) WHERE "province" IS NOT NULL
-- i_store_city_9d90ee: ("city", updated_at, id) WHERE "city" IS NOT NULL
-- i_store_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_store_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_store_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_store_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- store_words (id uuid PRIMARY KEY, search tsvector): i_store_words_gin_6a41b8: USING gin (search)
-- f_store_account_id_9af211: account_id → account
-- f_store_contact_id_093e7d: contact_id → contact
-- f_store_owner_id_e31ab6: owner_id → member
-- f_store_department_id_2ad29f: department_id → department

CREATE TABLE order (
  id uuid NOT NULL,
  number text,
  their_number text,
  account_id uuid,
  contact_id uuid,
  contract_id uuid,
  quote_id uuid,
  opportunity_id uuid,
  channel text,
  status text,
  ordered_on date,
  promised_on date,
  confirmed_on date,
  legal_entity_id uuid,
  warehouse_id uuid,
  delivery_address text,
  consignee text,
  consignee_phone text,
  return_days bigint,
  may_oversell boolean,
  credit_release numeric(19,4),
  credit_release_currency text,
  release_reason text,
  closed_on date,
  end_reason text,
  tags text[],
  remark text,
  store_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_order_number_024c80: UNIQUE ("number")
-- u_order_external_id_9db86a: UNIQUE ("external_id")
-- i_order_updated_0f9598: (updated_at, id)
-- i_order_created_833121: (created_at, id)
-- i_order_account_id_7732a6: ("account_id", updated_at, id)
-- i_order_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_order_contract_id_3d5349: ("contract_id", updated_at, id) WHERE "contract_id" IS NOT NULL
-- i_order_quote_id_3bab2c: ("quote_id", updated_at, id) WHERE "quote_id" IS NOT NULL
-- i_order_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_order_channel_122abb: ("channel", updated_at, id)
-- i_order_status_582e4b: ("status", updated_at, id)
-- i_order_ordered_on_f3ed5b: ("ordered_on", updated_at, id)
-- i_order_promised_on_a18577: ("promised_on", updated_at, id) WHERE "promised_on" IS NOT NULL
-- i_order_legal_entity_id_8a2bb3: ("legal_entity_id", updated_at, id) WHERE "legal_entity_id" IS NOT NULL
-- i_order_warehouse_id_0e76bf: ("warehouse_id", updated_at, id) WHERE "warehouse_id" IS NOT NULL
-- i_order_closed_on_86dd0a: ("closed_on", updated_at, id) WHERE "closed_on" IS NOT NULL
-- i_order_store_id_467cdd: ("store_id", updated_at, id) WHERE "store_id" IS NOT NULL
-- i_order_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_order_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_order_title_d7c977: ("number", id)
-- order_words (id uuid PRIMARY KEY, search tsvector): i_order_words_gin_6a41b8: USING gin (search)
-- f_order_account_id_9af211: account_id → account
-- f_order_contact_id_093e7d: contact_id → contact
-- f_order_contract_id_cc8321: contract_id → contract
-- f_order_quote_id_632724: quote_id → quote
-- f_order_opportunity_id_04b447: opportunity_id → opportunity
-- f_order_legal_entity_id_f3b979: legal_entity_id → legal_entity
-- f_order_warehouse_id_ae1fd3: warehouse_id → warehouse
-- f_order_store_id_824d80: store_id → store
-- f_order_owner_id_e31ab6: owner_id → member
-- f_order_department_id_2ad29f: department_id → department

CREATE TABLE follow_up (
  id uuid NOT NULL,
  summary text,
  kind text,
  content text,
  happened_at timestamptz,
  outcome text,
  account_id uuid,
  contact_id uuid,
  lead_id uuid,
  next_on date,
  next_step text,
  promise text,
  promised_on date,
  length bigint,
  is_one_of_many boolean,
  opportunity_id uuid,
  need text,
  need_product_id uuid,
  contract_id uuid,
  order_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_follow_up_external_id_9db86a: UNIQUE ("external_id")
-- i_follow_up_updated_0f9598: (updated_at, id)
-- i_follow_up_created_833121: (created_at, id)
-- i_follow_up_kind_0454c6: ("kind", updated_at, id)
-- i_follow_up_happened_at_2264c5: ("happened_at", updated_at, id)
-- i_follow_up_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_follow_up_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_follow_up_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_follow_up_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_follow_up_need_product_id_b4944d: ("need_product_id", updated_at, id) WHERE "need_product_id" IS NOT NULL
-- i_follow_up_contract_id_3d5349: ("contract_id", updated_at, id) WHERE "contract_id" IS NOT NULL
-- i_follow_up_order_id_d11118: ("order_id", updated_at, id) WHERE "order_id" IS NOT NULL
-- i_follow_up_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_follow_up_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_follow_up_title_0feb3e: (("summary" COLLATE "zh-x-icu"), id)
-- follow_up_words (id uuid PRIMARY KEY, search tsvector): i_follow_up_words_gin_6a41b8: USING gin (search)
-- f_follow_up_account_id_9af211: account_id → account
-- f_follow_up_contact_id_093e7d: contact_id → contact
-- f_follow_up_lead_id_e3456b: lead_id → lead
-- f_follow_up_opportunity_id_04b447: opportunity_id → opportunity
-- f_follow_up_need_product_id_a87921: need_product_id → product
-- f_follow_up_contract_id_cc8321: contract_id → contract
-- f_follow_up_order_id_3eeb7e: order_id → order
-- f_follow_up_owner_id_e31ab6: owner_id → member
-- f_follow_up_department_id_2ad29f: department_id → department

CREATE TABLE follow_up_file (
  id uuid NOT NULL,
  follow_up_id uuid,
  position bigint,
  file jsonb,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_follow_up_file_external_id_9db86a: UNIQUE ("external_id")
-- i_follow_up_file_updated_0f9598: (updated_at, id)
-- i_follow_up_file_created_833121: (created_at, id)
-- i_follow_up_file_follow_up_id_5b9c2b: ("follow_up_id", updated_at, id)
-- i_follow_up_file_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- i_follow_up_file_by_position_dea2bb: ("position", id)
-- follow_up_file_words (id uuid PRIMARY KEY, search tsvector): i_follow_up_file_words_gin_6a41b8: USING gin (search)
-- f_follow_up_file_follow_up_id_ca1e4e: follow_up_id → follow_up

CREATE TABLE tender (
  id uuid NOT NULL,
  name text,
  number text,
  account_id uuid,
  opportunity_id uuid,
  agency text,
  budget numeric(19,4),
  budget_currency text,
  our_price numeric(19,4),
  our_price_currency text,
  questions_by date,
  hand_in_by date,
  opening_on date,
  handed_in_on date,
  decided_on date,
  state text,
  reason text,
  deposit numeric(19,4),
  deposit_currency text,
  deposit_paid_on date,
  deposit_due_on date,
  deposit_back_on date,
  remark text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_tender_external_id_9db86a: UNIQUE ("external_id")
-- i_tender_updated_0f9598: (updated_at, id)
-- i_tender_created_833121: (created_at, id)
-- i_tender_number_831706: ("number", updated_at, id) WHERE "number" IS NOT NULL
-- i_tender_account_id_7732a6: ("account_id", updated_at, id)
-- i_tender_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_tender_questions_by_3ed5a3: ("questions_by", updated_at, id) WHERE "questions_by" IS NOT NULL
-- i_tender_hand_in_by_556d16: ("hand_in_by", updated_at, id) WHERE "hand_in_by" IS NOT NULL
-- i_tender_opening_on_ea6999: ("opening_on", updated_at, id) WHERE "opening_on" IS NOT NULL
-- i_tender_decided_on_7fcf1f: ("decided_on", updated_at, id) WHERE "decided_on" IS NOT NULL
-- i_tender_state_4e7f2c: ("state", updated_at, id)
-- i_tender_deposit_due_on_c2e66d: ("deposit_due_on", updated_at, id) WHERE "deposit_due_on" IS NOT NULL
-- i_tender_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_tender_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_tender_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- tender_words (id uuid PRIMARY KEY, search tsvector): i_tender_words_gin_6a41b8: USING gin (search)
-- f_tender_account_id_9af211: account_id → account
-- f_tender_opportunity_id_04b447: opportunity_id → opportunity
-- f_tender_owner_id_e31ab6: owner_id → member
-- f_tender_department_id_2ad29f: department_id → department

CREATE TABLE activity_plan (
  id uuid NOT NULL,
  name text,
  is_active boolean,
  about text,
  begins text,
  stage text,
  filter jsonb,
  ends_with_it boolean,
  on_work_days boolean,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_activity_plan_external_id_9db86a: UNIQUE ("external_id")
-- i_activity_plan_updated_0f9598: (updated_at, id)
-- i_activity_plan_created_833121: (created_at, id)
-- i_activity_plan_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- activity_plan_words (id uuid PRIMARY KEY, search tsvector): i_activity_plan_words_gin_6a41b8: USING gin (search)
-- f_activity_plan_stage_c2050a: stage → pipeline_stage

CREATE TABLE activity_step (
  id uuid NOT NULL,
  plan_id uuid,
  position bigint,
  subject text,
  kind text,
  after_days bigint,
  who text,
  person_id uuid,
  priority text,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_activity_step_external_id_9db86a: UNIQUE ("external_id")
-- i_activity_step_updated_0f9598: (updated_at, id)
-- i_activity_step_created_833121: (created_at, id)
-- i_activity_step_plan_id_3a3ebb: ("plan_id", updated_at, id)
-- i_activity_step_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- i_activity_step_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- i_activity_step_by_position_dea2bb: ("position", id)
-- activity_step_words (id uuid PRIMARY KEY, search tsvector): i_activity_step_words_gin_6a41b8: USING gin (search)
-- f_activity_step_plan_id_c48cdc: plan_id → activity_plan
-- f_activity_step_person_id_e31ab6: person_id → member

CREATE TABLE task (
  id uuid NOT NULL,
  subject text,
  kind text,
  state text,
  due_on date,
  first_due_on date,
  remind_at timestamptz,
  priority text,
  account_id uuid,
  contact_id uuid,
  lead_id uuid,
  follow_up_id uuid,
  done_at timestamptz,
  result text,
  remark text,
  opportunity_id uuid,
  is_win_back boolean,
  quote_id uuid,
  for_cost boolean,
  contract_id uuid,
  order_id uuid,
  tender_id uuid,
  tender_step text,
  plan_id uuid,
  plan_step_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_task_external_id_9db86a: UNIQUE ("external_id")
-- i_task_updated_0f9598: (updated_at, id)
-- i_task_created_833121: (created_at, id)
-- i_task_state_4e7f2c: ("state", updated_at, id)
-- i_task_due_on_dac811: ("due_on", updated_at, id) WHERE "due_on" IS NOT NULL
-- i_task_remind_at_05f8f2: ("remind_at", updated_at, id) WHERE "remind_at" IS NOT NULL
-- i_task_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_task_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_task_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_task_follow_up_id_2ea37e: ("follow_up_id", updated_at, id) WHERE "follow_up_id" IS NOT NULL
-- i_task_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_task_quote_id_3bab2c: ("quote_id", updated_at, id) WHERE "quote_id" IS NOT NULL
-- i_task_contract_id_3d5349: ("contract_id", updated_at, id) WHERE "contract_id" IS NOT NULL
-- i_task_order_id_d11118: ("order_id", updated_at, id) WHERE "order_id" IS NOT NULL
-- i_task_tender_id_d9464a: ("tender_id", updated_at, id) WHERE "tender_id" IS NOT NULL
-- i_task_plan_id_16be69: ("plan_id", updated_at, id) WHERE "plan_id" IS NOT NULL
-- i_task_plan_step_id_ae55cc: ("plan_step_id", updated_at, id) WHERE "plan_step_id" IS NOT NULL
-- i_task_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_task_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_task_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- task_words (id uuid PRIMARY KEY, search tsvector): i_task_words_gin_6a41b8: USING gin (search)
-- f_task_account_id_9af211: account_id → account
-- f_task_contact_id_093e7d: contact_id → contact
-- f_task_lead_id_e3456b: lead_id → lead
-- f_task_follow_up_id_ca1e4e: follow_up_id → follow_up
-- f_task_opportunity_id_04b447: opportunity_id → opportunity
-- f_task_quote_id_632724: quote_id → quote
-- f_task_contract_id_cc8321: contract_id → contract
-- f_task_order_id_3eeb7e: order_id → order
-- f_task_tender_id_a9eba7: tender_id → tender
-- f_task_plan_id_c48cdc: plan_id → activity_plan
-- f_task_plan_step_id_fe630e: plan_step_id → activity_step
-- f_task_owner_id_e31ab6: owner_id → member
-- f_task_department_id_2ad29f: department_id → department

CREATE TABLE comment (
  id uuid NOT NULL,
  summary text,
  content text,
  follow_up_id uuid,
  task_id uuid,
  made_task_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_comment_external_id_9db86a: UNIQUE ("external_id")
-- i_comment_updated_0f9598: (updated_at, id)
-- i_comment_created_833121: (created_at, id)
-- i_comment_follow_up_id_2ea37e: ("follow_up_id", updated_at, id) WHERE "follow_up_id" IS NOT NULL
-- i_comment_task_id_a43a2f: ("task_id", updated_at, id) WHERE "task_id" IS NOT NULL
-- i_comment_made_task_id_a6b50b: ("made_task_id", updated_at, id) WHERE "made_task_id" IS NOT NULL
-- i_comment_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_comment_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_comment_title_0feb3e: (("summary" COLLATE "zh-x-icu"), id)
-- comment_words (id uuid PRIMARY KEY, search tsvector): i_comment_words_gin_6a41b8: USING gin (search)
-- f_comment_follow_up_id_ca1e4e: follow_up_id → follow_up
-- f_comment_task_id_0ebb42: task_id → task
-- f_comment_made_task_id_0ebb42: made_task_id → task
-- f_comment_owner_id_e31ab6: owner_id → member
-- f_comment_department_id_2ad29f: department_id → department

CREATE TABLE following (
  id uuid NOT NULL,
  object text,
  account_id uuid,
  lead_id uuid,
  opportunity_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_following_external_id_9db86a: UNIQUE ("external_id")
-- i_following_updated_0f9598: (updated_at, id)
-- i_following_created_833121: (created_at, id)
-- i_following_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_following_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_following_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_following_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_following_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_following_title_fcaa97: (("object" COLLATE "zh-x-icu"), id)
-- f_following_account_id_9af211: account_id → account
-- f_following_lead_id_e3456b: lead_id → lead
-- f_following_opportunity_id_04b447: opportunity_id → opportunity
-- f_following_owner_id_e31ab6: owner_id → member
-- f_following_department_id_2ad29f: department_id → department

CREATE TABLE product_cost (
  id uuid NOT NULL,
  product_id uuid,
  valid_from date,
  cost numeric(19,4),
  cost_currency text,
  source text,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_product_cost_external_id_9db86a: UNIQUE ("external_id")
-- u_product_cost_product_id_valid_from_054cf8: UNIQUE ("product_id", "valid_from") NULLS NOT DISTINCT
-- i_product_cost_updated_0f9598: (updated_at, id)
-- i_product_cost_created_833121: (created_at, id)
-- i_product_cost_product_id_b88905: ("product_id", updated_at, id)
-- i_product_cost_valid_from_d91676: ("valid_from", updated_at, id)
-- i_product_cost_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- f_product_cost_product_id_a87921: product_id → product

CREATE TABLE product_unit (
  id uuid NOT NULL,
  product_id uuid,
  name text,
  factor numeric(24,6),
  price numeric(19,4),
  price_currency text,
  barcode text,
  is_active boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_product_unit_external_id_9db86a: UNIQUE ("external_id")
-- u_product_unit_product_id_name_35850c: UNIQUE ("product_id", "name") NULLS NOT DISTINCT
-- i_product_unit_updated_0f9598: (updated_at, id)
-- i_product_unit_created_833121: (created_at, id)
-- i_product_unit_product_id_b88905: ("product_id", updated_at, id)
-- i_product_unit_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_product_unit_by_factor_bc9c76: ("factor", id)
-- f_product_unit_product_id_a87921: product_id → product

CREATE TABLE price_row (
  id uuid NOT NULL,
  list_id uuid,
  product_id uuid,
  unit text,
  min_quantity numeric(24,4),
  price numeric(19,4),
  price_currency text,
  valid_from date,
  valid_to date,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_price_row_external_id_9db86a: UNIQUE ("external_id")
-- i_price_row_updated_0f9598: (updated_at, id)
-- i_price_row_created_833121: (created_at, id)
-- i_price_row_list_id_9f367e: ("list_id", updated_at, id)
-- i_price_row_product_id_b88905: ("product_id", updated_at, id)
-- i_price_row_valid_from_85a873: ("valid_from", updated_at, id) WHERE "valid_from" IS NOT NULL
-- i_price_row_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- i_price_row_by_product_id_7dd682: ("product_id", id)
-- f_price_row_list_id_b11732: list_id → price_list
-- f_price_row_product_id_a87921: product_id → product

CREATE TABLE option_group (
  id uuid NOT NULL,
  name text,
  product_id uuid,
  position bigint,
  pick text,
  least bigint,
  most bigint,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_option_group_external_id_9db86a: UNIQUE ("external_id")
-- i_option_group_updated_0f9598: (updated_at, id)
-- i_option_group_created_833121: (created_at, id)
-- i_option_group_product_id_b88905: ("product_id", updated_at, id)
-- i_option_group_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_option_group_by_position_dea2bb: ("position", id)
-- f_option_group_product_id_a87921: product_id → product

CREATE TABLE product_option (
  id uuid NOT NULL,
  name text,
  group_id uuid,
  product_id uuid,
  position bigint,
  quantity_rule text,
  quantity numeric(24,4),
  least_quantity numeric(24,4),
  most_quantity numeric(24,4),
  pricing text,
  is_required boolean,
  is_preset boolean,
  is_active boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_product_option_external_id_9db86a: UNIQUE ("external_id")
-- i_product_option_updated_0f9598: (updated_at, id)
-- i_product_option_created_833121: (created_at, id)
-- i_product_option_group_id_62430b: ("group_id", updated_at, id)
-- i_product_option_product_id_b88905: ("product_id", updated_at, id)
-- i_product_option_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_product_option_by_position_dea2bb: ("position", id)
-- f_product_option_group_id_85382d: group_id → option_group
-- f_product_option_product_id_a87921: product_id → product

CREATE TABLE option_rule (
  id uuid NOT NULL,
  product_id uuid,
  kind text,
  option_id uuid,
  other_id uuid,
  part_id uuid,
  quantity_rule text,
  quantity numeric(24,4),
  pricing text,
  reason text,
  is_active boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_option_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_option_rule_updated_0f9598: (updated_at, id)
-- i_option_rule_created_833121: (created_at, id)
-- i_option_rule_product_id_b88905: ("product_id", updated_at, id)
-- i_option_rule_option_id_f2102d: ("option_id", updated_at, id) WHERE "option_id" IS NOT NULL
-- i_option_rule_other_id_59fe1f: ("other_id", updated_at, id) WHERE "other_id" IS NOT NULL
-- i_option_rule_part_id_30bb01: ("part_id", updated_at, id) WHERE "part_id" IS NOT NULL
-- i_option_rule_title_13cd66: (("reason" COLLATE "zh-x-icu"), id)
-- i_option_rule_by_kind_590b46: ((array_position(ARRAY['requires', 'excludes', 'adds']::text[], "kind")), id)
-- f_option_rule_product_id_a87921: product_id → product
-- f_option_rule_option_id_931b93: option_id → product_option
-- f_option_rule_other_id_931b93: other_id → product_option
-- f_option_rule_part_id_a87921: part_id → product

CREATE TABLE promotion (
  id uuid NOT NULL,
  name text,
  starts_on date,
  ends_on date,
  kind text,
  rate numeric(24,2),
  off numeric(19,4),
  off_currency text,
  price numeric(19,4),
  price_currency text,
  buy bigint,
  free bigint,
  grades text[],
  tags text[],
  owned_only boolean,
  priority bigint,
  is_exclusive boolean,
  most_uses bigint,
  budget numeric(19,4),
  budget_currency text,
  stopped_on date,
  stop_reason text,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_promotion_external_id_9db86a: UNIQUE ("external_id")
-- i_promotion_updated_0f9598: (updated_at, id)
-- i_promotion_created_833121: (created_at, id)
-- i_promotion_starts_on_213199: ("starts_on", updated_at, id)
-- i_promotion_ends_on_02686b: ("ends_on", updated_at, id)
-- i_promotion_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- promotion_words (id uuid PRIMARY KEY, search tsvector): i_promotion_words_gin_6a41b8: USING gin (search)

CREATE TABLE promotion_item (
  id uuid NOT NULL,
  promotion_id uuid,
  position bigint,
  product_id uuid,
  category_id uuid,
  quantity numeric(24,4),
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_promotion_item_external_id_9db86a: UNIQUE ("external_id")
-- i_promotion_item_updated_0f9598: (updated_at, id)
-- i_promotion_item_created_833121: (created_at, id)
-- i_promotion_item_promotion_id_55c795: ("promotion_id", updated_at, id)
-- i_promotion_item_product_id_f071cb: ("product_id", updated_at, id) WHERE "product_id" IS NOT NULL
-- i_promotion_item_category_id_a4fbcf: ("category_id", updated_at, id) WHERE "category_id" IS NOT NULL
-- i_promotion_item_title_dea2bb: ("position", id)
-- f_promotion_item_promotion_id_adb845: promotion_id → promotion
-- f_promotion_item_product_id_a87921: product_id → product
-- f_promotion_item_category_id_716ac1: category_id → product_category

CREATE TABLE promotion_use (
  id uuid NOT NULL,
  document text,
  promotion_id uuid,
  account_id uuid,
  used_on date,
  given numeric(19,4),
  given_currency text,
  state text,
  quote_id uuid,
  order_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_promotion_use_external_id_9db86a: UNIQUE ("external_id")
-- i_promotion_use_updated_0f9598: (updated_at, id)
-- i_promotion_use_created_833121: (created_at, id)
-- i_promotion_use_promotion_id_55c795: ("promotion_id", updated_at, id)
-- i_promotion_use_account_id_7732a6: ("account_id", updated_at, id)
-- i_promotion_use_used_on_8443eb: ("used_on", updated_at, id) WHERE "used_on" IS NOT NULL
-- i_promotion_use_state_4e7f2c: ("state", updated_at, id)
-- i_promotion_use_quote_id_3bab2c: ("quote_id", updated_at, id) WHERE "quote_id" IS NOT NULL
-- i_promotion_use_order_id_d11118: ("order_id", updated_at, id) WHERE "order_id" IS NOT NULL
-- i_promotion_use_title_6d37df: (("document" COLLATE "zh-x-icu"), id)
-- f_promotion_use_promotion_id_adb845: promotion_id → promotion
-- f_promotion_use_account_id_9af211: account_id → account
-- f_promotion_use_quote_id_632724: quote_id → quote
-- f_promotion_use_order_id_3eeb7e: order_id → order

CREATE TABLE opportunity_line (
  id uuid NOT NULL,
  opportunity_id uuid,
  position bigint,
  product_id uuid,
  description text,
  quantity numeric(24,4),
  unit text,
  unit_factor numeric(24,6),
  price numeric(19,4),
  price_currency text,
  discount numeric(24,2),
  discount_amount numeric(19,4),
  discount_amount_currency text,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_opportunity_line_external_id_9db86a: UNIQUE ("external_id")
-- i_opportunity_line_updated_0f9598: (updated_at, id)
-- i_opportunity_line_created_833121: (created_at, id)
-- i_opportunity_line_opportunity_id_190fdf: ("opportunity_id", updated_at, id)
-- i_opportunity_line_product_id_f071cb: ("product_id", updated_at, id) WHERE "product_id" IS NOT NULL
-- i_opportunity_line_title_356b29: (("description" COLLATE "zh-x-icu"), id)
-- i_opportunity_line_by_position_dea2bb: ("position", id)
-- opportunity_line_words (id uuid PRIMARY KEY, search tsvector): i_opportunity_line_words_gin_6a41b8: USING gin (search)
-- f_opportunity_line_opportunity_id_04b447: opportunity_id → opportunity
-- f_opportunity_line_product_id_a87921: product_id → product

CREATE TABLE deal_contact (
  id uuid NOT NULL,
  opportunity_id uuid,
  contact_id uuid,
  role text,
  stance text,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_deal_contact_external_id_9db86a: UNIQUE ("external_id")
-- u_deal_contact_opportunity_id_contact_id_ro_f504bb: UNIQUE ("opportunity_id", "contact_id", "role") NULLS NOT DISTINCT
-- i_deal_contact_updated_0f9598: (updated_at, id)
-- i_deal_contact_created_833121: (created_at, id)
-- i_deal_contact_opportunity_id_190fdf: ("opportunity_id", updated_at, id)
-- i_deal_contact_contact_id_b2033e: ("contact_id", updated_at, id)
-- i_deal_contact_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- i_deal_contact_by_role_6ed1a2: ((array_position(ARRAY['decides', 'recommends', 'influences', 'uses', 'signs', 'blocks']::text[], "role")), id)
-- deal_contact_words (id uuid PRIMARY KEY, search tsvector): i_deal_contact_words_gin_6a41b8: USING gin (search)
-- f_deal_contact_opportunity_id_04b447: opportunity_id → opportunity
-- f_deal_contact_contact_id_093e7d: contact_id → contact

CREATE TABLE deal_rival (
  id uuid NOT NULL,
  opportunity_id uuid,
  competitor_id uuid,
  price numeric(19,4),
  price_currency text,
  offer text,
  position text,
  result text,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_deal_rival_external_id_9db86a: UNIQUE ("external_id")
-- u_deal_rival_opportunity_id_competitor_id_ad6339: UNIQUE ("opportunity_id", "competitor_id") NULLS NOT DISTINCT
-- i_deal_rival_updated_0f9598: (updated_at, id)
-- i_deal_rival_created_833121: (created_at, id)
-- i_deal_rival_opportunity_id_190fdf: ("opportunity_id", updated_at, id)
-- i_deal_rival_competitor_id_54ac1d: ("competitor_id", updated_at, id)
-- i_deal_rival_result_fda03c: ("result", updated_at, id)
-- i_deal_rival_title_0caef1: (("offer" COLLATE "zh-x-icu"), id)
-- i_deal_rival_by_competitor_id_bd8e4f: ("competitor_id", id)
-- deal_rival_words (id uuid PRIMARY KEY, search tsvector): i_deal_rival_words_gin_6a41b8: USING gin (search)
-- f_deal_rival_opportunity_id_04b447: opportunity_id → opportunity
-- f_deal_rival_competitor_id_c378ee: competitor_id → competitor

CREATE TABLE deal_split (
  id uuid NOT NULL,
  opportunity_id uuid,
  person_id uuid,
  share numeric(24,2),
  kind text,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_deal_split_external_id_9db86a: UNIQUE ("external_id")
-- u_deal_split_opportunity_id_person_id_kind_1a2e98: UNIQUE ("opportunity_id", "person_id", "kind") NULLS NOT DISTINCT
-- i_deal_split_updated_0f9598: (updated_at, id)
-- i_deal_split_created_833121: (created_at, id)
-- i_deal_split_opportunity_id_190fdf: ("opportunity_id", updated_at, id)
-- i_deal_split_person_id_c67598: ("person_id", updated_at, id)
-- i_deal_split_title_ddf599: (("remark" COLLATE "zh-x-icu"), id)
-- i_deal_split_by_share_d70b77: ("share", id)
-- deal_split_words (id uuid PRIMARY KEY, search tsvector): i_deal_split_words_gin_6a41b8: USING gin (search)
-- f_deal_split_opportunity_id_04b447: opportunity_id → opportunity
-- f_deal_split_person_id_e31ab6: person_id → member

CREATE TABLE stage_mapping (
  id uuid NOT NULL,
  from_id uuid,
  to_pipeline_id uuid,
  to_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_stage_mapping_external_id_9db86a: UNIQUE ("external_id")
-- u_stage_mapping_from_id_to_pipeline_id_b90aa7: UNIQUE ("from_id", "to_pipeline_id") NULLS NOT DISTINCT
-- i_stage_mapping_updated_0f9598: (updated_at, id)
-- i_stage_mapping_created_833121: (created_at, id)
-- i_stage_mapping_from_id_f4a19c: ("from_id", updated_at, id)
-- i_stage_mapping_to_pipeline_id_db56be: ("to_pipeline_id", updated_at, id)
-- i_stage_mapping_to_id_7b7f3d: ("to_id", updated_at, id)
-- i_stage_mapping_title_d93c0f: ("from_id", id)
-- i_stage_mapping_by_to_pipeline_id_6d757f: ("to_pipeline_id", id)
-- f_stage_mapping_from_id_708595: from_id → pipeline_stage
-- f_stage_mapping_to_pipeline_id_23bf0d: to_pipeline_id → pipeline
-- f_stage_mapping_to_id_708595: to_id → pipeline_stage

CREATE TABLE stage_override (
  id uuid NOT NULL,
  opportunity_id uuid,
  on date,
  from_stage text,
  stage text,
  missing text[],
  reason text,
  by_id uuid,
  holder_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_stage_override_external_id_9db86a: UNIQUE ("external_id")
-- i_stage_override_updated_0f9598: (updated_at, id)
-- i_stage_override_created_833121: (created_at, id)
-- i_stage_override_opportunity_id_190fdf: ("opportunity_id", updated_at, id)
-- i_stage_override_on_b67559: ("on", updated_at, id) WHERE "on" IS NOT NULL
-- i_stage_override_stage_647bf0: ("stage", updated_at, id) WHERE "stage" IS NOT NULL
-- i_stage_override_by_id_bdd7a8: ("by_id", updated_at, id) WHERE "by_id" IS NOT NULL
-- i_stage_override_holder_id_97bfed: ("holder_id", updated_at, id) WHERE "holder_id" IS NOT NULL
-- i_stage_override_title_13cd66: (("reason" COLLATE "zh-x-icu"), id)
-- f_stage_override_opportunity_id_04b447: opportunity_id → opportunity
-- f_stage_override_by_id_e31ab6: by_id → member
-- f_stage_override_holder_id_e31ab6: holder_id → member

CREATE TABLE deal_move (
  id uuid NOT NULL,
  title text,
  opportunity_id uuid,
  kind text,
  at timestamptz,
  on date,
  change numeric(19,4),
  change_currency text,
  amount numeric(19,4),
  amount_currency text,
  from_stage text,
  stage text,
  expected_before date,
  expected_on date,
  holder_id uuid,
  holder_department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_deal_move_external_id_9db86a: UNIQUE ("external_id")
-- i_deal_move_updated_0f9598: (updated_at, id)
-- i_deal_move_created_833121: (created_at, id)
-- i_deal_move_opportunity_id_190fdf: ("opportunity_id", updated_at, id)
-- i_deal_move_kind_0454c6: ("kind", updated_at, id)
-- i_deal_move_at_1d14ed: ("at", updated_at, id)
-- i_deal_move_on_18bfdf: ("on", updated_at, id)
-- i_deal_move_holder_id_97bfed: ("holder_id", updated_at, id) WHERE "holder_id" IS NOT NULL
-- i_deal_move_holder_department_id_614c27: ("holder_department_id", updated_at, id) WHERE "holder_department_id" IS NOT NULL
-- i_deal_move_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- f_deal_move_opportunity_id_04b447: opportunity_id → opportunity
-- f_deal_move_holder_id_e31ab6: holder_id → member
-- f_deal_move_holder_department_id_2ad29f: holder_department_id → department

CREATE TABLE deal_stay (
  id uuid NOT NULL,
  title text,
  opportunity_id uuid,
  pipeline_id uuid,
  stage text,
  entered_at timestamptz,
  entered_on date,
  left_at timestamptz,
  days numeric(24,1),
  visits bigint,
  is_skipped boolean,
  furthest text,
  went_on boolean,
  holder_id uuid,
  holder_department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_deal_stay_external_id_9db86a: UNIQUE ("external_id")
-- u_deal_stay_opportunity_id_stage_45449d: UNIQUE ("opportunity_id", "stage") NULLS NOT DISTINCT
-- i_deal_stay_updated_0f9598: (updated_at, id)
-- i_deal_stay_created_833121: (created_at, id)
-- i_deal_stay_opportunity_id_190fdf: ("opportunity_id", updated_at, id)
-- i_deal_stay_pipeline_id_18e116: ("pipeline_id", updated_at, id) WHERE "pipeline_id" IS NOT NULL
-- i_deal_stay_stage_b76b91: ("stage", updated_at, id)
-- i_deal_stay_entered_on_5c1c7b: ("entered_on", updated_at, id)
-- i_deal_stay_left_at_df582d: ("left_at", updated_at, id) WHERE "left_at" IS NOT NULL
-- i_deal_stay_is_skipped_50042f: ("is_skipped", updated_at, id)
-- i_deal_stay_furthest_08f985: ("furthest", updated_at, id) WHERE "furthest" IS NOT NULL
-- i_deal_stay_went_on_d6f9b7: ("went_on", updated_at, id)
-- i_deal_stay_holder_id_97bfed: ("holder_id", updated_at, id) WHERE "holder_id" IS NOT NULL
-- i_deal_stay_holder_department_id_614c27: ("holder_department_id", updated_at, id) WHERE "holder_department_id" IS NOT NULL
-- i_deal_stay_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- f_deal_stay_opportunity_id_04b447: opportunity_id → opportunity
-- f_deal_stay_pipeline_id_23bf0d: pipeline_id → pipeline
-- f_deal_stay_holder_id_e31ab6: holder_id → member
-- f_deal_stay_holder_department_id_2ad29f: holder_department_id → department

CREATE TABLE bank_account (
  id uuid NOT NULL,
  legal_entity_id uuid,
  bank text,
  number text,
  holder text,
  swift text,
  currency text,
  is_default boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_bank_account_external_id_9db86a: UNIQUE ("external_id")
-- i_bank_account_updated_0f9598: (updated_at, id)
-- i_bank_account_created_833121: (created_at, id)
-- i_bank_account_legal_entity_id_c6dca0: ("legal_entity_id", updated_at, id)
-- i_bank_account_title_6a70d7: (("number" COLLATE "zh-x-icu"), id)
-- i_bank_account_by_bank_173282: (("bank" COLLATE "zh-x-icu"), id)
-- bank_account_words (id uuid PRIMARY KEY, search tsvector): i_bank_account_words_gin_6a41b8: USING gin (search)
-- f_bank_account_legal_entity_id_f3b979: legal_entity_id → legal_entity

CREATE TABLE work_calendar (
  id uuid NOT NULL,
  name text,
  is_default boolean,
  monday text,
  tuesday text,
  wednesday text,
  thursday text,
  friday text,
  saturday text,
  sunday text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_work_calendar_name_99ac9c: UNIQUE ("name")
-- u_work_calendar_external_id_9db86a: UNIQUE ("external_id")
-- i_work_calendar_updated_0f9598: (updated_at, id)
-- i_work_calendar_created_833121: (created_at, id)
-- i_work_calendar_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- work_calendar_words (id uuid PRIMARY KEY, search tsvector): i_work_calendar_words_gin_6a41b8: USING gin (search)

CREATE TABLE calendar_day (
  id uuid NOT NULL,
  calendar_id uuid,
  day date,
  name text,
  hours text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_calendar_day_external_id_9db86a: UNIQUE ("external_id")
-- u_calendar_day_calendar_id_day_d25462: UNIQUE ("calendar_id", "day") NULLS NOT DISTINCT
-- i_calendar_day_updated_0f9598: (updated_at, id)
-- i_calendar_day_created_833121: (created_at, id)
-- i_calendar_day_calendar_id_12250e: ("calendar_id", updated_at, id)
-- i_calendar_day_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_calendar_day_by_day_897c6a: ("day", id)
-- calendar_day_words (id uuid PRIMARY KEY, search tsvector): i_calendar_day_words_gin_6a41b8: USING gin (search)
-- f_calendar_day_calendar_id_af2275: calendar_id → work_calendar

CREATE TABLE absence (
  id uuid NOT NULL,
  first_day date,
  last_day date,
  reason text,
  note text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_absence_external_id_9db86a: UNIQUE ("external_id")
-- i_absence_updated_0f9598: (updated_at, id)
-- i_absence_created_833121: (created_at, id)
-- i_absence_first_day_bd5f35: ("first_day", updated_at, id)
-- i_absence_last_day_23c34d: ("last_day", updated_at, id)
-- i_absence_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_absence_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_absence_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- absence_words (id uuid PRIMARY KEY, search tsvector): i_absence_words_gin_6a41b8: USING gin (search)
-- f_absence_owner_id_e31ab6: owner_id → member
-- f_absence_department_id_2ad29f: department_id → department

CREATE TABLE day_rule (
  id uuid NOT NULL,
  name text,
  about text,
  days bigint,
  tells_superior boolean,
  is_active boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_day_rule_name_99ac9c: UNIQUE ("name")
-- u_day_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_day_rule_updated_0f9598: (updated_at, id)
-- i_day_rule_created_833121: (created_at, id)
-- i_day_rule_about_d232f9: ("about", updated_at, id)
-- i_day_rule_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- day_rule_words (id uuid PRIMARY KEY, search tsvector): i_day_rule_words_gin_6a41b8: USING gin (search)

CREATE TABLE quote_line (
  id uuid NOT NULL,
  quote_id uuid,
  position bigint,
  kind text,
  product_id uuid,
  description text,
  quantity numeric(24,4),
  unit text,
  unit_factor numeric(24,6),
  list_price numeric(19,4),
  list_price_currency text,
  price_from text,
  promotion_price numeric(19,4),
  promotion_price_currency text,
  promotion_id uuid,
  promotion_from text,
  promotion_parts jsonb,
  price numeric(19,4),
  price_currency text,
  discount numeric(24,2),
  discount_amount numeric(19,4),
  discount_amount_currency text,
  net_price numeric(19,4),
  net_price_currency text,
  last_price numeric(19,4),
  last_price_currency text,
  lowest_price numeric(19,4),
  lowest_price_currency text,
  tax_rate numeric(24,2),
  tax_mode text,
  is_chosen boolean,
  net numeric(19,4),
  net_currency text,
  tax numeric(19,4),
  tax_currency text,
  gross numeric(19,4),
  gross_currency text,
  cost numeric(19,4),
  cost_currency text,
  exceeds text,
  was_id uuid,
  remark text,
  head_id uuid,
  is_part boolean,
  option_id uuid,
  per_head numeric(24,4),
  is_included boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_quote_line_external_id_9db86a: UNIQUE ("external_id")
-- i_quote_line_updated_0f9598: (updated_at, id)
-- i_quote_line_created_833121: (created_at, id)
-- i_quote_line_quote_id_340077: ("quote_id", updated_at, id)
-- i_quote_line_product_id_f071cb: ("product_id", updated_at, id) WHERE "product_id" IS NOT NULL
-- i_quote_line_promotion_id_7b552e: ("promotion_id", updated_at, id) WHERE "promotion_id" IS NOT NULL
-- i_quote_line_was_id_53fc2f: ("was_id", updated_at, id) WHERE "was_id" IS NOT NULL
-- i_quote_line_head_id_cb22fb: ("head_id", updated_at, id) WHERE "head_id" IS NOT NULL
-- i_quote_line_option_id_f2102d: ("option_id", updated_at, id) WHERE "option_id" IS NOT NULL
-- i_quote_line_title_356b29: (("description" COLLATE "zh-x-icu"), id)
-- i_quote_line_by_position_dea2bb: ("position", id)
-- quote_line_words (id uuid PRIMARY KEY, search tsvector): i_quote_line_words_gin_6a41b8: USING gin (search)
-- f_quote_line_quote_id_632724: quote_id → quote
-- f_quote_line_product_id_a87921: product_id → product
-- f_quote_line_promotion_id_adb845: promotion_id → promotion
-- f_quote_line_option_id_931b93: option_id → product_option

CREATE TABLE discount_limit (
  id uuid NOT NULL,
  name text,
  roles text[],
  category_id uuid,
  most_discount numeric(24,2),
  least_margin numeric(24,2),
  is_active boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_discount_limit_external_id_9db86a: UNIQUE ("external_id")
-- i_discount_limit_updated_0f9598: (updated_at, id)
-- i_discount_limit_created_833121: (created_at, id)
-- i_discount_limit_category_id_a4fbcf: ("category_id", updated_at, id) WHERE "category_id" IS NOT NULL
-- i_discount_limit_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- discount_limit_words (id uuid PRIMARY KEY, search tsvector): i_discount_limit_words_gin_6a41b8: USING gin (search)
-- f_discount_limit_category_id_716ac1: category_id → product_category

CREATE TABLE contract_line (
  id uuid NOT NULL,
  contract_id uuid,
  position bigint,
  product_id uuid,
  description text,
  quantity numeric(24,4),
  unit text,
  unit_factor numeric(24,6),
  price numeric(19,4),
  price_currency text,
  discount numeric(24,2),
  discount_amount numeric(19,4),
  discount_amount_currency text,
  tax_rate numeric(24,2),
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_contract_line_external_id_9db86a: UNIQUE ("external_id")
-- i_contract_line_updated_0f9598: (updated_at, id)
-- i_contract_line_created_833121: (created_at, id)
-- i_contract_line_contract_id_f53b15: ("contract_id", updated_at, id)
-- i_contract_line_product_id_f071cb: ("product_id", updated_at, id) WHERE "product_id" IS NOT NULL
-- i_contract_line_title_356b29: (("description" COLLATE "zh-x-icu"), id)
-- i_contract_line_by_position_dea2bb: ("position", id)
-- contract_line_words (id uuid PRIMARY KEY, search tsvector): i_contract_line_words_gin_6a41b8: USING gin (search)
-- f_contract_line_contract_id_cc8321: contract_id → contract
-- f_contract_line_product_id_a87921: product_id → product

CREATE TABLE plan_line (
  id uuid NOT NULL,
  contract_id uuid,
  instalment bigint,
  name text,
  milestone text,
  days bigint,
  due_on date,
  first_due_on date,
  amount numeric(19,4),
  amount_currency text,
  responsible_id uuid,
  is_live boolean,
  is_waived boolean,
  is_waived_by_end boolean,
  waive_reason text,
  remark text,
  grace_days bigint,
  tolerance numeric(19,4),
  tolerance_currency text,
  settled_on date,
  expected_on date,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_plan_line_external_id_9db86a: UNIQUE ("external_id")
-- i_plan_line_updated_0f9598: (updated_at, id)
-- i_plan_line_created_833121: (created_at, id)
-- i_plan_line_contract_id_f53b15: ("contract_id", updated_at, id)
-- i_plan_line_due_on_dac811: ("due_on", updated_at, id) WHERE "due_on" IS NOT NULL
-- i_plan_line_responsible_id_291071: ("responsible_id", updated_at, id) WHERE "responsible_id" IS NOT NULL
-- i_plan_line_is_live_7362a4: ("is_live", updated_at, id)
-- i_plan_line_settled_on_b851e8: ("settled_on", updated_at, id) WHERE "settled_on" IS NOT NULL
-- i_plan_line_expected_on_650ab5: ("expected_on", updated_at, id) WHERE "expected_on" IS NOT NULL
-- i_plan_line_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_plan_line_by_instalment_0954f7: ("instalment", id)
-- plan_line_words (id uuid PRIMARY KEY, search tsvector): i_plan_line_words_gin_6a41b8: USING gin (search)
-- f_plan_line_contract_id_cc8321: contract_id → contract
-- f_plan_line_responsible_id_e31ab6: responsible_id → member

CREATE TABLE contract_change (
  id uuid NOT NULL,
  contract_id uuid,
  number text,
  reason text,
  new_amount numeric(19,4),
  new_amount_currency text,
  new_ends_on date,
  signed_on date,
  status text,
  old_amount numeric(19,4),
  old_amount_currency text,
  old_ends_on date,
  difference numeric(19,4),
  difference_currency text,
  scan jsonb,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_contract_change_number_024c80: UNIQUE ("number")
-- u_contract_change_external_id_9db86a: UNIQUE ("external_id")
-- i_contract_change_updated_0f9598: (updated_at, id)
-- i_contract_change_created_833121: (created_at, id)
-- i_contract_change_contract_id_f53b15: ("contract_id", updated_at, id)
-- i_contract_change_signed_on_8dec6e: ("signed_on", updated_at, id)
-- i_contract_change_status_582e4b: ("status", updated_at, id)
-- i_contract_change_title_d7c977: ("number", id)
-- contract_change_words (id uuid PRIMARY KEY, search tsvector): i_contract_change_words_gin_6a41b8: USING gin (search)
-- f_contract_change_contract_id_cc8321: contract_id → contract

CREATE TABLE contract_change_line (
  id uuid NOT NULL,
  contract_change_id uuid,
  replaces_id uuid,
  position bigint,
  product_id uuid,
  description text,
  quantity numeric(24,4),
  unit text,
  unit_factor numeric(24,6),
  price numeric(19,4),
  price_currency text,
  discount numeric(24,2),
  discount_amount numeric(19,4),
  discount_amount_currency text,
  tax_rate numeric(24,2),
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_contract_change_line_external_id_9db86a: UNIQUE ("external_id")
-- i_contract_change_line_updated_0f9598: (updated_at, id)
-- i_contract_change_line_created_833121: (created_at, id)
-- i_contract_change_line_contract_change_id_14758f: ("contract_change_id", updated_at, id)
-- i_contract_change_line_replaces_id_78781f: ("replaces_id", updated_at, id) WHERE "replaces_id" IS NOT NULL
-- i_contract_change_line_product_id_f071cb: ("product_id", updated_at, id) WHERE "product_id" IS NOT NULL
-- i_contract_change_line_title_356b29: (("description" COLLATE "zh-x-icu"), id)
-- i_contract_change_line_by_position_dea2bb: ("position", id)
-- contract_change_line_words (id uuid PRIMARY KEY, search tsvector): i_contract_change_line_words_gin_6a41b8: USING gin (search)
-- f_contract_change_line_contract_change_id_49e65a: contract_change_id → contract_change
-- f_contract_change_line_replaces_id_9dd3a6: replaces_id → contract_line
-- f_contract_change_line_product_id_a87921: product_id → product

CREATE TABLE expiry_rule (
  id uuid NOT NULL,
  name text,
  is_active boolean,
  days bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_expiry_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_expiry_rule_updated_0f9598: (updated_at, id)
-- i_expiry_rule_created_833121: (created_at, id)
-- i_expiry_rule_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- expiry_rule_words (id uuid PRIMARY KEY, search tsvector): i_expiry_rule_words_gin_6a41b8: USING gin (search)

CREATE TABLE receipt (
  id uuid NOT NULL,
  number text,
  kind text,
  status text,
  account_id uuid,
  payer_name text,
  received_on date,
  amount numeric(19,4),
  amount_currency text,
  method text,
  matures_on date,
  is_cash boolean,
  counts_on date,
  legal_entity_id uuid,
  bank_account_id uuid,
  bank_reference text,
  purpose text,
  proof jsonb,
  back_on date,
  refund_of_id uuid,
  reverses_id uuid,
  reason text,
  match_reason text,
  remark text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_receipt_number_024c80: UNIQUE ("number")
-- u_receipt_bank_reference_e942e2: UNIQUE ("bank_reference")
-- u_receipt_external_id_9db86a: UNIQUE ("external_id")
-- i_receipt_updated_0f9598: (updated_at, id)
-- i_receipt_created_833121: (created_at, id)
-- i_receipt_kind_0454c6: ("kind", updated_at, id)
-- i_receipt_status_582e4b: ("status", updated_at, id)
-- i_receipt_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_receipt_received_on_4fcc17: ("received_on", updated_at, id)
-- i_receipt_matures_on_ddfbf9: ("matures_on", updated_at, id) WHERE "matures_on" IS NOT NULL
-- i_receipt_counts_on_20603a: ("counts_on", updated_at, id) WHERE "counts_on" IS NOT NULL
-- i_receipt_legal_entity_id_8a2bb3: ("legal_entity_id", updated_at, id) WHERE "legal_entity_id" IS NOT NULL
-- i_receipt_bank_account_id_138cf9: ("bank_account_id", updated_at, id) WHERE "bank_account_id" IS NOT NULL
-- i_receipt_back_on_72696d: ("back_on", updated_at, id) WHERE "back_on" IS NOT NULL
-- i_receipt_refund_of_id_082528: ("refund_of_id", updated_at, id) WHERE "refund_of_id" IS NOT NULL
-- i_receipt_reverses_id_d088b5: ("reverses_id", updated_at, id) WHERE "reverses_id" IS NOT NULL
-- i_receipt_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_receipt_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_receipt_title_d7c977: ("number", id)
-- receipt_words (id uuid PRIMARY KEY, search tsvector): i_receipt_words_gin_6a41b8: USING gin (search)
-- f_receipt_account_id_9af211: account_id → account
-- f_receipt_legal_entity_id_f3b979: legal_entity_id → legal_entity
-- f_receipt_bank_account_id_9f52b4: bank_account_id → bank_account
-- f_receipt_owner_id_e31ab6: owner_id → member
-- f_receipt_department_id_2ad29f: department_id → department

CREATE TABLE invoice (
  id uuid NOT NULL,
  number text,
  invoice_number text,
  kind text,
  status text,
  account_id uuid,
  billing_title_id uuid,
  title_name text,
  tax_number text,
  legal_entity_id uuid,
  tax_rate numeric(24,2),
  issued_on date,
  paper jsonb,
  sent_to text,
  tracking_number text,
  mail_state text,
  mail_note text,
  mail_due_at timestamptz,
  mail_tries bigint,
  mailed_at timestamptz,
  delivered_on date,
  due_on date,
  reverses_id uuid,
  reason text,
  remark text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_invoice_number_024c80: UNIQUE ("number")
-- u_invoice_invoice_number_312cc3: UNIQUE ("invoice_number")
-- u_invoice_external_id_9db86a: UNIQUE ("external_id")
-- i_invoice_updated_0f9598: (updated_at, id)
-- i_invoice_created_833121: (created_at, id)
-- i_invoice_kind_0454c6: ("kind", updated_at, id)
-- i_invoice_status_582e4b: ("status", updated_at, id)
-- i_invoice_account_id_7732a6: ("account_id", updated_at, id)
-- i_invoice_billing_title_id_6a3fdf: ("billing_title_id", updated_at, id) WHERE "billing_title_id" IS NOT NULL
-- i_invoice_legal_entity_id_8a2bb3: ("legal_entity_id", updated_at, id) WHERE "legal_entity_id" IS NOT NULL
-- i_invoice_issued_on_094466: ("issued_on", updated_at, id) WHERE "issued_on" IS NOT NULL
-- i_invoice_mail_state_250895: ("mail_state", updated_at, id) WHERE "mail_state" IS NOT NULL
-- i_invoice_due_on_dac811: ("due_on", updated_at, id) WHERE "due_on" IS NOT NULL
-- i_invoice_reverses_id_d088b5: ("reverses_id", updated_at, id) WHERE "reverses_id" IS NOT NULL
-- i_invoice_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_invoice_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_invoice_title_d7c977: ("number", id)
-- invoice_words (id uuid PRIMARY KEY, search tsvector): i_invoice_words_gin_6a41b8: USING gin (search)
-- f_invoice_account_id_9af211: account_id → account
-- f_invoice_billing_title_id_0bddcb: billing_title_id → billing_title
-- f_invoice_legal_entity_id_f3b979: legal_entity_id → legal_entity
-- f_invoice_owner_id_e31ab6: owner_id → member
-- f_invoice_department_id_2ad29f: department_id → department

CREATE TABLE allocation (
  id uuid NOT NULL,
  receipt_id uuid,
  contract_id uuid,
  plan_line_id uuid,
  invoice_id uuid,
  amount numeric(19,4),
  amount_currency text,
  paid numeric(19,4),
  paid_currency text,
  exchange_difference numeric(19,4),
  exchange_difference_currency text,
  remark text,
  order_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_allocation_external_id_9db86a: UNIQUE ("external_id")
-- i_allocation_updated_0f9598: (updated_at, id)
-- i_allocation_created_833121: (created_at, id)
-- i_allocation_receipt_id_5d2487: ("receipt_id", updated_at, id)
-- i_allocation_contract_id_3d5349: ("contract_id", updated_at, id) WHERE "contract_id" IS NOT NULL
-- i_allocation_plan_line_id_f3f3e8: ("plan_line_id", updated_at, id) WHERE "plan_line_id" IS NOT NULL
-- i_allocation_invoice_id_f0beb4: ("invoice_id", updated_at, id) WHERE "invoice_id" IS NOT NULL
-- i_allocation_order_id_d11118: ("order_id", updated_at, id) WHERE "order_id" IS NOT NULL
-- i_allocation_title_ddf599: (("remark" COLLATE "zh-x-icu"), id)
-- allocation_words (id uuid PRIMARY KEY, search tsvector): i_allocation_words_gin_6a41b8: USING gin (search)
-- f_allocation_receipt_id_6f3286: receipt_id → receipt
-- f_allocation_contract_id_cc8321: contract_id → contract
-- f_allocation_plan_line_id_cfe14f: plan_line_id → plan_line
-- f_allocation_invoice_id_52d6e3: invoice_id → invoice
-- f_allocation_order_id_3eeb7e: order_id → order

CREATE TABLE order_line (
  id uuid NOT NULL,
  order_id uuid,
  position bigint,
  product_id uuid,
  description text,
  quantity numeric(24,4),
  unit text,
  unit_factor numeric(24,6),
  price numeric(19,4),
  price_currency text,
  price_from text,
  promotion_id uuid,
  promotion_parts jsonb,
  discount numeric(24,2),
  discount_amount numeric(19,4),
  discount_amount_currency text,
  tax_rate numeric(24,2),
  contract_line_id uuid,
  given_up numeric(24,4),
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_order_line_external_id_9db86a: UNIQUE ("external_id")
-- i_order_line_updated_0f9598: (updated_at, id)
-- i_order_line_created_833121: (created_at, id)
-- i_order_line_order_id_71e948: ("order_id", updated_at, id)
-- i_order_line_product_id_f071cb: ("product_id", updated_at, id) WHERE "product_id" IS NOT NULL
-- i_order_line_promotion_id_7b552e: ("promotion_id", updated_at, id) WHERE "promotion_id" IS NOT NULL
-- i_order_line_contract_line_id_bd78cd: ("contract_line_id", updated_at, id) WHERE "contract_line_id" IS NOT NULL
-- i_order_line_title_356b29: (("description" COLLATE "zh-x-icu"), id)
-- i_order_line_by_position_dea2bb: ("position", id)
-- order_line_words (id uuid PRIMARY KEY, search tsvector): i_order_line_words_gin_6a41b8: USING gin (search)
-- f_order_line_order_id_3eeb7e: order_id → order
-- f_order_line_product_id_a87921: product_id → product
-- f_order_line_promotion_id_adb845: promotion_id → promotion
-- f_order_line_contract_line_id_9dd3a6: contract_line_id → contract_line

CREATE TABLE invoice_share (
  id uuid NOT NULL,
  invoice_id uuid,
  contract_id uuid,
  product_id uuid,
  description text,
  quantity numeric(24,4),
  unit text,
  price numeric(19,4),
  price_currency text,
  amount numeric(19,4),
  amount_currency text,
  tax_rate numeric(24,2),
  tax_code text,
  order_id uuid,
  order_line_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_invoice_share_external_id_9db86a: UNIQUE ("external_id")
-- i_invoice_share_updated_0f9598: (updated_at, id)
-- i_invoice_share_created_833121: (created_at, id)
-- i_invoice_share_invoice_id_728ed4: ("invoice_id", updated_at, id)
-- i_invoice_share_contract_id_3d5349: ("contract_id", updated_at, id) WHERE "contract_id" IS NOT NULL
-- i_invoice_share_product_id_f071cb: ("product_id", updated_at, id) WHERE "product_id" IS NOT NULL
-- i_invoice_share_order_id_d11118: ("order_id", updated_at, id) WHERE "order_id" IS NOT NULL
-- i_invoice_share_order_line_id_c16142: ("order_line_id", updated_at, id) WHERE "order_line_id" IS NOT NULL
-- i_invoice_share_title_356b29: (("description" COLLATE "zh-x-icu"), id)
-- invoice_share_words (id uuid PRIMARY KEY, search tsvector): i_invoice_share_words_gin_6a41b8: USING gin (search)
-- f_invoice_share_invoice_id_52d6e3: invoice_id → invoice
-- f_invoice_share_contract_id_cc8321: contract_id → contract
-- f_invoice_share_product_id_a87921: product_id → product
-- f_invoice_share_order_id_3eeb7e: order_id → order
-- f_invoice_share_order_line_id_4966d9: order_line_id → order_line

CREATE TABLE supplier_payment (
  id uuid NOT NULL,
  number text,
  contract_id uuid,
  plan_line_id uuid,
  amount numeric(19,4),
  amount_currency text,
  purpose text,
  due_on date,
  status text,
  method text,
  legal_entity_id uuid,
  bank_account_id uuid,
  paid_on date,
  bank_reference text,
  proof jsonb,
  counters_id uuid,
  approved_by text,
  reason text,
  remark text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_supplier_payment_number_024c80: UNIQUE ("number")
-- u_supplier_payment_external_id_9db86a: UNIQUE ("external_id")
-- i_supplier_payment_updated_0f9598: (updated_at, id)
-- i_supplier_payment_created_833121: (created_at, id)
-- i_supplier_payment_contract_id_f53b15: ("contract_id", updated_at, id)
-- i_supplier_payment_plan_line_id_f3f3e8: ("plan_line_id", updated_at, id) WHERE "plan_line_id" IS NOT NULL
-- i_supplier_payment_due_on_dac811: ("due_on", updated_at, id) WHERE "due_on" IS NOT NULL
-- i_supplier_payment_status_582e4b: ("status", updated_at, id)
-- i_supplier_payment_legal_entity_id_8a2bb3: ("legal_entity_id", updated_at, id) WHERE "legal_entity_id" IS NOT NULL
-- i_supplier_payment_bank_account_id_138cf9: ("bank_account_id", updated_at, id) WHERE "bank_account_id" IS NOT NULL
-- i_supplier_payment_paid_on_c49fba: ("paid_on", updated_at, id) WHERE "paid_on" IS NOT NULL
-- i_supplier_payment_counters_id_557ac8: ("counters_id", updated_at, id) WHERE "counters_id" IS NOT NULL
-- i_supplier_payment_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_supplier_payment_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_supplier_payment_title_d7c977: ("number", id)
-- supplier_payment_words (id uuid PRIMARY KEY, search tsvector): i_supplier_payment_words_gin_6a41b8: USING gin (search)
-- f_supplier_payment_contract_id_cc8321: contract_id → contract
-- f_supplier_payment_plan_line_id_cfe14f: plan_line_id → plan_line
-- f_supplier_payment_legal_entity_id_f3b979: legal_entity_id → legal_entity
-- f_supplier_payment_bank_account_id_9f52b4: bank_account_id → bank_account
-- f_supplier_payment_owner_id_e31ab6: owner_id → member
-- f_supplier_payment_department_id_2ad29f: department_id → department

CREATE TABLE bank_map (
  id uuid NOT NULL,
  bank_account_id uuid,
  day text,
  credit text,
  debit text,
  amount text,
  direction text,
  currency text,
  party text,
  party_account text,
  reference text,
  purpose text,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_bank_map_external_id_9db86a: UNIQUE ("external_id")
-- u_bank_map_bank_account_id_09dd4b: UNIQUE ("bank_account_id") NULLS NOT DISTINCT
-- i_bank_map_updated_0f9598: (updated_at, id)
-- i_bank_map_created_833121: (created_at, id)
-- i_bank_map_bank_account_id_d0ea65: ("bank_account_id", updated_at, id)
-- i_bank_map_title_ddf599: (("remark" COLLATE "zh-x-icu"), id)
-- f_bank_map_bank_account_id_9f52b4: bank_account_id → bank_account

CREATE TABLE bank_statement (
  id uuid NOT NULL,
  number text,
  bank_account_id uuid,
  file jsonb,
  format text,
  first_day date,
  last_day date,
  skipped bigint,
  remark text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_bank_statement_number_024c80: UNIQUE ("number")
-- u_bank_statement_external_id_9db86a: UNIQUE ("external_id")
-- i_bank_statement_updated_0f9598: (updated_at, id)
-- i_bank_statement_created_833121: (created_at, id)
-- i_bank_statement_bank_account_id_d0ea65: ("bank_account_id", updated_at, id)
-- i_bank_statement_first_day_705264: ("first_day", updated_at, id) WHERE "first_day" IS NOT NULL
-- i_bank_statement_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_bank_statement_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_bank_statement_title_d7c977: ("number", id)
-- bank_statement_words (id uuid PRIMARY KEY, search tsvector): i_bank_statement_words_gin_6a41b8: USING gin (search)
-- f_bank_statement_bank_account_id_9f52b4: bank_account_id → bank_account
-- f_bank_statement_owner_id_e31ab6: owner_id → member
-- f_bank_statement_department_id_2ad29f: department_id → department

CREATE TABLE bank_line (
  id uuid NOT NULL,
  statement_id uuid,
  place bigint,
  on date,
  amount numeric(19,4),
  amount_currency text,
  result text,
  receipt_id uuid,
  party text,
  party_account text,
  reference text,
  purpose text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_bank_line_external_id_9db86a: UNIQUE ("external_id")
-- i_bank_line_updated_0f9598: (updated_at, id)
-- i_bank_line_created_833121: (created_at, id)
-- i_bank_line_statement_id_2770f2: ("statement_id", updated_at, id)
-- i_bank_line_on_18bfdf: ("on", updated_at, id)
-- i_bank_line_result_fda03c: ("result", updated_at, id)
-- i_bank_line_receipt_id_1669ee: ("receipt_id", updated_at, id) WHERE "receipt_id" IS NOT NULL
-- i_bank_line_reference_c5a06b: ("reference", updated_at, id) WHERE "reference" IS NOT NULL
-- i_bank_line_title_8f559e: (("party" COLLATE "zh-x-icu"), id)
-- i_bank_line_by_place_0c62b0: ("place", id)
-- bank_line_words (id uuid PRIMARY KEY, search tsvector): i_bank_line_words_gin_6a41b8: USING gin (search)
-- f_bank_line_statement_id_75b0bf: statement_id → bank_statement
-- f_bank_line_receipt_id_6f3286: receipt_id → receipt

CREATE TABLE document_template (
  id uuid NOT NULL,
  name text,
  about text,
  kind text,
  language text,
  step bigint,
  is_active boolean,
  body text,
  edition bigint,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_document_template_name_99ac9c: UNIQUE ("name")
-- u_document_template_external_id_9db86a: UNIQUE ("external_id")
-- i_document_template_updated_0f9598: (updated_at, id)
-- i_document_template_created_833121: (created_at, id)
-- i_document_template_about_d232f9: ("about", updated_at, id)
-- i_document_template_is_active_3d4db2: ("is_active", updated_at, id)
-- i_document_template_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- document_template_words (id uuid PRIMARY KEY, search tsvector): i_document_template_words_gin_6a41b8: USING gin (search)

CREATE TABLE made_document (
  id uuid NOT NULL,
  name text,
  kind text,
  quote_id uuid,
  contract_id uuid,
  opportunity_id uuid,
  account_id uuid,
  invoice_id uuid,
  language text,
  issue bigint,
  is_valid boolean,
  file jsonb,
  template_id uuid,
  edition bigint,
  made_on date,
  step bigint,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_made_document_external_id_9db86a: UNIQUE ("external_id")
-- i_made_document_updated_0f9598: (updated_at, id)
-- i_made_document_created_833121: (created_at, id)
-- i_made_document_kind_07613a: ("kind", updated_at, id) WHERE "kind" IS NOT NULL
-- i_made_document_quote_id_3bab2c: ("quote_id", updated_at, id) WHERE "quote_id" IS NOT NULL
-- i_made_document_contract_id_3d5349: ("contract_id", updated_at, id) WHERE "contract_id" IS NOT NULL
-- i_made_document_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_made_document_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_made_document_invoice_id_f0beb4: ("invoice_id", updated_at, id) WHERE "invoice_id" IS NOT NULL
-- i_made_document_template_id_5b33da: ("template_id", updated_at, id) WHERE "template_id" IS NOT NULL
-- i_made_document_made_on_74bf46: ("made_on", updated_at, id) WHERE "made_on" IS NOT NULL
-- i_made_document_step_b4ac9f: ("step", updated_at, id) WHERE "step" IS NOT NULL
-- i_made_document_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_made_document_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_made_document_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- made_document_words (id uuid PRIMARY KEY, search tsvector): i_made_document_words_gin_6a41b8: USING gin (search)
-- f_made_document_quote_id_632724: quote_id → quote
-- f_made_document_contract_id_cc8321: contract_id → contract
-- f_made_document_opportunity_id_04b447: opportunity_id → opportunity
-- f_made_document_account_id_9af211: account_id → account
-- f_made_document_invoice_id_52d6e3: invoice_id → invoice
-- f_made_document_template_id_861b6c: template_id → document_template
-- f_made_document_owner_id_e31ab6: owner_id → member
-- f_made_document_department_id_2ad29f: department_id → department

CREATE TABLE seal_request (
  id uuid NOT NULL,
  number text,
  contract_id uuid,
  legal_entity_id uuid,
  seal text,
  document text,
  paper jsonb,
  copies bigint,
  purpose text,
  status text,
  asked_on date,
  stamped_by_id uuid,
  stamped_on date,
  stamped_copies bigint,
  reason text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_seal_request_number_024c80: UNIQUE ("number")
-- u_seal_request_external_id_9db86a: UNIQUE ("external_id")
-- i_seal_request_updated_0f9598: (updated_at, id)
-- i_seal_request_created_833121: (created_at, id)
-- i_seal_request_contract_id_3d5349: ("contract_id", updated_at, id) WHERE "contract_id" IS NOT NULL
-- i_seal_request_legal_entity_id_8a2bb3: ("legal_entity_id", updated_at, id) WHERE "legal_entity_id" IS NOT NULL
-- i_seal_request_status_582e4b: ("status", updated_at, id)
-- i_seal_request_stamped_by_id_351f11: ("stamped_by_id", updated_at, id) WHERE "stamped_by_id" IS NOT NULL
-- i_seal_request_stamped_on_d802bb: ("stamped_on", updated_at, id) WHERE "stamped_on" IS NOT NULL
-- i_seal_request_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_seal_request_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_seal_request_title_d7c977: ("number", id)
-- seal_request_words (id uuid PRIMARY KEY, search tsvector): i_seal_request_words_gin_6a41b8: USING gin (search)
-- f_seal_request_contract_id_cc8321: contract_id → contract
-- f_seal_request_legal_entity_id_f3b979: legal_entity_id → legal_entity
-- f_seal_request_stamped_by_id_e31ab6: stamped_by_id → member
-- f_seal_request_owner_id_e31ab6: owner_id → member
-- f_seal_request_department_id_2ad29f: department_id → department

CREATE TABLE dunning_step (
  id uuid NOT NULL,
  step bigint,
  name text,
  after_days bigint,
  tells_superior boolean,
  tells_finance boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_dunning_step_step_3548c7: UNIQUE ("step")
-- u_dunning_step_external_id_9db86a: UNIQUE ("external_id")
-- i_dunning_step_updated_0f9598: (updated_at, id)
-- i_dunning_step_created_833121: (created_at, id)
-- i_dunning_step_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_dunning_step_by_step_7c1ee7: ("step", id)
-- dunning_step_words (id uuid PRIMARY KEY, search tsvector): i_dunning_step_words_gin_6a41b8: USING gin (search)

CREATE TABLE stage_paper (
  id uuid NOT NULL,
  stage_id uuid,
  template_id uuid,
  position bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_stage_paper_external_id_9db86a: UNIQUE ("external_id")
-- u_stage_paper_stage_id_template_id_5e97b5: UNIQUE ("stage_id", "template_id") NULLS NOT DISTINCT
-- i_stage_paper_updated_0f9598: (updated_at, id)
-- i_stage_paper_created_833121: (created_at, id)
-- i_stage_paper_stage_id_cb33de: ("stage_id", updated_at, id)
-- i_stage_paper_template_id_7c8e78: ("template_id", updated_at, id)
-- i_stage_paper_title_9bac42: ("template_id", id)
-- i_stage_paper_by_position_dea2bb: ("position", id)
-- f_stage_paper_stage_id_708595: stage_id → pipeline_stage
-- f_stage_paper_template_id_861b6c: template_id → document_template

CREATE TABLE expense_kind (
  id uuid NOT NULL,
  key text,
  name text,
  label_zh_cn text,
  label_zh_tw text,
  label_en text,
  position bigint,
  limit numeric(24,2),
  asks_receipt boolean,
  receipt_from numeric(24,2),
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_expense_kind_key_bfce4b: UNIQUE ("key")
-- u_expense_kind_external_id_9db86a: UNIQUE ("external_id")
-- i_expense_kind_updated_0f9598: (updated_at, id)
-- i_expense_kind_created_833121: (created_at, id)
-- i_expense_kind_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_expense_kind_by_position_dea2bb: ("position", id)
-- expense_kind_words (id uuid PRIMARY KEY, search tsvector): i_expense_kind_words_gin_6a41b8: USING gin (search)

CREATE TABLE expense (
  id uuid NOT NULL,
  purpose text,
  number text,
  kind text,
  side text,
  spent_on date,
  amount numeric(19,4),
  amount_currency text,
  tax numeric(19,4),
  tax_currency text,
  receipt_number text,
  account_id uuid,
  contact_id uuid,
  opportunity_id uuid,
  is_split boolean,
  trip text,
  is_general boolean,
  status text,
  concern text,
  same_as_id uuid,
  same_number text,
  is_same_picture boolean,
  approved_by text,
  approved_at timestamptz,
  reject_reason text,
  paid_on date,
  counters_id uuid,
  remark text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_expense_number_024c80: UNIQUE ("number")
-- u_expense_external_id_9db86a: UNIQUE ("external_id")
-- i_expense_updated_0f9598: (updated_at, id)
-- i_expense_created_833121: (created_at, id)
-- i_expense_kind_0454c6: ("kind", updated_at, id)
-- i_expense_side_50bb4a: ("side", updated_at, id)
-- i_expense_spent_on_bb2ce5: ("spent_on", updated_at, id)
-- i_expense_receipt_number_f8e65c: ("receipt_number", updated_at, id) WHERE "receipt_number" IS NOT NULL
-- i_expense_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_expense_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_expense_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_expense_status_582e4b: ("status", updated_at, id)
-- i_expense_concern_7c21bd: ("concern", updated_at, id) WHERE "concern" IS NOT NULL
-- i_expense_same_as_id_010978: ("same_as_id", updated_at, id) WHERE "same_as_id" IS NOT NULL
-- i_expense_paid_on_c49fba: ("paid_on", updated_at, id) WHERE "paid_on" IS NOT NULL
-- i_expense_counters_id_557ac8: ("counters_id", updated_at, id) WHERE "counters_id" IS NOT NULL
-- i_expense_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_expense_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_expense_title_747911: (("purpose" COLLATE "zh-x-icu"), id)
-- expense_words (id uuid PRIMARY KEY, search tsvector): i_expense_words_gin_6a41b8: USING gin (search)
-- f_expense_account_id_9af211: account_id → account
-- f_expense_contact_id_093e7d: contact_id → contact
-- f_expense_opportunity_id_04b447: opportunity_id → opportunity
-- f_expense_owner_id_e31ab6: owner_id → member
-- f_expense_department_id_2ad29f: department_id → department
-- f_expense_kind_5334a2: kind → expense_kind

CREATE TABLE expense_file (
  id uuid NOT NULL,
  expense_id uuid,
  file jsonb,
  note text,
  print text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_expense_file_external_id_9db86a: UNIQUE ("external_id")
-- i_expense_file_updated_0f9598: (updated_at, id)
-- i_expense_file_created_833121: (created_at, id)
-- i_expense_file_expense_id_2f685a: ("expense_id", updated_at, id)
-- i_expense_file_print_cadf05: ("print", updated_at, id) WHERE "print" IS NOT NULL
-- i_expense_file_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- expense_file_words (id uuid PRIMARY KEY, search tsvector): i_expense_file_words_gin_6a41b8: USING gin (search)
-- f_expense_file_expense_id_23b18e: expense_id → expense

CREATE TABLE expense_share (
  id uuid NOT NULL,
  expense_id uuid,
  opportunity_id uuid,
  account_id uuid,
  share numeric(24,2),
  cost numeric(19,4),
  cost_currency text,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_expense_share_external_id_9db86a: UNIQUE ("external_id")
-- i_expense_share_updated_0f9598: (updated_at, id)
-- i_expense_share_created_833121: (created_at, id)
-- i_expense_share_expense_id_2f685a: ("expense_id", updated_at, id)
-- i_expense_share_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_expense_share_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_expense_share_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- i_expense_share_by_share_d70b77: ("share", id)
-- expense_share_words (id uuid PRIMARY KEY, search tsvector): i_expense_share_words_gin_6a41b8: USING gin (search)
-- f_expense_share_expense_id_23b18e: expense_id → expense
-- f_expense_share_opportunity_id_04b447: opportunity_id → opportunity
-- f_expense_share_account_id_9af211: account_id → account

CREATE TABLE delivery (
  id uuid NOT NULL,
  number text,
  order_id uuid,
  warehouse_id uuid,
  delivered_on date,
  carrier text,
  tracking_number text,
  delivered_by_id uuid,
  proof jsonb,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_delivery_number_024c80: UNIQUE ("number")
-- u_delivery_external_id_9db86a: UNIQUE ("external_id")
-- i_delivery_updated_0f9598: (updated_at, id)
-- i_delivery_created_833121: (created_at, id)
-- i_delivery_order_id_71e948: ("order_id", updated_at, id)
-- i_delivery_warehouse_id_e54a28: ("warehouse_id", updated_at, id)
-- i_delivery_delivered_on_6fa7fd: ("delivered_on", updated_at, id)
-- i_delivery_delivered_by_id_6722d1: ("delivered_by_id", updated_at, id)
-- i_delivery_title_d7c977: ("number", id)
-- delivery_words (id uuid PRIMARY KEY, search tsvector): i_delivery_words_gin_6a41b8: USING gin (search)
-- f_delivery_order_id_3eeb7e: order_id → order
-- f_delivery_warehouse_id_ae1fd3: warehouse_id → warehouse
-- f_delivery_delivered_by_id_e31ab6: delivered_by_id → member

CREATE TABLE delivery_line (
  id uuid NOT NULL,
  delivery_id uuid,
  order_line_id uuid,
  quantity numeric(24,4),
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_delivery_line_external_id_9db86a: UNIQUE ("external_id")
-- i_delivery_line_updated_0f9598: (updated_at, id)
-- i_delivery_line_created_833121: (created_at, id)
-- i_delivery_line_delivery_id_666bcc: ("delivery_id", updated_at, id)
-- i_delivery_line_order_line_id_83022b: ("order_line_id", updated_at, id)
-- i_delivery_line_title_ddf599: (("remark" COLLATE "zh-x-icu"), id)
-- delivery_line_words (id uuid PRIMARY KEY, search tsvector): i_delivery_line_words_gin_6a41b8: USING gin (search)
-- f_delivery_line_delivery_id_b4af39: delivery_id → delivery
-- f_delivery_line_order_line_id_4966d9: order_line_id → order_line

CREATE TABLE order_return (
  id uuid NOT NULL,
  number text,
  order_id uuid,
  delivery_id uuid,
  warehouse_id uuid,
  returned_on date,
  reason text,
  settlement text,
  settled_on date,
  invoice_id uuid,
  receipt_id uuid,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_order_return_number_024c80: UNIQUE ("number")
-- u_order_return_external_id_9db86a: UNIQUE ("external_id")
-- i_order_return_updated_0f9598: (updated_at, id)
-- i_order_return_created_833121: (created_at, id)
-- i_order_return_order_id_71e948: ("order_id", updated_at, id)
-- i_order_return_delivery_id_666bcc: ("delivery_id", updated_at, id)
-- i_order_return_warehouse_id_e54a28: ("warehouse_id", updated_at, id)
-- i_order_return_returned_on_a9f913: ("returned_on", updated_at, id)
-- i_order_return_settlement_fe335e: ("settlement", updated_at, id)
-- i_order_return_settled_on_b851e8: ("settled_on", updated_at, id) WHERE "settled_on" IS NOT NULL
-- i_order_return_invoice_id_f0beb4: ("invoice_id", updated_at, id) WHERE "invoice_id" IS NOT NULL
-- i_order_return_receipt_id_1669ee: ("receipt_id", updated_at, id) WHERE "receipt_id" IS NOT NULL
-- i_order_return_title_d7c977: ("number", id)
-- order_return_words (id uuid PRIMARY KEY, search tsvector): i_order_return_words_gin_6a41b8: USING gin (search)
-- f_order_return_order_id_3eeb7e: order_id → order
-- f_order_return_delivery_id_b4af39: delivery_id → delivery
-- f_order_return_warehouse_id_ae1fd3: warehouse_id → warehouse
-- f_order_return_invoice_id_52d6e3: invoice_id → invoice
-- f_order_return_receipt_id_6f3286: receipt_id → receipt

CREATE TABLE return_line (
  id uuid NOT NULL,
  order_return_id uuid,
  order_line_id uuid,
  quantity numeric(24,4),
  value numeric(19,4),
  value_currency text,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_return_line_external_id_9db86a: UNIQUE ("external_id")
-- i_return_line_updated_0f9598: (updated_at, id)
-- i_return_line_created_833121: (created_at, id)
-- i_return_line_order_return_id_c6fc92: ("order_return_id", updated_at, id)
-- i_return_line_order_line_id_83022b: ("order_line_id", updated_at, id)
-- i_return_line_title_ddf599: (("remark" COLLATE "zh-x-icu"), id)
-- return_line_words (id uuid PRIMARY KEY, search tsvector): i_return_line_words_gin_6a41b8: USING gin (search)
-- f_return_line_order_return_id_673680: order_return_id → order_return
-- f_return_line_order_line_id_4966d9: order_line_id → order_line

CREATE TABLE arrival (
  id uuid NOT NULL,
  number text,
  product_id uuid,
  warehouse_id uuid,
  quantity numeric(24,4),
  expected_on date,
  first_expected_on date,
  is_confirmed boolean,
  source text,
  supplier_id uuid,
  contract_id uuid,
  from_warehouse_id uuid,
  their_number text,
  came numeric(24,4),
  left numeric(24,4),
  state text,
  arrived_at timestamptz,
  cancel_reason text,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_arrival_number_024c80: UNIQUE ("number")
-- u_arrival_external_id_9db86a: UNIQUE ("external_id")
-- i_arrival_updated_0f9598: (updated_at, id)
-- i_arrival_created_833121: (created_at, id)
-- i_arrival_product_id_b88905: ("product_id", updated_at, id)
-- i_arrival_warehouse_id_e54a28: ("warehouse_id", updated_at, id)
-- i_arrival_expected_on_650ab5: ("expected_on", updated_at, id) WHERE "expected_on" IS NOT NULL
-- i_arrival_source_8778ea: ("source", updated_at, id)
-- i_arrival_supplier_id_f959df: ("supplier_id", updated_at, id) WHERE "supplier_id" IS NOT NULL
-- i_arrival_contract_id_3d5349: ("contract_id", updated_at, id) WHERE "contract_id" IS NOT NULL
-- i_arrival_from_warehouse_id_9a20a7: ("from_warehouse_id", updated_at, id) WHERE "from_warehouse_id" IS NOT NULL
-- i_arrival_state_4e7f2c: ("state", updated_at, id)
-- i_arrival_title_d7c977: ("number", id)
-- arrival_words (id uuid PRIMARY KEY, search tsvector): i_arrival_words_gin_6a41b8: USING gin (search)
-- f_arrival_product_id_a87921: product_id → product
-- f_arrival_warehouse_id_ae1fd3: warehouse_id → warehouse
-- f_arrival_supplier_id_9af211: supplier_id → account
-- f_arrival_contract_id_cc8321: contract_id → contract
-- f_arrival_from_warehouse_id_ae1fd3: from_warehouse_id → warehouse

CREATE TABLE stock_move (
  id uuid NOT NULL,
  product_id uuid,
  warehouse_id uuid,
  kind text,
  quantity numeric(24,4),
  moved_on date,
  cause text,
  delivery_id uuid,
  order_return_id uuid,
  arrival_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_stock_move_external_id_9db86a: UNIQUE ("external_id")
-- i_stock_move_updated_0f9598: (updated_at, id)
-- i_stock_move_created_833121: (created_at, id)
-- i_stock_move_product_id_b88905: ("product_id", updated_at, id)
-- i_stock_move_warehouse_id_e54a28: ("warehouse_id", updated_at, id)
-- i_stock_move_kind_0454c6: ("kind", updated_at, id)
-- i_stock_move_moved_on_6879fe: ("moved_on", updated_at, id)
-- i_stock_move_delivery_id_75b57c: ("delivery_id", updated_at, id) WHERE "delivery_id" IS NOT NULL
-- i_stock_move_order_return_id_029ea9: ("order_return_id", updated_at, id) WHERE "order_return_id" IS NOT NULL
-- i_stock_move_arrival_id_dfae00: ("arrival_id", updated_at, id) WHERE "arrival_id" IS NOT NULL
-- i_stock_move_title_f7fa0d: (("cause" COLLATE "zh-x-icu"), id)
-- stock_move_words (id uuid PRIMARY KEY, search tsvector): i_stock_move_words_gin_6a41b8: USING gin (search)
-- f_stock_move_product_id_a87921: product_id → product
-- f_stock_move_warehouse_id_ae1fd3: warehouse_id → warehouse
-- f_stock_move_delivery_id_b4af39: delivery_id → delivery
-- f_stock_move_order_return_id_673680: order_return_id → order_return
-- f_stock_move_arrival_id_2ba137: arrival_id → arrival

CREATE TABLE reservation (
  id uuid NOT NULL,
  product_id uuid,
  order_line_id uuid,
  quantity numeric(24,4),
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_reservation_external_id_9db86a: UNIQUE ("external_id")
-- u_reservation_order_line_id_3a1069: UNIQUE ("order_line_id") NULLS NOT DISTINCT
-- i_reservation_updated_0f9598: (updated_at, id)
-- i_reservation_created_833121: (created_at, id)
-- i_reservation_product_id_b88905: ("product_id", updated_at, id)
-- i_reservation_order_line_id_83022b: ("order_line_id", updated_at, id)
-- i_reservation_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- f_reservation_product_id_a87921: product_id → product
-- f_reservation_order_line_id_4966d9: order_line_id → order_line

CREATE TABLE commission_plan (
  id uuid NOT NULL,
  name text,
  state text,
  measure text,
  basis text,
  with_exchange boolean,
  way text,
  period text,
  cap numeric(19,4),
  cap_currency text,
  floor numeric(19,4),
  floor_currency text,
  starts_on date,
  ends_on date,
  leavers text,
  revision bigint,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_commission_plan_external_id_9db86a: UNIQUE ("external_id")
-- i_commission_plan_updated_0f9598: (updated_at, id)
-- i_commission_plan_created_833121: (created_at, id)
-- i_commission_plan_state_4e7f2c: ("state", updated_at, id)
-- i_commission_plan_measure_5b59cb: ("measure", updated_at, id)
-- i_commission_plan_starts_on_213199: ("starts_on", updated_at, id)
-- i_commission_plan_ends_on_59fb63: ("ends_on", updated_at, id) WHERE "ends_on" IS NOT NULL
-- i_commission_plan_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- commission_plan_words (id uuid PRIMARY KEY, search tsvector): i_commission_plan_words_gin_6a41b8: USING gin (search)

CREATE TABLE commission_tier (
  id uuid NOT NULL,
  plan_id uuid,
  from numeric(19,4),
  from_currency text,
  of_target numeric(24,2),
  rate numeric(24,4),
  from_units numeric(24,4),
  per_unit numeric(19,4),
  per_unit_currency text,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_commission_tier_external_id_9db86a: UNIQUE ("external_id")
-- u_commission_tier_plan_id_from_of_target_fr_7b3120: UNIQUE ("plan_id", "from", "of_target", "from_units") NULLS NOT DISTINCT
-- i_commission_tier_updated_0f9598: (updated_at, id)
-- i_commission_tier_created_833121: (created_at, id)
-- i_commission_tier_plan_id_3a3ebb: ("plan_id", updated_at, id)
-- i_commission_tier_title_ddf599: (("remark" COLLATE "zh-x-icu"), id)
-- i_commission_tier_by_from_5e44d1: ("from", id)
-- commission_tier_words (id uuid PRIMARY KEY, search tsvector): i_commission_tier_words_gin_6a41b8: USING gin (search)
-- f_commission_tier_plan_id_3890f7: plan_id → commission_plan

CREATE TABLE commission_seat (
  id uuid NOT NULL,
  plan_id uuid,
  person_id uuid,
  department_id uuid,
  role text,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_commission_seat_external_id_9db86a: UNIQUE ("external_id")
-- i_commission_seat_updated_0f9598: (updated_at, id)
-- i_commission_seat_created_833121: (created_at, id)
-- i_commission_seat_plan_id_3a3ebb: ("plan_id", updated_at, id)
-- i_commission_seat_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- i_commission_seat_department_id_151316: ("department_id", updated_at, id) WHERE "department_id" IS NOT NULL
-- i_commission_seat_title_ddf599: (("remark" COLLATE "zh-x-icu"), id)
-- commission_seat_words (id uuid PRIMARY KEY, search tsvector): i_commission_seat_words_gin_6a41b8: USING gin (search)
-- f_commission_seat_plan_id_3890f7: plan_id → commission_plan
-- f_commission_seat_person_id_e31ab6: person_id → member
-- f_commission_seat_department_id_2ad29f: department_id → department

CREATE TABLE commission_factor (
  id uuid NOT NULL,
  plan_id uuid,
  category_id uuid,
  standing text,
  factor numeric(24,4),
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_commission_factor_external_id_9db86a: UNIQUE ("external_id")
-- u_commission_factor_plan_id_category_id_sta_3575b0: UNIQUE ("plan_id", "category_id", "standing") NULLS NOT DISTINCT
-- i_commission_factor_updated_0f9598: (updated_at, id)
-- i_commission_factor_created_833121: (created_at, id)
-- i_commission_factor_plan_id_3a3ebb: ("plan_id", updated_at, id)
-- i_commission_factor_category_id_a4fbcf: ("category_id", updated_at, id) WHERE "category_id" IS NOT NULL
-- i_commission_factor_title_ddf599: (("remark" COLLATE "zh-x-icu"), id)
-- commission_factor_words (id uuid PRIMARY KEY, search tsvector): i_commission_factor_words_gin_6a41b8: USING gin (search)
-- f_commission_factor_plan_id_3890f7: plan_id → commission_plan
-- f_commission_factor_category_id_716ac1: category_id → product_category

CREATE TABLE commission_override (
  id uuid NOT NULL,
  plan_id uuid,
  person_id uuid,
  level bigint,
  department_id uuid,
  basis text,
  rate numeric(24,4),
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_commission_override_external_id_9db86a: UNIQUE ("external_id")
-- i_commission_override_updated_0f9598: (updated_at, id)
-- i_commission_override_created_833121: (created_at, id)
-- i_commission_override_plan_id_3a3ebb: ("plan_id", updated_at, id)
-- i_commission_override_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- i_commission_override_department_id_151316: ("department_id", updated_at, id) WHERE "department_id" IS NOT NULL
-- i_commission_override_title_ddf599: (("remark" COLLATE "zh-x-icu"), id)
-- commission_override_words (id uuid PRIMARY KEY, search tsvector): i_commission_override_words_gin_6a41b8: USING gin (search)
-- f_commission_override_plan_id_3890f7: plan_id → commission_plan
-- f_commission_override_person_id_e31ab6: person_id → member
-- f_commission_override_department_id_2ad29f: department_id → department

CREATE TABLE commission_exception (
  id uuid NOT NULL,
  name text,
  plan_id uuid,
  state text,
  person_id uuid,
  opportunity_id uuid,
  contract_id uuid,
  factor numeric(24,4),
  reason text,
  decided_by text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_commission_exception_external_id_9db86a: UNIQUE ("external_id")
-- i_commission_exception_updated_0f9598: (updated_at, id)
-- i_commission_exception_created_833121: (created_at, id)
-- i_commission_exception_plan_id_3a3ebb: ("plan_id", updated_at, id)
-- i_commission_exception_state_4e7f2c: ("state", updated_at, id)
-- i_commission_exception_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- i_commission_exception_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_commission_exception_contract_id_3d5349: ("contract_id", updated_at, id) WHERE "contract_id" IS NOT NULL
-- i_commission_exception_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_commission_exception_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_commission_exception_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- commission_exception_words (id uuid PRIMARY KEY, search tsvector): i_commission_exception_words_gin_6a41b8: USING gin (search)
-- f_commission_exception_plan_id_3890f7: plan_id → commission_plan
-- f_commission_exception_person_id_e31ab6: person_id → member
-- f_commission_exception_opportunity_id_04b447: opportunity_id → opportunity
-- f_commission_exception_contract_id_cc8321: contract_id → contract
-- f_commission_exception_owner_id_e31ab6: owner_id → member
-- f_commission_exception_department_id_2ad29f: department_id → department

CREATE TABLE commission_leaver (
  id uuid NOT NULL,
  person_id uuid,
  last_day date,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_commission_leaver_external_id_9db86a: UNIQUE ("external_id")
-- u_commission_leaver_person_id_4fa666: UNIQUE ("person_id") NULLS NOT DISTINCT
-- i_commission_leaver_updated_0f9598: (updated_at, id)
-- i_commission_leaver_created_833121: (created_at, id)
-- i_commission_leaver_person_id_c67598: ("person_id", updated_at, id)
-- i_commission_leaver_last_day_23c34d: ("last_day", updated_at, id)
-- i_commission_leaver_title_ddf599: (("remark" COLLATE "zh-x-icu"), id)
-- commission_leaver_words (id uuid PRIMARY KEY, search tsvector): i_commission_leaver_words_gin_6a41b8: USING gin (search)
-- f_commission_leaver_person_id_e31ab6: person_id → member

CREATE TABLE sale_credit (
  id uuid NOT NULL,
  title text,
  event text,
  on date,
  person_id uuid,
  credited_department_id uuid,
  source text,
  original text,
  account_id uuid,
  opportunity_id uuid,
  contract_id uuid,
  order_id uuid,
  receipt_id uuid,
  share numeric(24,2),
  kind text,
  amount numeric(19,4),
  amount_currency text,
  net numeric(19,4),
  net_currency text,
  exchanged numeric(19,4),
  exchanged_currency text,
  profit numeric(19,4),
  profit_currency text,
  quantity numeric(24,4),
  concern text,
  credited_territory_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_sale_credit_external_id_9db86a: UNIQUE ("external_id")
-- u_sale_credit_source_owner_id_person_id_kin_e36548: UNIQUE ("source", "owner_id", "person_id", "kind") NULLS NOT DISTINCT
-- i_sale_credit_updated_0f9598: (updated_at, id)
-- i_sale_credit_created_833121: (created_at, id)
-- i_sale_credit_event_aae871: ("event", updated_at, id)
-- i_sale_credit_on_18bfdf: ("on", updated_at, id)
-- i_sale_credit_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- i_sale_credit_credited_department_id_4bb78b: ("credited_department_id", updated_at, id) WHERE "credited_department_id" IS NOT NULL
-- i_sale_credit_source_8778ea: ("source", updated_at, id)
-- i_sale_credit_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_sale_credit_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_sale_credit_contract_id_3d5349: ("contract_id", updated_at, id) WHERE "contract_id" IS NOT NULL
-- i_sale_credit_order_id_d11118: ("order_id", updated_at, id) WHERE "order_id" IS NOT NULL
-- i_sale_credit_receipt_id_1669ee: ("receipt_id", updated_at, id) WHERE "receipt_id" IS NOT NULL
-- i_sale_credit_kind_0454c6: ("kind", updated_at, id)
-- i_sale_credit_concern_7c21bd: ("concern", updated_at, id) WHERE "concern" IS NOT NULL
-- i_sale_credit_credited_territory_id_117f18: ("credited_territory_id", updated_at, id) WHERE "credited_territory_id" IS NOT NULL
-- i_sale_credit_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_sale_credit_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_sale_credit_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- f_sale_credit_person_id_e31ab6: person_id → member
-- f_sale_credit_credited_department_id_2ad29f: credited_department_id → department
-- f_sale_credit_account_id_9af211: account_id → account
-- f_sale_credit_opportunity_id_04b447: opportunity_id → opportunity
-- f_sale_credit_contract_id_cc8321: contract_id → contract
-- f_sale_credit_order_id_3eeb7e: order_id → order
-- f_sale_credit_receipt_id_6f3286: receipt_id → receipt
-- f_sale_credit_credited_territory_id_b085a2: credited_territory_id → territory
-- f_sale_credit_owner_id_e31ab6: owner_id → member
-- f_sale_credit_department_id_2ad29f: department_id → department

CREATE TABLE commission_statement (
  id uuid NOT NULL,
  name text,
  number text,
  month text,
  status text,
  left_out bigint,
  unconfirmed text,
  counted_at timestamptz,
  calculated_at timestamptz,
  approved_at timestamptz,
  approved_by text,
  paid_on date,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_commission_statement_number_024c80: UNIQUE ("number")
-- u_commission_statement_external_id_9db86a: UNIQUE ("external_id")
-- u_commission_statement_month_owner_id_ff94c2: UNIQUE ("month", "owner_id") NULLS NOT DISTINCT
-- i_commission_statement_updated_0f9598: (updated_at, id)
-- i_commission_statement_created_833121: (created_at, id)
-- i_commission_statement_month_b233b5: ("month", updated_at, id)
-- i_commission_statement_status_582e4b: ("status", updated_at, id)
-- i_commission_statement_paid_on_c49fba: ("paid_on", updated_at, id) WHERE "paid_on" IS NOT NULL
-- i_commission_statement_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_commission_statement_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_commission_statement_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- commission_statement_words (id uuid PRIMARY KEY, search tsvector): i_commission_statement_words_gin_6a41b8: USING gin (search)
-- f_commission_statement_owner_id_e31ab6: owner_id → member
-- f_commission_statement_department_id_2ad29f: department_id → department

CREATE TABLE commission_line (
  id uuid NOT NULL,
  statement_id uuid,
  title text,
  kind text,
  event text,
  whose_id uuid,
  on date,
  source text,
  original text,
  opportunity_id uuid,
  contract_id uuid,
  receipt_id uuid,
  figure text,
  base numeric(19,4),
  base_currency text,
  share numeric(24,2),
  share_kind text,
  counted numeric(19,4),
  counted_currency text,
  rate numeric(24,4),
  factor numeric(24,4),
  attained text,
  of_target numeric(24,2),
  target numeric(19,4),
  target_currency text,
  base_units numeric(24,4),
  units numeric(24,4),
  per_unit numeric(19,4),
  per_unit_currency text,
  result numeric(19,4),
  result_currency text,
  plan_id uuid,
  plan_name text,
  plan_revision bigint,
  dispute text,
  outcome text,
  dispute_reason text,
  answer text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_commission_line_external_id_9db86a: UNIQUE ("external_id")
-- i_commission_line_updated_0f9598: (updated_at, id)
-- i_commission_line_created_833121: (created_at, id)
-- i_commission_line_statement_id_2770f2: ("statement_id", updated_at, id)
-- i_commission_line_kind_0454c6: ("kind", updated_at, id)
-- i_commission_line_whose_id_806d7e: ("whose_id", updated_at, id) WHERE "whose_id" IS NOT NULL
-- i_commission_line_on_b67559: ("on", updated_at, id) WHERE "on" IS NOT NULL
-- i_commission_line_source_3693c6: ("source", updated_at, id) WHERE "source" IS NOT NULL
-- i_commission_line_original_29ae96: ("original", updated_at, id) WHERE "original" IS NOT NULL
-- i_commission_line_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_commission_line_contract_id_3d5349: ("contract_id", updated_at, id) WHERE "contract_id" IS NOT NULL
-- i_commission_line_receipt_id_1669ee: ("receipt_id", updated_at, id) WHERE "receipt_id" IS NOT NULL
-- i_commission_line_plan_id_16be69: ("plan_id", updated_at, id) WHERE "plan_id" IS NOT NULL
-- i_commission_line_dispute_8cb334: ("dispute", updated_at, id) WHERE "dispute" IS NOT NULL
-- i_commission_line_outcome_b7a4b3: ("outcome", updated_at, id) WHERE "outcome" IS NOT NULL
-- i_commission_line_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- f_commission_line_statement_id_3a7e5d: statement_id → commission_statement
-- f_commission_line_whose_id_e31ab6: whose_id → member
-- f_commission_line_opportunity_id_04b447: opportunity_id → opportunity
-- f_commission_line_contract_id_cc8321: contract_id → contract
-- f_commission_line_receipt_id_6f3286: receipt_id → receipt
-- f_commission_line_plan_id_3890f7: plan_id → commission_plan

CREATE TABLE dispute_note (
  id uuid NOT NULL,
  line_id uuid,
  said_by_id uuid,
  content text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_dispute_note_external_id_9db86a: UNIQUE ("external_id")
-- i_dispute_note_updated_0f9598: (updated_at, id)
-- i_dispute_note_created_833121: (created_at, id)
-- i_dispute_note_line_id_d47b2d: ("line_id", updated_at, id)
-- i_dispute_note_said_by_id_84c289: ("said_by_id", updated_at, id) WHERE "said_by_id" IS NOT NULL
-- f_dispute_note_line_id_c9eaa4: line_id → commission_line
-- f_dispute_note_said_by_id_e31ab6: said_by_id → member

CREATE TABLE commission_paper (
  id uuid NOT NULL,
  statement_id uuid,
  name text,
  language text,
  issue bigint,
  is_valid boolean,
  file jsonb,
  made_on date,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_commission_paper_external_id_9db86a: UNIQUE ("external_id")
-- i_commission_paper_updated_0f9598: (updated_at, id)
-- i_commission_paper_created_833121: (created_at, id)
-- i_commission_paper_statement_id_2770f2: ("statement_id", updated_at, id)
-- i_commission_paper_made_on_74bf46: ("made_on", updated_at, id) WHERE "made_on" IS NOT NULL
-- i_commission_paper_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- f_commission_paper_statement_id_3a7e5d: statement_id → commission_statement

CREATE TABLE commission_payroll (
  id uuid NOT NULL,
  name text,
  month text,
  statements bigint,
  file jsonb,
  made_on date,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_commission_payroll_external_id_9db86a: UNIQUE ("external_id")
-- i_commission_payroll_updated_0f9598: (updated_at, id)
-- i_commission_payroll_created_833121: (created_at, id)
-- i_commission_payroll_month_b233b5: ("month", updated_at, id)
-- i_commission_payroll_made_on_74bf46: ("made_on", updated_at, id) WHERE "made_on" IS NOT NULL
-- i_commission_payroll_title_83651a: (("name" COLLATE "zh-x-icu"), id)

CREATE TABLE commission_rehearsal (
  id uuid NOT NULL,
  name text,
  plan_id uuid,
  from date,
  until date,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_commission_rehearsal_external_id_9db86a: UNIQUE ("external_id")
-- i_commission_rehearsal_updated_0f9598: (updated_at, id)
-- i_commission_rehearsal_created_833121: (created_at, id)
-- i_commission_rehearsal_plan_id_3a3ebb: ("plan_id", updated_at, id)
-- i_commission_rehearsal_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_commission_rehearsal_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_commission_rehearsal_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- commission_rehearsal_words (id uuid PRIMARY KEY, search tsvector): i_commission_rehearsal_words_gin_6a41b8: USING gin (search)
-- f_commission_rehearsal_plan_id_3890f7: plan_id → commission_plan
-- f_commission_rehearsal_owner_id_e31ab6: owner_id → member
-- f_commission_rehearsal_department_id_2ad29f: department_id → department

CREATE TABLE rehearsed_person (
  id uuid NOT NULL,
  rehearsal_id uuid,
  person_id uuid,
  name text,
  before numeric(19,4),
  before_currency text,
  after numeric(19,4),
  after_currency text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_rehearsed_person_external_id_9db86a: UNIQUE ("external_id")
-- i_rehearsed_person_updated_0f9598: (updated_at, id)
-- i_rehearsed_person_created_833121: (created_at, id)
-- i_rehearsed_person_rehearsal_id_da21d9: ("rehearsal_id", updated_at, id)
-- i_rehearsed_person_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- i_rehearsed_person_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- rehearsed_person_words (id uuid PRIMARY KEY, search tsvector): i_rehearsed_person_words_gin_6a41b8: USING gin (search)
-- f_rehearsed_person_rehearsal_id_e56144: rehearsal_id → commission_rehearsal
-- f_rehearsed_person_person_id_e31ab6: person_id → member

CREATE TABLE deal_registration (
  id uuid NOT NULL,
  name text,
  account_id uuid,
  customer text,
  product_id uuid,
  category_id uuid,
  amount numeric(19,4),
  amount_currency text,
  expected_on date,
  remark text,
  state text,
  registered_on date,
  protected_until date,
  extensions bigint,
  extended_on date,
  taken_until date,
  opportunity_id uuid,
  reason text,
  customer_key text,
  project_key text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_deal_registration_external_id_9db86a: UNIQUE ("external_id")
-- i_deal_registration_updated_0f9598: (updated_at, id)
-- i_deal_registration_created_833121: (created_at, id)
-- i_deal_registration_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_deal_registration_product_id_f071cb: ("product_id", updated_at, id) WHERE "product_id" IS NOT NULL
-- i_deal_registration_category_id_a4fbcf: ("category_id", updated_at, id) WHERE "category_id" IS NOT NULL
-- i_deal_registration_state_4e7f2c: ("state", updated_at, id)
-- i_deal_registration_protected_until_b73d23: ("protected_until", updated_at, id) WHERE "protected_until" IS NOT NULL
-- i_deal_registration_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_deal_registration_customer_key_ef5d57: ("customer_key", updated_at, id) WHERE "customer_key" IS NOT NULL
-- i_deal_registration_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_deal_registration_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_deal_registration_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- deal_registration_words (id uuid PRIMARY KEY, search tsvector): i_deal_registration_words_gin_6a41b8: USING gin (search)
-- f_deal_registration_account_id_9af211: account_id → account
-- f_deal_registration_product_id_a87921: product_id → product
-- f_deal_registration_category_id_716ac1: category_id → product_category
-- f_deal_registration_opportunity_id_04b447: opportunity_id → opportunity
-- f_deal_registration_owner_id_e31ab6: owner_id → member
-- f_deal_registration_department_id_2ad29f: department_id → department

CREATE TABLE registration_rule (
  id uuid NOT NULL,
  name text,
  position bigint,
  is_active boolean,
  needs_grant boolean,
  days bigint,
  notice_days bigint,
  most_extensions bigint,
  extension_days bigint,
  second text,
  tells_who boolean,
  deals text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_registration_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_registration_rule_updated_0f9598: (updated_at, id)
-- i_registration_rule_created_833121: (created_at, id)
-- i_registration_rule_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_registration_rule_by_position_dea2bb: ("position", id)
-- registration_rule_words (id uuid PRIMARY KEY, search tsvector): i_registration_rule_words_gin_6a41b8: USING gin (search)

CREATE TABLE tender_bid (
  id uuid NOT NULL,
  tender_id uuid,
  is_ours boolean,
  competitor_id uuid,
  bidder text,
  price numeric(19,4),
  price_currency text,
  score numeric(24,2),
  rank bigint,
  is_winner boolean,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_tender_bid_external_id_9db86a: UNIQUE ("external_id")
-- i_tender_bid_updated_0f9598: (updated_at, id)
-- i_tender_bid_created_833121: (created_at, id)
-- i_tender_bid_tender_id_1a59b7: ("tender_id", updated_at, id)
-- i_tender_bid_competitor_id_e2d303: ("competitor_id", updated_at, id) WHERE "competitor_id" IS NOT NULL
-- i_tender_bid_title_9105ad: (("bidder" COLLATE "zh-x-icu"), id)
-- i_tender_bid_by_rank_6fd6e0: ("rank", id)
-- tender_bid_words (id uuid PRIMARY KEY, search tsvector): i_tender_bid_words_gin_6a41b8: USING gin (search)
-- f_tender_bid_tender_id_a9eba7: tender_id → tender
-- f_tender_bid_competitor_id_c378ee: competitor_id → competitor

CREATE TABLE tender_file (
  id uuid NOT NULL,
  tender_id uuid,
  kind text,
  file jsonb,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_tender_file_external_id_9db86a: UNIQUE ("external_id")
-- i_tender_file_updated_0f9598: (updated_at, id)
-- i_tender_file_created_833121: (created_at, id)
-- i_tender_file_tender_id_1a59b7: ("tender_id", updated_at, id)
-- i_tender_file_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- tender_file_words (id uuid PRIMARY KEY, search tsvector): i_tender_file_words_gin_6a41b8: USING gin (search)
-- f_tender_file_tender_id_a9eba7: tender_id → tender

CREATE TABLE deal_evaluation (
  id uuid NOT NULL,
  name text,
  opportunity_id uuid,
  state text,
  need bigint,
  budget bigint,
  deciders bigint,
  competition bigint,
  capability bigint,
  need_weight bigint,
  budget_weight bigint,
  deciders_weight bigint,
  competition_weight bigint,
  capability_weight bigint,
  effort numeric(19,4),
  effort_currency text,
  reasons text,
  decided_on date,
  decided_by text,
  reject_reason text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_deal_evaluation_external_id_9db86a: UNIQUE ("external_id")
-- i_deal_evaluation_updated_0f9598: (updated_at, id)
-- i_deal_evaluation_created_833121: (created_at, id)
-- i_deal_evaluation_opportunity_id_190fdf: ("opportunity_id", updated_at, id)
-- i_deal_evaluation_state_4e7f2c: ("state", updated_at, id)
-- i_deal_evaluation_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_deal_evaluation_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_deal_evaluation_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- deal_evaluation_words (id uuid PRIMARY KEY, search tsvector): i_deal_evaluation_words_gin_6a41b8: USING gin (search)
-- f_deal_evaluation_opportunity_id_04b447: opportunity_id → opportunity
-- f_deal_evaluation_owner_id_e31ab6: owner_id → member
-- f_deal_evaluation_department_id_2ad29f: department_id → department

CREATE TABLE evaluation_member (
  id uuid NOT NULL,
  deal_evaluation_id uuid,
  person_id uuid,
  role text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_evaluation_member_external_id_9db86a: UNIQUE ("external_id")
-- u_evaluation_member_deal_evaluation_id_pers_a65a34: UNIQUE ("deal_evaluation_id", "person_id") NULLS NOT DISTINCT
-- i_evaluation_member_updated_0f9598: (updated_at, id)
-- i_evaluation_member_created_833121: (created_at, id)
-- i_evaluation_member_deal_evaluation_id_67ae0c: ("deal_evaluation_id", updated_at, id)
-- i_evaluation_member_person_id_c67598: ("person_id", updated_at, id)
-- i_evaluation_member_title_6760b6: (("role" COLLATE "zh-x-icu"), id)
-- evaluation_member_words (id uuid PRIMARY KEY, search tsvector): i_evaluation_member_words_gin_6a41b8: USING gin (search)
-- f_evaluation_member_deal_evaluation_id_8761f3: deal_evaluation_id → deal_evaluation
-- f_evaluation_member_person_id_e31ab6: person_id → member

CREATE TABLE evaluation_rule (
  id uuid NOT NULL,
  name text,
  is_active boolean,
  from_amount numeric(24,2),
  pipeline_id uuid,
  stage text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_evaluation_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_evaluation_rule_updated_0f9598: (updated_at, id)
-- i_evaluation_rule_created_833121: (created_at, id)
-- i_evaluation_rule_pipeline_id_18e116: ("pipeline_id", updated_at, id) WHERE "pipeline_id" IS NOT NULL
-- i_evaluation_rule_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_evaluation_rule_by_from_amount_4b6a6e: ("from_amount", id)
-- evaluation_rule_words (id uuid PRIMARY KEY, search tsvector): i_evaluation_rule_words_gin_6a41b8: USING gin (search)
-- f_evaluation_rule_pipeline_id_23bf0d: pipeline_id → pipeline

CREATE TABLE deal_trial (
  id uuid NOT NULL,
  name text,
  opportunity_id uuid,
  product_id uuid,
  quantity numeric(24,4),
  serial text,
  begins_on date,
  until date,
  state text,
  ended_on date,
  remark text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_deal_trial_external_id_9db86a: UNIQUE ("external_id")
-- i_deal_trial_updated_0f9598: (updated_at, id)
-- i_deal_trial_created_833121: (created_at, id)
-- i_deal_trial_opportunity_id_190fdf: ("opportunity_id", updated_at, id)
-- i_deal_trial_product_id_f071cb: ("product_id", updated_at, id) WHERE "product_id" IS NOT NULL
-- i_deal_trial_until_b23c29: ("until", updated_at, id)
-- i_deal_trial_state_4e7f2c: ("state", updated_at, id)
-- i_deal_trial_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_deal_trial_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_deal_trial_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- deal_trial_words (id uuid PRIMARY KEY, search tsvector): i_deal_trial_words_gin_6a41b8: USING gin (search)
-- f_deal_trial_opportunity_id_04b447: opportunity_id → opportunity
-- f_deal_trial_product_id_a87921: product_id → product
-- f_deal_trial_owner_id_e31ab6: owner_id → member
-- f_deal_trial_department_id_2ad29f: department_id → department

CREATE TABLE closing_run (
  id uuid NOT NULL,
  name text,
  day date,
  state text,
  closed bigint,
  warned bigint,
  calmed bigint,
  change_set text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_closing_run_external_id_9db86a: UNIQUE ("external_id")
-- u_closing_run_day_86fcd1: UNIQUE ("day") NULLS NOT DISTINCT
-- i_closing_run_updated_0f9598: (updated_at, id)
-- i_closing_run_created_833121: (created_at, id)
-- i_closing_run_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_closing_run_by_day_897c6a: ("day", id)
-- closing_run_words (id uuid PRIMARY KEY, search tsvector): i_closing_run_words_gin_6a41b8: USING gin (search)

CREATE TABLE visit (
  id uuid NOT NULL,
  subject text,
  planned_for timestamptz,
  state text,
  is_unplanned boolean,
  account_id uuid,
  lead_id uuid,
  opportunity_id uuid,
  contact_id uuid,
  remark text,
  arrived_at timestamptz,
  latitude numeric(24,6),
  longitude numeric(24,6),
  accuracy bigint,
  distance bigint,
  place text,
  left_at timestamptz,
  left_latitude numeric(24,6),
  left_longitude numeric(24,6),
  minutes bigint,
  result text,
  outcome text,
  next_step text,
  next_on date,
  cancel_reason text,
  follow_up_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_visit_external_id_9db86a: UNIQUE ("external_id")
-- i_visit_updated_0f9598: (updated_at, id)
-- i_visit_created_833121: (created_at, id)
-- i_visit_planned_for_7996bb: ("planned_for", updated_at, id)
-- i_visit_state_4e7f2c: ("state", updated_at, id)
-- i_visit_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_visit_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_visit_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_visit_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_visit_arrived_at_ba602a: ("arrived_at", updated_at, id) WHERE "arrived_at" IS NOT NULL
-- i_visit_follow_up_id_2ea37e: ("follow_up_id", updated_at, id) WHERE "follow_up_id" IS NOT NULL
-- i_visit_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_visit_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_visit_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- visit_words (id uuid PRIMARY KEY, search tsvector): i_visit_words_gin_6a41b8: USING gin (search)
-- f_visit_account_id_9af211: account_id → account
-- f_visit_lead_id_e3456b: lead_id → lead
-- f_visit_opportunity_id_04b447: opportunity_id → opportunity
-- f_visit_contact_id_093e7d: contact_id → contact
-- f_visit_follow_up_id_ca1e4e: follow_up_id → follow_up
-- f_visit_owner_id_e31ab6: owner_id → member
-- f_visit_department_id_2ad29f: department_id → department

CREATE TABLE visit_person (
  id uuid NOT NULL,
  visit_id uuid,
  position bigint,
  contact_id uuid,
  name text,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_visit_person_external_id_9db86a: UNIQUE ("external_id")
-- i_visit_person_updated_0f9598: (updated_at, id)
-- i_visit_person_created_833121: (created_at, id)
-- i_visit_person_visit_id_f73eaf: ("visit_id", updated_at, id)
-- i_visit_person_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_visit_person_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_visit_person_by_position_dea2bb: ("position", id)
-- f_visit_person_visit_id_f0e68a: visit_id → visit
-- f_visit_person_contact_id_093e7d: contact_id → contact

CREATE TABLE visit_photo (
  id uuid NOT NULL,
  visit_id uuid,
  position bigint,
  file jsonb,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_visit_photo_external_id_9db86a: UNIQUE ("external_id")
-- i_visit_photo_updated_0f9598: (updated_at, id)
-- i_visit_photo_created_833121: (created_at, id)
-- i_visit_photo_visit_id_f73eaf: ("visit_id", updated_at, id)
-- i_visit_photo_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- i_visit_photo_by_position_dea2bb: ("position", id)
-- f_visit_photo_visit_id_f0e68a: visit_id → visit

CREATE TABLE call_list (
  id uuid NOT NULL,
  name text,
  state text,
  until_on date,
  script text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_call_list_external_id_9db86a: UNIQUE ("external_id")
-- i_call_list_updated_0f9598: (updated_at, id)
-- i_call_list_created_833121: (created_at, id)
-- i_call_list_state_4e7f2c: ("state", updated_at, id)
-- i_call_list_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_call_list_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_call_list_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- call_list_words (id uuid PRIMARY KEY, search tsvector): i_call_list_words_gin_6a41b8: USING gin (search)
-- f_call_list_owner_id_e31ab6: owner_id → member
-- f_call_list_department_id_2ad29f: department_id → department

CREATE TABLE call_entry (
  id uuid NOT NULL,
  subject text,
  list_id uuid,
  lead_id uuid,
  contact_id uuid,
  account_id uuid,
  state text,
  outcome text,
  attempts bigint,
  last_at timestamptz,
  next_at timestamptz,
  taken_until timestamptz,
  note text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_call_entry_external_id_9db86a: UNIQUE ("external_id")
-- u_call_entry_list_id_lead_id_contact_id_a7eb20: UNIQUE ("list_id", "lead_id", "contact_id") NULLS NOT DISTINCT
-- i_call_entry_updated_0f9598: (updated_at, id)
-- i_call_entry_created_833121: (created_at, id)
-- i_call_entry_list_id_9f367e: ("list_id", updated_at, id)
-- i_call_entry_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_call_entry_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_call_entry_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_call_entry_state_4e7f2c: ("state", updated_at, id)
-- i_call_entry_outcome_b7a4b3: ("outcome", updated_at, id) WHERE "outcome" IS NOT NULL
-- i_call_entry_last_at_ea6a01: ("last_at", updated_at, id) WHERE "last_at" IS NOT NULL
-- i_call_entry_next_at_66d4ad: ("next_at", updated_at, id) WHERE "next_at" IS NOT NULL
-- i_call_entry_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_call_entry_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_call_entry_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- call_entry_words (id uuid PRIMARY KEY, search tsvector): i_call_entry_words_gin_6a41b8: USING gin (search)
-- f_call_entry_list_id_ad95d4: list_id → call_list
-- f_call_entry_lead_id_e3456b: lead_id → lead
-- f_call_entry_contact_id_093e7d: contact_id → contact
-- f_call_entry_account_id_9af211: account_id → account
-- f_call_entry_owner_id_e31ab6: owner_id → member
-- f_call_entry_department_id_2ad29f: department_id → department

CREATE TABLE policy (
  id uuid NOT NULL,
  title text,
  kind text,
  content text,
  state text,
  published_at timestamptz,
  valid_from date,
  valid_until date,
  must_read boolean,
  read_by date,
  for_roles text[],
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_policy_external_id_9db86a: UNIQUE ("external_id")
-- i_policy_updated_0f9598: (updated_at, id)
-- i_policy_created_833121: (created_at, id)
-- i_policy_kind_0454c6: ("kind", updated_at, id)
-- i_policy_state_4e7f2c: ("state", updated_at, id)
-- i_policy_published_at_2e2b3a: ("published_at", updated_at, id) WHERE "published_at" IS NOT NULL
-- i_policy_valid_until_d76ba4: ("valid_until", updated_at, id) WHERE "valid_until" IS NOT NULL
-- i_policy_read_by_f1dffa: ("read_by", updated_at, id) WHERE "read_by" IS NOT NULL
-- i_policy_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_policy_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_policy_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- policy_words (id uuid PRIMARY KEY, search tsvector): i_policy_words_gin_6a41b8: USING gin (search)
-- f_policy_owner_id_e31ab6: owner_id → member
-- f_policy_department_id_2ad29f: department_id → department

CREATE TABLE policy_addressee (
  id uuid NOT NULL,
  policy_id uuid,
  department_id uuid,
  person_id uuid,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_policy_addressee_external_id_9db86a: UNIQUE ("external_id")
-- i_policy_addressee_updated_0f9598: (updated_at, id)
-- i_policy_addressee_created_833121: (created_at, id)
-- i_policy_addressee_policy_id_4eb7de: ("policy_id", updated_at, id)
-- i_policy_addressee_department_id_151316: ("department_id", updated_at, id) WHERE "department_id" IS NOT NULL
-- i_policy_addressee_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- i_policy_addressee_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- f_policy_addressee_policy_id_823412: policy_id → policy
-- f_policy_addressee_department_id_2ad29f: department_id → department
-- f_policy_addressee_person_id_e31ab6: person_id → member

CREATE TABLE policy_file (
  id uuid NOT NULL,
  policy_id uuid,
  file jsonb,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_policy_file_external_id_9db86a: UNIQUE ("external_id")
-- i_policy_file_updated_0f9598: (updated_at, id)
-- i_policy_file_created_833121: (created_at, id)
-- i_policy_file_policy_id_4eb7de: ("policy_id", updated_at, id)
-- i_policy_file_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- policy_file_words (id uuid PRIMARY KEY, search tsvector): i_policy_file_words_gin_6a41b8: USING gin (search)
-- f_policy_file_policy_id_823412: policy_id → policy

CREATE TABLE policy_reading (
  id uuid NOT NULL,
  title text,
  policy_id uuid,
  read_at timestamptz,
  reminded_at timestamptz,
  reminders bigint,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_policy_reading_external_id_9db86a: UNIQUE ("external_id")
-- u_policy_reading_policy_id_owner_id_9090a0: UNIQUE ("policy_id", "owner_id") NULLS NOT DISTINCT
-- i_policy_reading_updated_0f9598: (updated_at, id)
-- i_policy_reading_created_833121: (created_at, id)
-- i_policy_reading_policy_id_4eb7de: ("policy_id", updated_at, id)
-- i_policy_reading_read_at_94663c: ("read_at", updated_at, id) WHERE "read_at" IS NOT NULL
-- i_policy_reading_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_policy_reading_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_policy_reading_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- f_policy_reading_policy_id_823412: policy_id → policy
-- f_policy_reading_owner_id_e31ab6: owner_id → member
-- f_policy_reading_department_id_2ad29f: department_id → department

CREATE TABLE tip (
  id uuid NOT NULL,
  title text,
  content text,
  skill text,
  kind text,
  deal_id uuid,
  is_recommended boolean,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_tip_external_id_9db86a: UNIQUE ("external_id")
-- i_tip_updated_0f9598: (updated_at, id)
-- i_tip_created_833121: (created_at, id)
-- i_tip_skill_738a21: ("skill", updated_at, id)
-- i_tip_kind_0454c6: ("kind", updated_at, id)
-- i_tip_deal_id_eff2c1: ("deal_id", updated_at, id) WHERE "deal_id" IS NOT NULL
-- i_tip_is_recommended_9d9536: ("is_recommended", updated_at, id)
-- i_tip_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_tip_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_tip_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- tip_words (id uuid PRIMARY KEY, search tsvector): i_tip_words_gin_6a41b8: USING gin (search)
-- f_tip_deal_id_04b447: deal_id → opportunity
-- f_tip_owner_id_e31ab6: owner_id → member
-- f_tip_department_id_2ad29f: department_id → department

CREATE TABLE tip_pin (
  id uuid NOT NULL,
  tip_id uuid,
  stage text,
  competitor_id uuid,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_tip_pin_external_id_9db86a: UNIQUE ("external_id")
-- i_tip_pin_updated_0f9598: (updated_at, id)
-- i_tip_pin_created_833121: (created_at, id)
-- i_tip_pin_tip_id_277183: ("tip_id", updated_at, id)
-- i_tip_pin_stage_647bf0: ("stage", updated_at, id) WHERE "stage" IS NOT NULL
-- i_tip_pin_competitor_id_e2d303: ("competitor_id", updated_at, id) WHERE "competitor_id" IS NOT NULL
-- i_tip_pin_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- f_tip_pin_tip_id_973801: tip_id → tip
-- f_tip_pin_competitor_id_c378ee: competitor_id → competitor
-- f_tip_pin_stage_c2050a: stage → pipeline_stage

CREATE TABLE tip_reply (
  id uuid NOT NULL,
  summary text,
  content text,
  tip_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_tip_reply_external_id_9db86a: UNIQUE ("external_id")
-- i_tip_reply_updated_0f9598: (updated_at, id)
-- i_tip_reply_created_833121: (created_at, id)
-- i_tip_reply_tip_id_277183: ("tip_id", updated_at, id)
-- i_tip_reply_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_tip_reply_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_tip_reply_title_0feb3e: (("summary" COLLATE "zh-x-icu"), id)
-- tip_reply_words (id uuid PRIMARY KEY, search tsvector): i_tip_reply_words_gin_6a41b8: USING gin (search)
-- f_tip_reply_tip_id_973801: tip_id → tip
-- f_tip_reply_owner_id_e31ab6: owner_id → member
-- f_tip_reply_department_id_2ad29f: department_id → department

CREATE TABLE tip_vote (
  id uuid NOT NULL,
  title text,
  tip_id uuid,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_tip_vote_external_id_9db86a: UNIQUE ("external_id")
-- u_tip_vote_tip_id_owner_id_3695d4: UNIQUE ("tip_id", "owner_id") NULLS NOT DISTINCT
-- i_tip_vote_updated_0f9598: (updated_at, id)
-- i_tip_vote_created_833121: (created_at, id)
-- i_tip_vote_tip_id_277183: ("tip_id", updated_at, id)
-- i_tip_vote_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_tip_vote_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_tip_vote_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- f_tip_vote_tip_id_973801: tip_id → tip
-- f_tip_vote_owner_id_e31ab6: owner_id → member
-- f_tip_vote_department_id_2ad29f: department_id → department

CREATE TABLE introduction (
  id uuid NOT NULL,
  title text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_introduction_external_id_9db86a: UNIQUE ("external_id")
-- u_introduction_owner_id_75048a: UNIQUE ("owner_id") NULLS NOT DISTINCT
-- i_introduction_updated_0f9598: (updated_at, id)
-- i_introduction_created_833121: (created_at, id)
-- i_introduction_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_introduction_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_introduction_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- f_introduction_owner_id_e31ab6: owner_id → member
-- f_introduction_department_id_2ad29f: department_id → department

CREATE TABLE pool_seat (
  id uuid NOT NULL,
  pool_id uuid,
  person_id uuid,
  weight bigint,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_pool_seat_external_id_9db86a: UNIQUE ("external_id")
-- u_pool_seat_pool_id_person_id_bde133: UNIQUE ("pool_id", "person_id") NULLS NOT DISTINCT
-- i_pool_seat_updated_0f9598: (updated_at, id)
-- i_pool_seat_created_833121: (created_at, id)
-- i_pool_seat_pool_id_8a8bce: ("pool_id", updated_at, id)
-- i_pool_seat_person_id_c67598: ("person_id", updated_at, id)
-- i_pool_seat_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- f_pool_seat_pool_id_27cac5: pool_id → pool
-- f_pool_seat_person_id_e31ab6: person_id → member

CREATE TABLE pool_limit (
  id uuid NOT NULL,
  name text,
  position bigint,
  is_active boolean,
  kind text,
  pool_id uuid,
  role text,
  department_id uuid,
  per_day bigint,
  per_week bigint,
  most_held bigint,
  most_locked bigint,
  uncounted jsonb,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_pool_limit_external_id_9db86a: UNIQUE ("external_id")
-- i_pool_limit_updated_0f9598: (updated_at, id)
-- i_pool_limit_created_833121: (created_at, id)
-- i_pool_limit_pool_id_08ee67: ("pool_id", updated_at, id) WHERE "pool_id" IS NOT NULL
-- i_pool_limit_department_id_151316: ("department_id", updated_at, id) WHERE "department_id" IS NOT NULL
-- i_pool_limit_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_pool_limit_by_position_dea2bb: ("position", id)
-- pool_limit_words (id uuid PRIMARY KEY, search tsvector): i_pool_limit_words_gin_6a41b8: USING gin (search)
-- f_pool_limit_pool_id_27cac5: pool_id → pool
-- f_pool_limit_department_id_2ad29f: department_id → department

CREATE TABLE pool_extension (
  id uuid NOT NULL,
  subject text,
  state text,
  person_id uuid,
  days bigint,
  reason text,
  account_id uuid,
  lead_id uuid,
  period timestamptz,
  decided_by_id uuid,
  decided_at timestamptz,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_pool_extension_external_id_9db86a: UNIQUE ("external_id")
-- i_pool_extension_updated_0f9598: (updated_at, id)
-- i_pool_extension_created_833121: (created_at, id)
-- i_pool_extension_state_4e7f2c: ("state", updated_at, id)
-- i_pool_extension_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- i_pool_extension_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_pool_extension_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_pool_extension_decided_by_id_f0f445: ("decided_by_id", updated_at, id) WHERE "decided_by_id" IS NOT NULL
-- i_pool_extension_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- pool_extension_words (id uuid PRIMARY KEY, search tsvector): i_pool_extension_words_gin_6a41b8: USING gin (search)
-- f_pool_extension_person_id_e31ab6: person_id → member
-- f_pool_extension_account_id_9af211: account_id → account
-- f_pool_extension_lead_id_e3456b: lead_id → lead
-- f_pool_extension_decided_by_id_e31ab6: decided_by_id → member

CREATE TABLE pool_move (
  id uuid NOT NULL,
  subject text,
  kind text,
  person_id uuid,
  at timestamptz,
  day date,
  pool_id uuid,
  account_id uuid,
  lead_id uuid,
  followed_up_at timestamptz,
  won_on date,
  reason text,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_pool_move_external_id_9db86a: UNIQUE ("external_id")
-- i_pool_move_updated_0f9598: (updated_at, id)
-- i_pool_move_created_833121: (created_at, id)
-- i_pool_move_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- i_pool_move_day_1565e5: ("day", updated_at, id)
-- i_pool_move_pool_id_08ee67: ("pool_id", updated_at, id) WHERE "pool_id" IS NOT NULL
-- i_pool_move_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_pool_move_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_pool_move_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- i_pool_move_by_at_2dc87a: ("at", id)
-- f_pool_move_person_id_e31ab6: person_id → member
-- f_pool_move_pool_id_27cac5: pool_id → pool
-- f_pool_move_account_id_9af211: account_id → account
-- f_pool_move_lead_id_e3456b: lead_id → lead

CREATE TABLE pool_night (
  id uuid NOT NULL,
  name text,
  kind text,
  hour bigint,
  work_days_only boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_pool_night_external_id_9db86a: UNIQUE ("external_id")
-- u_pool_night_kind_03a15b: UNIQUE ("kind") NULLS NOT DISTINCT
-- i_pool_night_updated_0f9598: (updated_at, id)
-- i_pool_night_created_833121: (created_at, id)
-- i_pool_night_title_83651a: (("name" COLLATE "zh-x-icu"), id)

CREATE TABLE pool_run (
  id uuid NOT NULL,
  name text,
  day date,
  state text,
  change_set text,
  error text,
  broke_at timestamptz,
  step bigint,
  returned bigint,
  reminded bigint,
  warned bigint,
  calmed bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_pool_run_external_id_9db86a: UNIQUE ("external_id")
-- u_pool_run_day_86fcd1: UNIQUE ("day") NULLS NOT DISTINCT
-- i_pool_run_updated_0f9598: (updated_at, id)
-- i_pool_run_created_833121: (created_at, id)
-- i_pool_run_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_pool_run_by_day_897c6a: ("day", id)

CREATE TABLE pool_card (
  id uuid NOT NULL,
  subject text,
  kind text,
  pool_id uuid,
  account_id uuid,
  lead_id uuid,
  number text,
  industry text,
  source text,
  grade text,
  intent text,
  province text,
  city text,
  pooled_at timestamptz,
  reason text,
  claimable_at timestamptz,
  last_follow_up_at timestamptz,
  holders bigint,
  last_owner_id uuid,
  won bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_pool_card_external_id_9db86a: UNIQUE ("external_id")
-- i_pool_card_updated_0f9598: (updated_at, id)
-- i_pool_card_created_833121: (created_at, id)
-- i_pool_card_pool_id_8a8bce: ("pool_id", updated_at, id)
-- i_pool_card_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_pool_card_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_pool_card_last_owner_id_882666: ("last_owner_id", updated_at, id) WHERE "last_owner_id" IS NOT NULL
-- i_pool_card_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- i_pool_card_by_pooled_at_f6e290: ("pooled_at", id)
-- pool_card_words (id uuid PRIMARY KEY, search tsvector): i_pool_card_words_gin_6a41b8: USING gin (search)
-- f_pool_card_pool_id_27cac5: pool_id → pool
-- f_pool_card_account_id_9af211: account_id → account
-- f_pool_card_lead_id_e3456b: lead_id → lead
-- f_pool_card_last_owner_id_e31ab6: last_owner_id → member

CREATE TABLE pool_opening (
  id uuid NOT NULL,
  subject text,
  kind text,
  person_id uuid,
  at timestamptz,
  day date,
  pool_id uuid,
  account_id uuid,
  lead_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_pool_opening_external_id_9db86a: UNIQUE ("external_id")
-- i_pool_opening_updated_0f9598: (updated_at, id)
-- i_pool_opening_created_833121: (created_at, id)
-- i_pool_opening_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- i_pool_opening_day_1565e5: ("day", updated_at, id)
-- i_pool_opening_pool_id_8a8bce: ("pool_id", updated_at, id)
-- i_pool_opening_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_pool_opening_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_pool_opening_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- i_pool_opening_by_at_2dc87a: ("at", id)
-- f_pool_opening_person_id_e31ab6: person_id → member
-- f_pool_opening_pool_id_27cac5: pool_id → pool
-- f_pool_opening_account_id_9af211: account_id → account
-- f_pool_opening_lead_id_e3456b: lead_id → lead

CREATE TABLE territory_member (
  id uuid NOT NULL,
  territory_id uuid,
  person_id uuid,
  role text,
  may_write boolean,
  from_on date,
  until_on date,
  note text,
  in_force boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_territory_member_external_id_9db86a: UNIQUE ("external_id")
-- u_territory_member_territory_id_person_id_d7f635: UNIQUE ("territory_id", "person_id") NULLS NOT DISTINCT
-- i_territory_member_updated_0f9598: (updated_at, id)
-- i_territory_member_created_833121: (created_at, id)
-- i_territory_member_territory_id_96bb5b: ("territory_id", updated_at, id)
-- i_territory_member_person_id_c67598: ("person_id", updated_at, id)
-- i_territory_member_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- i_territory_member_by_role_e6be4a: ((array_position(ARRAY['lead', 'deputy', 'member']::text[], "role")), id)
-- f_territory_member_territory_id_b085a2: territory_id → territory
-- f_territory_member_person_id_e31ab6: person_id → member

CREATE TABLE territory_run (
  id uuid NOT NULL,
  name text,
  model_id uuid,
  task text,
  day date,
  state text,
  change_set text,
  total bigint,
  looked bigint,
  moved bigint,
  after text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_territory_run_external_id_9db86a: UNIQUE ("external_id")
-- i_territory_run_updated_0f9598: (updated_at, id)
-- i_territory_run_created_833121: (created_at, id)
-- i_territory_run_model_id_793569: ("model_id", updated_at, id)
-- i_territory_run_state_4e7f2c: ("state", updated_at, id)
-- i_territory_run_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- f_territory_run_model_id_65b2ca: model_id → territory_model

CREATE TABLE territory_place (
  id uuid NOT NULL,
  subject text,
  run_id uuid,
  account_id uuid,
  before_id uuid,
  after_id uuid,
  owner_before_id uuid,
  owner_after_id uuid,
  is_moved boolean,
  exceptions text[],
  open_deals bigint,
  pipeline numeric(19,4),
  pipeline_currency text,
  won_last_year numeric(19,4),
  won_last_year_currency text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_territory_place_external_id_9db86a: UNIQUE ("external_id")
-- i_territory_place_updated_0f9598: (updated_at, id)
-- i_territory_place_created_833121: (created_at, id)
-- i_territory_place_run_id_5c1c04: ("run_id", updated_at, id)
-- i_territory_place_account_id_7732a6: ("account_id", updated_at, id)
-- i_territory_place_before_id_fd88d9: ("before_id", updated_at, id) WHERE "before_id" IS NOT NULL
-- i_territory_place_after_id_f0630b: ("after_id", updated_at, id) WHERE "after_id" IS NOT NULL
-- i_territory_place_owner_before_id_f0f878: ("owner_before_id", updated_at, id) WHERE "owner_before_id" IS NOT NULL
-- i_territory_place_owner_after_id_3773a2: ("owner_after_id", updated_at, id) WHERE "owner_after_id" IS NOT NULL
-- i_territory_place_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- f_territory_place_run_id_453309: run_id → territory_run
-- f_territory_place_account_id_9af211: account_id → account
-- f_territory_place_before_id_b085a2: before_id → territory
-- f_territory_place_after_id_b085a2: after_id → territory
-- f_territory_place_owner_before_id_e31ab6: owner_before_id → member
-- f_territory_place_owner_after_id_e31ab6: owner_after_id → member

CREATE TABLE answer_step (
  id uuid NOT NULL,
  rule_id uuid,
  after_minutes bigint,
  act text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_answer_step_external_id_9db86a: UNIQUE ("external_id")
-- i_answer_step_updated_0f9598: (updated_at, id)
-- i_answer_step_created_833121: (created_at, id)
-- i_answer_step_rule_id_44f590: ("rule_id", updated_at, id)
-- i_answer_step_title_c56075: ((array_position(ARRAY['remind', 'tellManager', 'reassign']::text[], "act")), id)
-- i_answer_step_by_after_minutes_075b3e: ("after_minutes", id)
-- answer_step_words (id uuid PRIMARY KEY, search tsvector): i_answer_step_words_gin_6a41b8: USING gin (search)
-- f_answer_step_rule_id_d66b27: rule_id → answer_rule

CREATE TABLE assign_seat (
  id uuid NOT NULL,
  rule_id uuid,
  person_id uuid,
  weight bigint,
  most_open bigint,
  note text,
  given bigint,
  given_at timestamptz,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_assign_seat_external_id_9db86a: UNIQUE ("external_id")
-- u_assign_seat_rule_id_person_id_449e4c: UNIQUE ("rule_id", "person_id") NULLS NOT DISTINCT
-- i_assign_seat_updated_0f9598: (updated_at, id)
-- i_assign_seat_created_833121: (created_at, id)
-- i_assign_seat_rule_id_44f590: ("rule_id", updated_at, id)
-- i_assign_seat_person_id_c67598: ("person_id", updated_at, id)
-- i_assign_seat_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- f_assign_seat_rule_id_bd71ed: rule_id → assign_rule
-- f_assign_seat_person_id_e31ab6: person_id → member

CREATE TABLE score_factor (
  id uuid NOT NULL,
  name text,
  filter jsonb,
  points bigint,
  is_active boolean,
  counted_at timestamptz,
  counted_among bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_score_factor_name_99ac9c: UNIQUE ("name")
-- u_score_factor_external_id_9db86a: UNIQUE ("external_id")
-- i_score_factor_updated_0f9598: (updated_at, id)
-- i_score_factor_created_833121: (created_at, id)
-- i_score_factor_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_score_factor_by_points_933850: ("points", id)
-- score_factor_words (id uuid PRIMARY KEY, search tsvector): i_score_factor_words_gin_6a41b8: USING gin (search)

CREATE TABLE join_rule (
  id uuid NOT NULL,
  name text,
  is_active boolean,
  sources text[],
  days bigint,
  when_typed boolean,
  when_imported boolean,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_join_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_join_rule_updated_0f9598: (updated_at, id)
-- i_join_rule_created_833121: (created_at, id)
-- i_join_rule_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- join_rule_words (id uuid PRIMARY KEY, search tsvector): i_join_rule_words_gin_6a41b8: USING gin (search)

CREATE TABLE heat_rule (
  id uuid NOT NULL,
  name text,
  is_active boolean,
  hot_from bigint,
  warm_from bigint,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_heat_rule_external_id_9db86a: UNIQUE ("external_id")
-- i_heat_rule_updated_0f9598: (updated_at, id)
-- i_heat_rule_created_833121: (created_at, id)
-- i_heat_rule_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- heat_rule_words (id uuid PRIMARY KEY, search tsvector): i_heat_rule_words_gin_6a41b8: USING gin (search)

CREATE TABLE form_question (
  id uuid NOT NULL,
  form_id uuid,
  position bigint,
  field text,
  is_required boolean,
  label text,
  hint text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_form_question_external_id_9db86a: UNIQUE ("external_id")
-- i_form_question_updated_0f9598: (updated_at, id)
-- i_form_question_created_833121: (created_at, id)
-- i_form_question_form_id_472f44: ("form_id", updated_at, id)
-- i_form_question_title_b9b2ca: (("field" COLLATE "zh-x-icu"), id)
-- i_form_question_by_position_dea2bb: ("position", id)
-- form_question_words (id uuid PRIMARY KEY, search tsvector): i_form_question_words_gin_6a41b8: USING gin (search)
-- f_form_question_form_id_1f3684: form_id → web_form

CREATE TABLE form_refusal (
  id uuid NOT NULL,
  subject text,
  form_id uuid,
  reason text,
  at timestamptz,
  last_at timestamptz,
  times bigint,
  said text,
  sender text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_form_refusal_external_id_9db86a: UNIQUE ("external_id")
-- i_form_refusal_updated_0f9598: (updated_at, id)
-- i_form_refusal_created_833121: (created_at, id)
-- i_form_refusal_form_id_472f44: ("form_id", updated_at, id)
-- i_form_refusal_sender_5b9f6f: ("sender", updated_at, id) WHERE "sender" IS NOT NULL
-- i_form_refusal_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- i_form_refusal_by_at_2dc87a: ("at", id)
-- f_form_refusal_form_id_1f3684: form_id → web_form

CREATE TABLE season_plan (
  id uuid NOT NULL,
  name text,
  first_month date,
  months bigint,
  factor numeric(24,2),
  category_id uuid,
  drawn_up_at timestamptz,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_season_plan_external_id_9db86a: UNIQUE ("external_id")
-- i_season_plan_updated_0f9598: (updated_at, id)
-- i_season_plan_created_833121: (created_at, id)
-- i_season_plan_category_id_a4fbcf: ("category_id", updated_at, id) WHERE "category_id" IS NOT NULL
-- i_season_plan_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_season_plan_by_first_month_8a3ab6: ("first_month", id)
-- season_plan_words (id uuid PRIMARY KEY, search tsvector): i_season_plan_words_gin_6a41b8: USING gin (search)
-- f_season_plan_category_id_716ac1: category_id → product_category

CREATE TABLE season_line (
  id uuid NOT NULL,
  title text,
  season_plan_id uuid,
  product_id uuid,
  warehouse_id uuid,
  month date,
  sold_before numeric(24,4),
  wanted numeric(24,4),
  is_by_hand boolean,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_season_line_external_id_9db86a: UNIQUE ("external_id")
-- u_season_line_season_plan_id_product_id_war_83744d: UNIQUE ("season_plan_id", "product_id", "warehouse_id", "month") NULLS NOT DISTINCT
-- i_season_line_updated_0f9598: (updated_at, id)
-- i_season_line_created_833121: (created_at, id)
-- i_season_line_season_plan_id_7fff9f: ("season_plan_id", updated_at, id)
-- i_season_line_product_id_b88905: ("product_id", updated_at, id)
-- i_season_line_warehouse_id_e54a28: ("warehouse_id", updated_at, id)
-- i_season_line_month_b233b5: ("month", updated_at, id)
-- i_season_line_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- f_season_line_season_plan_id_9ccc66: season_plan_id → season_plan
-- f_season_line_product_id_a87921: product_id → product
-- f_season_line_warehouse_id_ae1fd3: warehouse_id → warehouse

CREATE TABLE stock_proposal (
  id uuid NOT NULL,
  title text,
  season_plan_id uuid,
  product_id uuid,
  kind text,
  from_warehouse_id uuid,
  warehouse_id uuid,
  quantity numeric(24,4),
  needed_on date,
  wanted numeric(24,4),
  there numeric(24,4),
  state text,
  arrival_id uuid,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_stock_proposal_external_id_9db86a: UNIQUE ("external_id")
-- i_stock_proposal_updated_0f9598: (updated_at, id)
-- i_stock_proposal_created_833121: (created_at, id)
-- i_stock_proposal_season_plan_id_7fff9f: ("season_plan_id", updated_at, id)
-- i_stock_proposal_product_id_b88905: ("product_id", updated_at, id)
-- i_stock_proposal_kind_0454c6: ("kind", updated_at, id)
-- i_stock_proposal_from_warehouse_id_9a20a7: ("from_warehouse_id", updated_at, id) WHERE "from_warehouse_id" IS NOT NULL
-- i_stock_proposal_warehouse_id_e54a28: ("warehouse_id", updated_at, id)
-- i_stock_proposal_needed_on_f005a8: ("needed_on", updated_at, id) WHERE "needed_on" IS NOT NULL
-- i_stock_proposal_state_4e7f2c: ("state", updated_at, id)
-- i_stock_proposal_arrival_id_dfae00: ("arrival_id", updated_at, id) WHERE "arrival_id" IS NOT NULL
-- i_stock_proposal_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- f_stock_proposal_season_plan_id_9ccc66: season_plan_id → season_plan
-- f_stock_proposal_product_id_a87921: product_id → product
-- f_stock_proposal_from_warehouse_id_ae1fd3: from_warehouse_id → warehouse
-- f_stock_proposal_warehouse_id_ae1fd3: warehouse_id → warehouse
-- f_stock_proposal_arrival_id_2ba137: arrival_id → arrival

CREATE TABLE store_item (
  id uuid NOT NULL,
  store_id uuid,
  position bigint,
  product_id uuid,
  facings bigint,
  agreed_price numeric(19,4),
  agreed_price_currency text,
  is_listed boolean,
  min_stock bigint,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_store_item_external_id_9db86a: UNIQUE ("external_id")
-- u_store_item_store_id_product_id_a94aa2: UNIQUE ("store_id", "product_id") NULLS NOT DISTINCT
-- i_store_item_updated_0f9598: (updated_at, id)
-- i_store_item_created_833121: (created_at, id)
-- i_store_item_store_id_c0b5a3: ("store_id", updated_at, id)
-- i_store_item_product_id_b88905: ("product_id", updated_at, id)
-- i_store_item_is_listed_7cb759: ("is_listed", updated_at, id)
-- i_store_item_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- i_store_item_by_position_dea2bb: ("position", id)
-- f_store_item_store_id_824d80: store_id → store
-- f_store_item_product_id_a87921: product_id → product

CREATE TABLE store_check (
  id uuid NOT NULL,
  number text,
  store_id uuid,
  checked_on date,
  rating text,
  remark text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_store_check_number_024c80: UNIQUE ("number")
-- u_store_check_external_id_9db86a: UNIQUE ("external_id")
-- i_store_check_updated_0f9598: (updated_at, id)
-- i_store_check_created_833121: (created_at, id)
-- i_store_check_store_id_c0b5a3: ("store_id", updated_at, id)
-- i_store_check_checked_on_4ba281: ("checked_on", updated_at, id)
-- i_store_check_rating_97a3b6: ("rating", updated_at, id) WHERE "rating" IS NOT NULL
-- i_store_check_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_store_check_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_store_check_title_d7c977: ("number", id)
-- store_check_words (id uuid PRIMARY KEY, search tsvector): i_store_check_words_gin_6a41b8: USING gin (search)
-- f_store_check_store_id_824d80: store_id → store
-- f_store_check_owner_id_e31ab6: owner_id → member
-- f_store_check_department_id_2ad29f: department_id → department

CREATE TABLE store_check_line (
  id uuid NOT NULL,
  store_check_id uuid,
  position bigint,
  product_id uuid,
  shelf text,
  stock numeric(24,4),
  min_stock bigint,
  shelf_price numeric(19,4),
  shelf_price_currency text,
  agreed_price numeric(19,4),
  agreed_price_currency text,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_store_check_line_external_id_9db86a: UNIQUE ("external_id")
-- u_store_check_line_store_check_id_product_i_6d16f6: UNIQUE ("store_check_id", "product_id") NULLS NOT DISTINCT
-- i_store_check_line_updated_0f9598: (updated_at, id)
-- i_store_check_line_created_833121: (created_at, id)
-- i_store_check_line_store_check_id_1004b5: ("store_check_id", updated_at, id)
-- i_store_check_line_product_id_b88905: ("product_id", updated_at, id)
-- i_store_check_line_title_ddf599: (("remark" COLLATE "zh-x-icu"), id)
-- i_store_check_line_by_position_dea2bb: ("position", id)
-- f_store_check_line_store_check_id_ba0d0f: store_check_id → store_check
-- f_store_check_line_product_id_a87921: product_id → product

CREATE TABLE store_check_photo (
  id uuid NOT NULL,
  store_check_id uuid,
  position bigint,
  file jsonb,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_store_check_photo_external_id_9db86a: UNIQUE ("external_id")
-- i_store_check_photo_updated_0f9598: (updated_at, id)
-- i_store_check_photo_created_833121: (created_at, id)
-- i_store_check_photo_store_check_id_1004b5: ("store_check_id", updated_at, id)
-- i_store_check_photo_title_7fd8e9: (("note" COLLATE "zh-x-icu"), id)
-- i_store_check_photo_by_position_dea2bb: ("position", id)
-- f_store_check_photo_store_check_id_ba0d0f: store_check_id → store_check

CREATE TABLE sell_out (
  id uuid NOT NULL,
  title text,
  store_id uuid,
  product_id uuid,
  sold_on date,
  quantity numeric(24,4),
  amount numeric(19,4),
  amount_currency text,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_sell_out_external_id_9db86a: UNIQUE ("external_id")
-- u_sell_out_store_id_product_id_sold_on_0efdd7: UNIQUE ("store_id", "product_id", "sold_on") NULLS NOT DISTINCT
-- i_sell_out_updated_0f9598: (updated_at, id)
-- i_sell_out_created_833121: (created_at, id)
-- i_sell_out_store_id_c0b5a3: ("store_id", updated_at, id)
-- i_sell_out_product_id_b88905: ("product_id", updated_at, id)
-- i_sell_out_sold_on_a792eb: ("sold_on", updated_at, id)
-- i_sell_out_title_5d98f8: (("title" COLLATE "zh-x-icu"), id)
-- f_sell_out_store_id_824d80: store_id → store
-- f_sell_out_product_id_a87921: product_id → product

CREATE TABLE web_site (
  id uuid NOT NULL,
  name text,
  kind text,
  is_active boolean,
  sites text[],
  consent text,
  tell_pages text[],
  is_told boolean,
  gap_minutes bigint,
  keep_days bigint,
  most_per_hour bigint,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_web_site_external_id_9db86a: UNIQUE ("external_id")
-- i_web_site_updated_0f9598: (updated_at, id)
-- i_web_site_created_833121: (created_at, id)
-- i_web_site_kind_0454c6: ("kind", updated_at, id)
-- i_web_site_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_web_site_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_web_site_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- web_site_words (id uuid PRIMARY KEY, search tsvector): i_web_site_words_gin_6a41b8: USING gin (search)
-- f_web_site_owner_id_e31ab6: owner_id → member
-- f_web_site_department_id_2ad29f: department_id → department

CREATE TABLE web_visit (
  id uuid NOT NULL,
  subject text,
  site_id uuid,
  lead_id uuid,
  contact_id uuid,
  account_id uuid,
  started_at timestamptz,
  last_at timestamptz,
  last_page text,
  landing text,
  referrer text,
  utm_source text,
  utm_medium text,
  utm_campaign text,
  utm_term text,
  utm_content text,
  device text,
  is_recent boolean,
  visitor text,
  sender text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_web_visit_external_id_9db86a: UNIQUE ("external_id")
-- i_web_visit_updated_0f9598: (updated_at, id)
-- i_web_visit_created_833121: (created_at, id)
-- i_web_visit_site_id_e721b3: ("site_id", updated_at, id) WHERE "site_id" IS NOT NULL
-- i_web_visit_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_web_visit_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_web_visit_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_web_visit_started_at_2cd802: ("started_at", updated_at, id)
-- i_web_visit_last_at_f42a24: ("last_at", updated_at, id)
-- i_web_visit_utm_source_d13de2: ("utm_source", updated_at, id) WHERE "utm_source" IS NOT NULL
-- i_web_visit_utm_campaign_4339e3: ("utm_campaign", updated_at, id) WHERE "utm_campaign" IS NOT NULL
-- i_web_visit_is_recent_6772ad: ("is_recent", updated_at, id)
-- i_web_visit_visitor_ff1f8b: ("visitor", updated_at, id) WHERE "visitor" IS NOT NULL
-- i_web_visit_sender_5b9f6f: ("sender", updated_at, id) WHERE "sender" IS NOT NULL
-- i_web_visit_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_web_visit_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_web_visit_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- web_visit_words (id uuid PRIMARY KEY, search tsvector): i_web_visit_words_gin_6a41b8: USING gin (search)
-- f_web_visit_site_id_7cff85: site_id → web_site
-- f_web_visit_lead_id_e3456b: lead_id → lead
-- f_web_visit_contact_id_093e7d: contact_id → contact
-- f_web_visit_account_id_9af211: account_id → account
-- f_web_visit_owner_id_e31ab6: owner_id → member
-- f_web_visit_department_id_2ad29f: department_id → department

CREATE TABLE web_page (
  id uuid NOT NULL,
  name text,
  visit_id uuid,
  address text,
  at timestamptz,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_web_page_external_id_9db86a: UNIQUE ("external_id")
-- i_web_page_updated_0f9598: (updated_at, id)
-- i_web_page_created_833121: (created_at, id)
-- i_web_page_visit_id_f73eaf: ("visit_id", updated_at, id)
-- i_web_page_address_fb8ef9: ("address", updated_at, id)
-- i_web_page_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_web_page_by_at_2dc87a: ("at", id)
-- web_page_words (id uuid PRIMARY KEY, search tsvector): i_web_page_words_gin_6a41b8: USING gin (search)
-- f_web_page_visit_id_d30ba8: visit_id → web_visit

CREATE TABLE web_invite (
  id uuid NOT NULL,
  page text,
  address text,
  site_id uuid,
  lead_id uuid,
  contact_id uuid,
  opened_at timestamptz,
  opened bigint,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_web_invite_external_id_9db86a: UNIQUE ("external_id")
-- i_web_invite_updated_0f9598: (updated_at, id)
-- i_web_invite_created_833121: (created_at, id)
-- i_web_invite_site_id_285324: ("site_id", updated_at, id)
-- i_web_invite_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_web_invite_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_web_invite_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_web_invite_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_web_invite_title_59e205: (("page" COLLATE "zh-x-icu"), id)
-- web_invite_words (id uuid PRIMARY KEY, search tsvector): i_web_invite_words_gin_6a41b8: USING gin (search)
-- f_web_invite_site_id_7cff85: site_id → web_site
-- f_web_invite_lead_id_e3456b: lead_id → lead
-- f_web_invite_contact_id_093e7d: contact_id → contact
-- f_web_invite_owner_id_e31ab6: owner_id → member
-- f_web_invite_department_id_2ad29f: department_id → department

CREATE TABLE sales_target (
  id uuid NOT NULL,
  name text,
  whom text,
  person_id uuid,
  for_department_id uuid,
  measure text,
  level text,
  month date,
  since date,
  category_id uuid,
  amount numeric(19,4),
  amount_currency text,
  count bigint,
  remark text,
  subject text,
  is_placed boolean,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_sales_target_subject_7a086c: UNIQUE ("subject")
-- u_sales_target_external_id_9db86a: UNIQUE ("external_id")
-- i_sales_target_updated_0f9598: (updated_at, id)
-- i_sales_target_created_833121: (created_at, id)
-- i_sales_target_whom_55c379: ("whom", updated_at, id)
-- i_sales_target_person_id_48663b: ("person_id", updated_at, id) WHERE "person_id" IS NOT NULL
-- i_sales_target_for_department_id_b7fdd4: ("for_department_id", updated_at, id) WHERE "for_department_id" IS NOT NULL
-- i_sales_target_measure_5b59cb: ("measure", updated_at, id)
-- i_sales_target_month_b233b5: ("month", updated_at, id)
-- i_sales_target_category_id_a4fbcf: ("category_id", updated_at, id) WHERE "category_id" IS NOT NULL
-- i_sales_target_is_placed_79db3d: ("is_placed", updated_at, id)
-- i_sales_target_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_sales_target_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_sales_target_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- sales_target_words (id uuid PRIMARY KEY, search tsvector): i_sales_target_words_gin_6a41b8: USING gin (search)
-- f_sales_target_person_id_e31ab6: person_id → member
-- f_sales_target_for_department_id_2ad29f: for_department_id → department
-- f_sales_target_category_id_716ac1: category_id → product_category
-- f_sales_target_owner_id_e31ab6: owner_id → member
-- f_sales_target_department_id_2ad29f: department_id → department

CREATE TABLE forecast_submission (
  id uuid NOT NULL,
  name text,
  kind text,
  from date,
  week date,
  amount numeric(19,4),
  amount_currency text,
  closed numeric(19,4),
  closed_currency text,
  commit numeric(19,4),
  commit_currency text,
  best_case numeric(19,4),
  best_case_currency text,
  pipeline numeric(19,4),
  pipeline_currency text,
  note text,
  submitted_at timestamptz,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_forecast_submission_external_id_9db86a: UNIQUE ("external_id")
-- u_forecast_submission_owner_id_kind_from_we_d88449: UNIQUE ("owner_id", "kind", "from", "week") NULLS NOT DISTINCT
-- i_forecast_submission_updated_0f9598: (updated_at, id)
-- i_forecast_submission_created_833121: (created_at, id)
-- i_forecast_submission_from_d8f5c3: ("from", updated_at, id)
-- i_forecast_submission_week_404d7a: ("week", updated_at, id)
-- i_forecast_submission_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_forecast_submission_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_forecast_submission_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_forecast_submission_by_submitted_at_a3eb13: ("submitted_at", id)
-- forecast_submission_words (id uuid PRIMARY KEY, search tsvector): i_forecast_submission_words_gin_6a41b8: USING gin (search)
-- f_forecast_submission_owner_id_e31ab6: owner_id → member
-- f_forecast_submission_department_id_2ad29f: department_id → department

CREATE TABLE forecast_adjustment (
  id uuid NOT NULL,
  person_id uuid,
  kind text,
  from date,
  amount numeric(19,4),
  amount_currency text,
  reason text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_forecast_adjustment_external_id_9db86a: UNIQUE ("external_id")
-- i_forecast_adjustment_updated_0f9598: (updated_at, id)
-- i_forecast_adjustment_created_833121: (created_at, id)
-- i_forecast_adjustment_person_id_c67598: ("person_id", updated_at, id)
-- i_forecast_adjustment_from_d8f5c3: ("from", updated_at, id)
-- i_forecast_adjustment_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_forecast_adjustment_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_forecast_adjustment_title_13cd66: (("reason" COLLATE "zh-x-icu"), id)
-- forecast_adjustment_words (id uuid PRIMARY KEY, search tsvector): i_forecast_adjustment_words_gin_6a41b8: USING gin (search)
-- f_forecast_adjustment_person_id_e31ab6: person_id → member
-- f_forecast_adjustment_owner_id_e31ab6: owner_id → member
-- f_forecast_adjustment_department_id_2ad29f: department_id → department

CREATE TABLE forecast_snapshot (
  id uuid NOT NULL,
  name text,
  kind text,
  from date,
  week date,
  method text,
  amount numeric(19,4),
  amount_currency text,
  closed numeric(19,4),
  closed_currency text,
  open numeric(19,4),
  open_currency text,
  slipped numeric(19,4),
  slipped_currency text,
  target numeric(19,4),
  target_currency text,
  basis text,
  cases bigint,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_forecast_snapshot_external_id_9db86a: UNIQUE ("external_id")
-- u_forecast_snapshot_owner_id_kind_from_week_831067: UNIQUE ("owner_id", "kind", "from", "week", "method") NULLS NOT DISTINCT
-- i_forecast_snapshot_updated_0f9598: (updated_at, id)
-- i_forecast_snapshot_created_833121: (created_at, id)
-- i_forecast_snapshot_from_d8f5c3: ("from", updated_at, id)
-- i_forecast_snapshot_week_404d7a: ("week", updated_at, id)
-- i_forecast_snapshot_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_forecast_snapshot_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_forecast_snapshot_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- f_forecast_snapshot_owner_id_e31ab6: owner_id → member
-- f_forecast_snapshot_department_id_2ad29f: department_id → department

CREATE TABLE preference (
  id uuid NOT NULL,
  what text,
  kind text,
  account_id uuid,
  contact_id uuid,
  since date,
  source text,
  note text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_preference_external_id_9db86a: UNIQUE ("external_id")
-- i_preference_updated_0f9598: (updated_at, id)
-- i_preference_created_833121: (created_at, id)
-- i_preference_what_c35f23: ("what", updated_at, id)
-- i_preference_kind_0454c6: ("kind", updated_at, id)
-- i_preference_account_id_409c24: ("account_id", updated_at, id) WHERE "account_id" IS NOT NULL
-- i_preference_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_preference_source_8778ea: ("source", updated_at, id)
-- i_preference_title_3f77f1: (("what" COLLATE "zh-x-icu"), id)
-- preference_words (id uuid PRIMARY KEY, search tsvector): i_preference_words_gin_6a41b8: USING gin (search)
-- f_preference_account_id_9af211: account_id → account
-- f_preference_contact_id_093e7d: contact_id → contact

CREATE TABLE feedback (
  id uuid NOT NULL,
  subject text,
  kind text,
  satisfaction bigint,
  account_id uuid,
  contact_id uuid,
  opportunity_id uuid,
  order_id uuid,
  product_id uuid,
  heard_on date,
  said text,
  state text,
  answer_by date,
  answered_on date,
  answer text,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_feedback_external_id_9db86a: UNIQUE ("external_id")
-- i_feedback_updated_0f9598: (updated_at, id)
-- i_feedback_created_833121: (created_at, id)
-- i_feedback_kind_0454c6: ("kind", updated_at, id)
-- i_feedback_satisfaction_d0760a: ("satisfaction", updated_at, id) WHERE "satisfaction" IS NOT NULL
-- i_feedback_account_id_7732a6: ("account_id", updated_at, id)
-- i_feedback_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_feedback_opportunity_id_d678c4: ("opportunity_id", updated_at, id) WHERE "opportunity_id" IS NOT NULL
-- i_feedback_order_id_d11118: ("order_id", updated_at, id) WHERE "order_id" IS NOT NULL
-- i_feedback_product_id_f071cb: ("product_id", updated_at, id) WHERE "product_id" IS NOT NULL
-- i_feedback_heard_on_64ca4e: ("heard_on", updated_at, id)
-- i_feedback_state_4e7f2c: ("state", updated_at, id)
-- i_feedback_answer_by_e2114e: ("answer_by", updated_at, id) WHERE "answer_by" IS NOT NULL
-- i_feedback_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_feedback_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_feedback_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- feedback_words (id uuid PRIMARY KEY, search tsvector): i_feedback_words_gin_6a41b8: USING gin (search)
-- f_feedback_account_id_9af211: account_id → account
-- f_feedback_contact_id_093e7d: contact_id → contact
-- f_feedback_opportunity_id_04b447: opportunity_id → opportunity
-- f_feedback_order_id_3eeb7e: order_id → order
-- f_feedback_product_id_a87921: product_id → product
-- f_feedback_owner_id_e31ab6: owner_id → member
-- f_feedback_department_id_2ad29f: department_id → department

CREATE TABLE segment (
  id uuid NOT NULL,
  name text,
  tag text,
  position bigint,
  filter jsonb,
  is_active boolean,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_segment_name_99ac9c: UNIQUE ("name")
-- u_segment_tag_c3ca26: UNIQUE ("tag")
-- u_segment_external_id_9db86a: UNIQUE ("external_id")
-- i_segment_updated_0f9598: (updated_at, id)
-- i_segment_created_833121: (created_at, id)
-- i_segment_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- i_segment_by_position_dea2bb: ("position", id)
-- segment_words (id uuid PRIMARY KEY, search tsvector): i_segment_words_gin_6a41b8: USING gin (search)

CREATE TABLE campaign_step (
  id uuid NOT NULL,
  campaign_id uuid,
  after_days bigint,
  kind text,
  subject text,
  words text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_campaign_step_external_id_9db86a: UNIQUE ("external_id")
-- i_campaign_step_updated_0f9598: (updated_at, id)
-- i_campaign_step_created_833121: (created_at, id)
-- i_campaign_step_campaign_id_cc89eb: ("campaign_id", updated_at, id)
-- i_campaign_step_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- i_campaign_step_by_after_days_f3d978: ("after_days", id)
-- campaign_step_words (id uuid PRIMARY KEY, search tsvector): i_campaign_step_words_gin_6a41b8: USING gin (search)
-- f_campaign_step_campaign_id_3dc260: campaign_id → campaign

CREATE TABLE campaign_member (
  id uuid NOT NULL,
  subject text,
  campaign_id uuid,
  lead_id uuid,
  contact_id uuid,
  state text,
  came_by text,
  invited_on date,
  answered_at timestamptz,
  answer text,
  answered_after text,
  steps_done bigint,
  next_step_on date,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_campaign_member_external_id_9db86a: UNIQUE ("external_id")
-- u_campaign_member_campaign_id_lead_id_conta_acb108: UNIQUE ("campaign_id", "lead_id", "contact_id") NULLS NOT DISTINCT
-- i_campaign_member_updated_0f9598: (updated_at, id)
-- i_campaign_member_created_833121: (created_at, id)
-- i_campaign_member_campaign_id_cc89eb: ("campaign_id", updated_at, id)
-- i_campaign_member_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_campaign_member_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_campaign_member_state_4e7f2c: ("state", updated_at, id)
-- i_campaign_member_came_by_d27ba6: ("came_by", updated_at, id)
-- i_campaign_member_next_step_on_cf4a4f: ("next_step_on", updated_at, id) WHERE "next_step_on" IS NOT NULL
-- i_campaign_member_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_campaign_member_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_campaign_member_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- i_campaign_member_by_invited_on_2be86f: ("invited_on", id)
-- campaign_member_words (id uuid PRIMARY KEY, search tsvector): i_campaign_member_words_gin_6a41b8: USING gin (search)
-- f_campaign_member_campaign_id_3dc260: campaign_id → campaign
-- f_campaign_member_lead_id_e3456b: lead_id → lead
-- f_campaign_member_contact_id_093e7d: contact_id → contact
-- f_campaign_member_owner_id_e31ab6: owner_id → member
-- f_campaign_member_department_id_2ad29f: department_id → department

CREATE TABLE campaign_letter (
  id uuid NOT NULL,
  subject text,
  words text,
  address text,
  campaign_id uuid,
  campaign_member_id uuid,
  lead_id uuid,
  contact_id uuid,
  state text,
  reason text,
  due_at timestamptz,
  taken_at timestamptz,
  sent_at timestamptz,
  tries bigint,
  is_trial boolean,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_campaign_letter_external_id_9db86a: UNIQUE ("external_id")
-- i_campaign_letter_updated_0f9598: (updated_at, id)
-- i_campaign_letter_created_833121: (created_at, id)
-- i_campaign_letter_campaign_id_cc89eb: ("campaign_id", updated_at, id)
-- i_campaign_letter_campaign_member_id_636d90: ("campaign_member_id", updated_at, id) WHERE "campaign_member_id" IS NOT NULL
-- i_campaign_letter_lead_id_81d81e: ("lead_id", updated_at, id) WHERE "lead_id" IS NOT NULL
-- i_campaign_letter_contact_id_5ebee1: ("contact_id", updated_at, id) WHERE "contact_id" IS NOT NULL
-- i_campaign_letter_state_4e7f2c: ("state", updated_at, id)
-- i_campaign_letter_due_at_46d940: ("due_at", updated_at, id)
-- i_campaign_letter_sent_at_3fcadf: ("sent_at", updated_at, id) WHERE "sent_at" IS NOT NULL
-- i_campaign_letter_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_campaign_letter_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_campaign_letter_title_c6d5be: (("subject" COLLATE "zh-x-icu"), id)
-- campaign_letter_words (id uuid PRIMARY KEY, search tsvector): i_campaign_letter_words_gin_6a41b8: USING gin (search)
-- f_campaign_letter_campaign_id_3dc260: campaign_id → campaign
-- f_campaign_letter_campaign_member_id_f431e1: campaign_member_id → campaign_member
-- f_campaign_letter_lead_id_e3456b: lead_id → lead
-- f_campaign_letter_contact_id_093e7d: contact_id → contact
-- f_campaign_letter_owner_id_e31ab6: owner_id → member
-- f_campaign_letter_department_id_2ad29f: department_id → department

CREATE TABLE mail_refusal (
  id uuid NOT NULL,
  address text,
  came_by text,
  refused_at timestamptz,
  remark text,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_mail_refusal_address_002528: UNIQUE ("address")
-- u_mail_refusal_external_id_9db86a: UNIQUE ("external_id")
-- i_mail_refusal_updated_0f9598: (updated_at, id)
-- i_mail_refusal_created_833121: (created_at, id)
-- i_mail_refusal_came_by_d27ba6: ("came_by", updated_at, id)
-- i_mail_refusal_title_cd5c55: ("address", id)
-- i_mail_refusal_by_refused_at_234714: ("refused_at", id)
-- mail_refusal_words (id uuid PRIMARY KEY, search tsvector): i_mail_refusal_words_gin_6a41b8: USING gin (search)

CREATE TABLE own_report (
  id uuid NOT NULL,
  name text,
  about text,
  object text,
  filter jsonb,
  body jsonb,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_own_report_external_id_9db86a: UNIQUE ("external_id")
-- i_own_report_updated_0f9598: (updated_at, id)
-- i_own_report_created_833121: (created_at, id)
-- i_own_report_object_ccaa85: ("object", updated_at, id)
-- i_own_report_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_own_report_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_own_report_title_83651a: (("name" COLLATE "zh-x-icu"), id)
-- own_report_words (id uuid PRIMARY KEY, search tsvector): i_own_report_words_gin_6a41b8: USING gin (search)
-- f_own_report_owner_id_e31ab6: owner_id → member
-- f_own_report_department_id_2ad29f: department_id → department

CREATE TABLE report_watch (
  id uuid NOT NULL,
  report_id uuid,
  kind text,
  rhythm text,
  weekday bigint,
  month_day bigint,
  hour bigint,
  figure text,
  limit numeric(24,4),
  is_paused boolean,
  last_at timestamptz,
  last_figures text,
  is_crossed boolean,
  owner_id uuid,
  department_id uuid,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  external_id text,
  change_id uuid NOT NULL,
  search tsvector
)
-- u_report_watch_external_id_9db86a: UNIQUE ("external_id")
-- i_report_watch_updated_0f9598: (updated_at, id)
-- i_report_watch_created_833121: (created_at, id)
-- i_report_watch_report_id_c4b921: ("report_id", updated_at, id)
-- i_report_watch_owner_id_a5775b: ("owner_id", updated_at, id)
-- i_report_watch_department_id_c1b6a6: ("department_id", updated_at, id)
-- i_report_watch_title_a73ec9: ("report_id", id)
-- f_report_watch_report_id_941f71: report_id → own_report
-- f_report_watch_owner_id_e31ab6: owner_id → member
-- f_report_watch_department_id_2ad29f: department_id → department
