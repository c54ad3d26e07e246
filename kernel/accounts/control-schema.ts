import type { Connection, Database } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'

/**
 * The shared schema in steps, oldest first; a step that has left the house is never changed, only followed by another.
 * No foreign keys into or out of workspaces. `user`, `session`, `account` and `verification` are laid out as better-auth expects them,
 * with snake_case columns.
 */
const steps: readonly string[] = [
  `CREATE TABLE control."user" (
     id text PRIMARY KEY, name text NOT NULL, email text NOT NULL, email_verified boolean NOT NULL DEFAULT false, image text,
     created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, locale text, time_zone text);
   CREATE UNIQUE INDEX u_user_email ON control."user" (email);
   CREATE TABLE control.session (
     id text PRIMARY KEY, expires_at timestamptz NOT NULL, token text NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
     ip_address text, user_agent text, user_id text NOT NULL REFERENCES control."user" (id) ON DELETE CASCADE, workspace_id int);
   CREATE UNIQUE INDEX u_session_token ON control.session (token);
   CREATE INDEX i_session_user ON control.session (user_id);
   CREATE TABLE control.account (
     id text PRIMARY KEY, account_id text NOT NULL, provider_id text NOT NULL,
     user_id text NOT NULL REFERENCES control."user" (id) ON DELETE CASCADE, access_token text, refresh_token text, id_token text,
     access_token_expires_at timestamptz, refresh_token_expires_at timestamptz, scope text, password text,
     created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
   CREATE INDEX i_account_user ON control.account (user_id);
   CREATE TABLE control.verification (
     id text PRIMARY KEY, identifier text NOT NULL, value text NOT NULL, expires_at timestamptz NOT NULL,
     created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
   CREATE INDEX i_verification_identifier ON control.verification (identifier);
   CREATE TABLE control.api_key (
     id uuid PRIMARY KEY, hash text NOT NULL, start text NOT NULL, name text NOT NULL,
     user_id text REFERENCES control."user" (id) ON DELETE CASCADE, workspace_id int NOT NULL, member_id uuid NOT NULL,
     created_at timestamptz NOT NULL, used_at timestamptz);
   CREATE UNIQUE INDEX u_api_key_hash ON control.api_key (hash);
   CREATE INDEX i_api_key_member ON control.api_key (workspace_id, member_id);
   CREATE TABLE control.attempt (key text PRIMARY KEY, since timestamptz NOT NULL, count int NOT NULL);
   CREATE INDEX i_attempt_since ON control.attempt (since);
   CREATE TABLE control.counter (name text PRIMARY KEY, value bigint NOT NULL);
   CREATE TABLE control.workspace (
     id int PRIMARY KEY, slug text NOT NULL, name text NOT NULL, schema text NOT NULL, cluster text NOT NULL, locale text NOT NULL,
     currency text NOT NULL, time_zone text NOT NULL, region text NOT NULL, created_at timestamptz NOT NULL, demo boolean NOT NULL DEFAULT false);
   CREATE UNIQUE INDEX u_workspace_slug ON control.workspace (slug);
   CREATE TABLE control.membership (
     user_id text NOT NULL REFERENCES control."user" (id) ON DELETE CASCADE, workspace_id int NOT NULL, member_id uuid NOT NULL,
     PRIMARY KEY (user_id, workspace_id));
   CREATE UNIQUE INDEX u_membership_member ON control.membership (workspace_id, member_id)`,
  `ALTER TABLE control.session ADD COLUMN see_as uuid;
   CREATE TABLE control.invitation (
     id uuid PRIMARY KEY, workspace_id int NOT NULL, member_id uuid NOT NULL, email text NOT NULL, hash text NOT NULL, invited_by uuid,
     sent_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, accepted_at timestamptz, withdrawn_at timestamptz);
   CREATE UNIQUE INDEX u_invitation_hash ON control.invitation (hash);
   CREATE INDEX i_invitation_workspace ON control.invitation (workspace_id, member_id)`,
  `ALTER TABLE control."user" ADD COLUMN two_factor_enabled boolean NOT NULL DEFAULT false;
   CREATE TABLE control.two_factor (
     id text PRIMARY KEY, secret text NOT NULL, backup_codes text NOT NULL, user_id text NOT NULL REFERENCES control."user" (id) ON DELETE CASCADE,
     verified boolean, failed_verification_count int, locked_until timestamptz);
   CREATE UNIQUE INDEX u_two_factor_user ON control.two_factor (user_id);
   ALTER TABLE control.session ADD COLUMN method text, ADD COLUMN second_factor boolean NOT NULL DEFAULT false, ADD COLUMN used_at timestamptz,
     ADD COLUMN only_workspace_id int, ADD COLUMN provider_id text, ADD COLUMN id_token text;
   CREATE TABLE control.passkey (
     id text PRIMARY KEY, user_id text NOT NULL REFERENCES control."user" (id) ON DELETE CASCADE, public_key text NOT NULL, counter bigint NOT NULL,
     transports text[] NOT NULL, name text NOT NULL, created_at timestamptz NOT NULL, used_at timestamptz);
   CREATE INDEX i_passkey_user ON control.passkey (user_id);
   CREATE TABLE control.former_password (
     user_id text NOT NULL REFERENCES control."user" (id) ON DELETE CASCADE, at timestamptz NOT NULL, hash text NOT NULL, PRIMARY KEY (user_id, at));
   CREATE TABLE control.pending (key text PRIMARY KEY, value jsonb NOT NULL, until timestamptz NOT NULL);
   CREATE INDEX i_pending_until ON control.pending (until);
   CREATE TABLE control.guess (key text PRIMARY KEY, subject text NOT NULL, count int NOT NULL, since timestamptz NOT NULL, until timestamptz NOT NULL);
   CREATE INDEX i_guess_subject ON control.guess (subject);
   ALTER TABLE control.api_key ADD COLUMN expires_at timestamptz, ADD COLUMN limits jsonb, ADD COLUMN used_from text`,
  `CREATE UNIQUE INDEX u_account_provider ON control.account (provider_id, account_id);
   CREATE TABLE control.provider_secret (workspace_id int NOT NULL, provider_id uuid NOT NULL, sealed text NOT NULL, PRIMARY KEY (workspace_id, provider_id))`,
]

/**
 * The shared schema is as this version of the code expects it. Processes that start together wait for each other.
 *
 * @throws Error when the database was already used by a newer version.
 */
export async function migrateControl(database: Pick<Database, 'lockedTransaction'>): Promise<void> {
  await database.lockedTransaction('control', async (tx) => {
    await tx.query(sql`CREATE SCHEMA IF NOT EXISTS control`)
    await tx.query(sql`CREATE TABLE IF NOT EXISTS control.version (step int PRIMARY KEY, at timestamptz NOT NULL)`)
    const done = await doneSteps(tx)
    if (done > steps.length)
      throw new Error(`The database was used by a newer version of Zhike (step ${done}, this one knows ${steps.length}).`)
    for (const [index, step] of steps.entries()) if (index >= done) await runStep(tx, index, step)
  })
}

/** The statements that `migrateControl` would still run. */
export async function pendingControl(control: Connection): Promise<readonly string[]> {
  const [found] = await control.query(sql`SELECT to_regclass('control.version') IS NOT NULL AS yes`)
  return steps.slice(found?.yes ? await doneSteps(control) : 0)
}

async function doneSteps(connection: Connection): Promise<number> {
  const [row] = await connection.query(sql`SELECT coalesce(max(step), 0)::int AS done FROM control.version`)
  return Number(row!.done)
}

async function runStep(tx: Connection, index: number, step: string): Promise<void> {
  for (const statement of step.split(';')) await tx.query(toSql(statement))
  await tx.query(sql`INSERT INTO control.version (step, at) VALUES (${index + 1}, ${new Date()})`)
}

const toSql = (statement: string): Sql => sql.raw(statement.trim())
