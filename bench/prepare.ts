import { Readable } from 'node:stream'
import { pipeline as streamTo } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { system } from '../kernel/access/define-access.ts'
import type { Database } from '../kernel/db/pool.ts'
import { sql } from '../kernel/db/sql.ts'
import type { Engine, Session } from '../kernel/engine-types.ts'
import type { CatalogObject } from '../kernel/model/catalog.ts'
import { department, member } from '../kernel/model/people.ts'
import { newId } from '../kernel/model/uuid.ts'
import type { WorkspaceFacts } from '../kernel/query/question.ts'
import { searchCell, storedFields, toCells } from '../kernel/records/cells.ts'
import { tablePlan } from '../kernel/schema/tables.ts'
import { seeded } from './measure.ts'
import { type BenchRow, type Owner, recordMaker } from './rows.ts'

export const benchSlug = 'bench'
/** Members who see everything, for open browsers. */
export const readerCount = 30
/** Address of `administrator`, `reader‹n›` or a member by number: 0 to 4 lead a region, up to 199 a team, the others sell. */
export const benchEmail = (who: string): string => `${who}@bench.example`
const regions = 5
const teamsPerRegion = 39
const peopleCount = 2_000
const shareCount = 100_000
/** Entries of the log for each opportunity: its creation, and a change of its amount every fortnight up to the last. */
const logged = 5
const fortnightMs = 14 * 86_400_000

/** The workspace everything is measured on: made once per number of rows and kept in the bench's data folder. */
export async function prepareBench(engine: Engine, o: { rows: number; log: (line: string) => void }): Promise<WorkspaceFacts> {
  const found = (await engine.workspaces()).find((workspace) => workspace.slug === benchSlug)
  if (found && (await rowsIn(engine.database, found)) === o.rows) return found
  if (found) await engine.dropWorkspace(benchSlug)
  o.log(`making ${o.rows.toLocaleString('en')} accounts, contacts and opportunities`)
  const workspace = await engine.createWorkspace({ slug: benchSlug, name: 'Bench', locale: 'zh-CN' })
  const owners = await makePeople(engine, workspace)
  await makeRecords(engine, workspace, { ...o, owners })
  await makeShares(engine, workspace, owners)
  o.log(`  log: ${(o.rows * logged).toLocaleString('en')} entries`)
  await makeLog(engine, workspace)
  await engine.database.control.query(sql`VACUUM ANALYZE`)
  return workspace
}

async function rowsIn(database: Database, workspace: WorkspaceFacts): Promise<number> {
  const [row] = await database.control.query(
    sql`SELECT value #>> '{}' AS rows FROM ${sql.id(workspace.schema, 'setting')} WHERE key = 'bench rows'`,
  )
  return Number(row?.rows ?? 0)
}

async function makePeople(engine: Engine, workspace: WorkspaceFacts): Promise<Owner[]> {
  const session: Session = { workspace, actor: system('bench data') }
  return engine.work(session, { via: 'job' }, async (work) => {
    const top = await work.create(
      department,
      Array.from({ length: regions }, (_, i) => ({ name: `大区 ${i + 1}` })),
    )
    const teams = await work.create(
      department,
      top.flatMap((region) => Array.from({ length: teamsPerRegion }, (_, i) => ({ name: `团队 ${i + 1}`, parent: region.id }))),
    )
    const owners: Owner[] = []
    for (let start = 0; start < peopleCount; start += 1_000) {
      const rows = Array.from({ length: 1_000 }, (_, i) => ({
        name: `成员 ${start + i}`,
        email: benchEmail(`${start + i}`),
        department: (start + i < regions ? top[start + i]! : teams[(start + i) % teams.length]!).id,
        roles: start + i < regions + teams.length ? (['manager'] as const) : (['rep'] as const),
      }))
      const made = await work.create(member, rows)
      owners.push(...made.map((row) => ({ id: row.id, department: row.department! })))
    }
    await work.create(member, [{ name: '管理员', email: benchEmail('administrator'), roles: ['administrator'] }])
    await work.create(
      member,
      Array.from({ length: readerCount }, (_, i) => ({ name: `读者 ${i}`, email: benchEmail(`reader${i}`), roles: ['readonly'] as const })),
    )
    return owners
  })
}

type Spec = Readonly<{ rows: number; owners: readonly Owner[]; log: (line: string) => void }>

async function makeRecords(engine: Engine, workspace: WorkspaceFacts, spec: Spec): Promise<void> {
  const catalog = await engine.catalogOf(workspace)
  const maker = recordMaker({ seed: 20_261, now: Date.now(), owners: spec.owners })
  const accounts: string[] = []
  const random = seeded(7)
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!
  const [pipeline, product] = await parents(engine, workspace)
  const of: Record<string, () => BenchRow> = {
    account: () => maker.account(),
    contact: () => maker.contact(pick(accounts)),
    opportunity: () => {
      const made = maker.opportunity(pick(accounts), pipeline!, product!)
      return {
        version: logged,
        createdAt: new Date(Date.parse(made.updatedAt as string) - (logged - 1) * fortnightMs).toISOString(),
        ...made,
      }
    },
  }
  for (const name of ['account', 'contact', 'opportunity']) {
    const started = performance.now()
    const object = catalog.objects[name]!
    const plan = tablePlan(catalog, object)
    // Made and filled with the indexes.
    if (plan.words) await engine.database.control.query(sql`DROP TABLE ${sql.id(workspace.schema, plan.words.table)}`)
    for (const index of plan.indexes) await engine.database.control.query(sql`DROP INDEX IF EXISTS ${sql.id(workspace.schema, index.name)}`)
    const make = () => {
      const id = newId()
      if (name === 'account') accounts.push(id)
      return { id, ...(name === 'account' ? { number: `KH-2025-${String(accounts.length).padStart(7, '0')}` } : {}), ...of[name]!() }
    }
    await copyRows(engine.database, workspace, { object, count: spec.rows, make })
    for (const statement of await engine.pendingSchema(workspace)) await engine.database.control.query(sql.raw(statement))
    spec.log(`  ${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`)
  }
  await engine.database.control.query(
    sql`INSERT INTO ${sql.id(workspace.schema, 'setting')} (key, value) VALUES ('bench rows', to_jsonb(${spec.rows}::int))`,
  )
}

async function parents(engine: Engine, workspace: WorkspaceFacts): Promise<string[]> {
  const session: Session = { workspace, actor: system('bench data') }
  const pipelines = JSON.parse(await engine.reads.list(session, { object: 'pipeline', limit: 1 })) as { rows: { id: string }[] }
  const products = JSON.parse(
    await engine.work(session, { via: 'job' }, (work) => engine.writes.create(work, 'product', [{ name: 'WMS', code: 'WMS' }])),
  ) as { id: string }[]
  return [pipelines.rows[0]!.id, products[0]!.id]
}

/** Finished rows straight into the table, as the fastest way there is; without log, as nothing before them shall be seen. */
export async function copyRows(
  database: Database,
  workspace: WorkspaceFacts,
  o: { object: CatalogObject; count: number; make: () => BenchRow },
): Promise<void> {
  const { columns, line } = copyForm(o.object)
  function* chunks() {
    for (let done = 0; done < o.count; ) {
      const size = Math.min(500, o.count - done)
      yield Array.from({ length: size }, () => line(o.make())).join('')
      done += size
    }
  }
  await copyText(database, `"${workspace.schema}"."${o.object.table}" (${columns})`, chunks())
}

/** Streams ready lines of COPY text. */
export async function copyText(database: Database, into: string, chunks: Iterable<string>): Promise<void> {
  const client = await database.pool.connect()
  try {
    await streamTo(Readable.from(chunks), client.query(copyFrom(`COPY ${into} FROM STDIN`)))
  } finally {
    client.release()
  }
}

/** The columns of an object for COPY, and one record as a line of it. */
export function copyForm(object: CatalogObject): { columns: string; line: (row: BenchRow) => string } {
  const fields = storedFields(object)
  const columns = [...fields.flatMap((field) => field.columns.map((column) => column.name)), 'change_id', 'search']
  const changeId = newId()
  const line = (row: BenchRow): string => {
    const at = (row.updatedAt as string | undefined) ?? new Date().toISOString()
    const values = { version: 1, createdAt: at, updatedAt: at, ...row }
    const cells = toCells(fields, values)
    const search = searchCell(object, values)
      .split(' ')
      .filter((term) => term !== '')
      .map(lexeme)
      .join(' ')
    return `${columns.map((name) => copyCell(name === 'change_id' ? changeId : name === 'search' ? search : cells[name])).join('\t')}\n`
  }
  return { columns: columns.map((name) => `"${name}"`).join(', '), line }
}

const lexeme = (term: string): string => `'${term.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`

function copyCell(cell: unknown): string {
  if (cell === null || cell === undefined) return '\\N'
  const text = Array.isArray(cell)
    ? `{${cell.map((item) => JSON.stringify(item)).join(',')}}`
    : typeof cell === 'object'
      ? JSON.stringify(cell)
      : String(cell)
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}

/** What every opportunity was before, as the write road would have kept it. */
async function makeLog(engine: Engine, workspace: WorkspaceFacts): Promise<void> {
  const table = (name: string) => sql.id(workspace.schema, name)
  await engine.database.control.query(sql`
    WITH s AS (INSERT INTO ${table('change_set')} (id, at, actor_name, via, cause) VALUES (gen_random_uuid(), now(), 'bench', 'job', 'log') RETURNING id),
      v AS (SELECT o.id, n, o.updated_at - n * interval '14 days' AS at,
          CASE WHEN n < ${logged - 1}::int THEN to_jsonb(o) - 'search' || jsonb_build_object('version', ${logged - 1}::int - n, 'amount', o.amount - n * 100,
            'updated_at', o.updated_at - (n + 1) * interval '14 days') END AS was
        FROM ${table('opportunity')} o, generate_series(0, ${logged - 1}::int) n)
    INSERT INTO ${table('change')} (record_id, id, at, workspace_id, change_set_id, object, kind, changed, was, was_since)
    SELECT v.id, gen_random_uuid(), v.at, ${workspace.id}::int, s.id, 'opportunity', CASE WHEN was IS NULL THEN 'create' ELSE 'update' END,
      CASE WHEN was IS NULL THEN '{}'::text[] ELSE '{amount}'::text[] END, was, CASE WHEN was IS NOT NULL THEN v.at - interval '14 days' END FROM v, s`)
}

async function makeShares(engine: Engine, workspace: WorkspaceFacts, owners: readonly Owner[]): Promise<void> {
  const ids = owners.map((owner) => owner.id)
  await engine.database.control.query(sql`
    INSERT INTO ${sql.id(workspace.schema, 'share')} (id, object, record_id, grantee_kind, grantee_id, may_write, version, created_at, updated_at, change_id)
    SELECT gen_random_uuid(), 'account', a.id, 'person', (${ids}::text[])[1 + (row_number() OVER ())::int % ${ids.length}::int], false, 1, now(), now(), a.id
    FROM (SELECT id FROM ${sql.id(workspace.schema, 'account')} TABLESAMPLE SYSTEM (20) LIMIT ${shareCount}::int) a ON CONFLICT DO NOTHING`)
}
