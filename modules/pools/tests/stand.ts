import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { runImportFile, runRound } from '#kernel'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { pools } from '#manifest/pools'
import { sales } from '#manifest/sales'
import { returnToPools } from '../index.ts'

export const modules = [customers, pools, activities, catalog, sales]

/** A company with a department that shares pools, its head, two people of it and one of elsewhere. */
export async function openPools() {
  const app = await testApp(modules)
  const boss = await app.as('administrator')
  const [east] = await boss.create('department', [{ name: '华东' }])
  const department = String(east!.id)
  const openPool = async (more: object = {}): Promise<string> => {
    const [made] = await boss.create('pool', [{ name: `华东公海 ${Math.random()}`, ...more }])
    await boss.create('share', [{ object: 'pool', record: made!.id, granteeKind: 'department', grantee: department }])
    return String(made!.id)
  }
  // Who is shared with is known from when somebody comes in.
  await openPool()
  const head = await app.as('manager', { name: 'Head', department })
  await boss.change('department', department, { head: head.id })
  const [anna, ben] = (await Promise.all(['Anna', 'Ben'].map((name) => app.as('rep', { name, department })))) as [TestPerson, TestPerson]
  const carl = await app.as('rep', { name: 'Carl' })
  const lay = async (pool: string, count = 1, more: object = {}, kind: 'account' | 'lead' = 'account'): Promise<string[]> => {
    const rows = Array.from({ length: count }, (_, i) => ({
      name: `公海客户 ${i} ${Math.random()}`,
      owner: null,
      pool,
      ...reached[kind],
      ...more,
    }))
    return (await boss.create(kind, rows)).map((row) => String(row.id))
  }
  const own = async (person: TestPerson, more: object = {}, kind: 'account' | 'lead' = 'account'): Promise<string> =>
    String((await person.create(kind, [{ name: `私海客户 ${Math.random()}`, ...reached[kind], ...more }]))[0]!.id)
  /** The night of a day, in the workspace's zone. */
  const night = (day: string) => runRound(app.engine, app.workspace, returnToPools, { now: new Date(`${day}T20:00:00Z`) })
  /** What somebody was told of, and with which values. */
  const toldTo = async (person: TestPerson): Promise<readonly Readonly<{ kind: string; values: Record<string, unknown> }>[]> =>
    (await app.database.pool.query(`SELECT kind, "values" FROM w_test.notice WHERE person = $1 ORDER BY at, id`, [person.id])).rows
  const folder = await mkdtemp(join(tmpdir(), 'zhike-pools-'))
  after(() => rm(folder, { recursive: true, force: true }))
  const log = { info() {}, warn() {}, error() {} }
  /** A file with these rows, matched by name where it is told so, brought in by somebody; how many came in, and why others did not. */
  const bringIn = async (person: TestPerson, object: string, rows: readonly (readonly string[])[], match?: string) => {
    const path = join(folder, `${Math.random()}.csv`)
    await writeFile(path, rows.map((cells) => cells.join(',')).join('\n'))
    const map = { columns: Object.fromEntries(rows[0]!.map((name) => [name, name])) }
    const wish = { map, ...(match ? { match } : {}) }
    const { counts, report } = await runImportFile({ engine: app.engine, folder, log, session: person.session, path, object, ...wish })
    return { came: counts.created + counts.updated, failed: counts.failed, why: report.problems?.map(({ code }) => code) ?? [] }
  }
  return { app, bringIn, toldTo, boss, head, anna, ben, carl, department, openPool, lay, own, night }
}

export const idOf = (value: unknown): string | null => (value as { id: string } | null)?.id ?? null

/** What a record of the kind cannot be without: somebody to call. */
export const reached = { account: {}, lead: { mobile: '13800138000' } } as const
