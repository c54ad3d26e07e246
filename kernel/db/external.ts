import pg from 'pg'
import { clientConfig } from './connections.ts'
import { StartProblem } from './start-problem.ts'

const oldestVersion = 18

/**
 * Returns when the server at this address can hold our database.
 *
 * @throws StartProblem with what is wrong: not reachable, not let in, too old, not UTF8, without ICU, no right to create schemas, only a standby.
 */
export async function checkExternal(url: string): Promise<void> {
  const client = openClient(url)
  client.on('error', () => undefined)
  const where = `${client.user}@${client.host}:${client.port}/${client.database}`
  try {
    await client.connect()
    const { rows } = await client.query<Finding>(findings)
    const problem = problemOf(rows[0]!)
    if (problem) throw new StartProblem(`DATABASE_URL (${where}): ${problem}`)
  } catch (error) {
    if (error instanceof StartProblem) throw error
    throw new StartProblem(`DATABASE_URL (${where}): ${connectProblem(error as { code?: string; message: string })}`, error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

type Finding = { version: string; version_number: number; encoding: string; may_create: boolean; is_standby: boolean; has_icu: boolean }

const findings = `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS version_number,
  pg_encoding_to_char(encoding) AS encoding, has_database_privilege(oid, 'CREATE') AS may_create, pg_is_in_recovery() AS is_standby,
  EXISTS (SELECT FROM pg_collation WHERE collname = 'zh-x-icu') AS has_icu
  FROM pg_database WHERE datname = current_database()`

function openClient(url: string): pg.Client {
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new Error('no such scheme')
    return new pg.Client(clientConfig({ url, applicationName: 'zhike' }, { lockMs: 5_000, statementMs: 10_000, idleInTransactionMs: 0 }))
  } catch (error) {
    throw new StartProblem('DATABASE_URL is not an address of the form postgresql://user:password@host:5432/database.', error)
  }
}

function problemOf(finding: Finding): string | undefined {
  if (finding.version_number < oldestVersion * 10_000)
    return `the server is PostgreSQL ${finding.version}, version ${oldestVersion} or newer is needed.`
  if (finding.encoding !== 'UTF8') return `the database is encoded in ${finding.encoding}: create one with ENCODING 'UTF8'.`
  if (!finding.has_icu)
    return 'the database has no collation "zh-x-icu": use a PostgreSQL built with ICU, or a database in which its collations were not removed.'
  if (finding.is_standby) return 'the server is a standby that can not be written to: name the primary.'
  if (!finding.may_create) return 'this user may not create schemas: GRANT CREATE ON DATABASE … TO … is missing.'
  return undefined
}

function connectProblem({ code = '', message }: { code?: string; message: string }): string {
  if (code === '28P01' || code === '28000') return `the server does not let this user in (${message}).`
  if (code === '3D000') return 'there is no such database on the server.'
  if (code === '08P01' && /startup parameter/.test(message))
    return `the server is behind a pooler that drops settings (${message}): name the server itself.`
  return `the server can not be reached (${message || code}).`
}
