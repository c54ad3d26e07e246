import { system } from '../../access/define-access.ts'
import { isShareable } from '../../access/shareable.ts'
import type { Work } from '../../actions/define-action.ts'
import { sql } from '../../db/sql.ts'
import type { Draft, Stored } from '../../http/define/work-definitions.ts'
import type { Catalog, CatalogField, CatalogObject } from '../../model/catalog.ts'
import type { AnyObject } from '../../model/define-object.ts'
import { failWith } from '../../model/fault.ts'
import { share } from '../../model/people.ts'
import { objectOf, scopeOf } from '../../records/open-work.ts'
import { followDefinitions } from '../../schema/defined/follow-definitions.ts'
import { shareRecord } from '../../sharing/share-record.ts'

type Row = Readonly<Record<string, unknown>>
type Names = ReadonlyMap<string, string>

const most = 10_000
const asDef = (object: CatalogObject): AnyObject => object as unknown as AnyObject

/** Objects whose records shape a workspace, those that others name first. */
const exchanged = (catalog: Catalog) => Object.values(catalog.objects).filter(({ exchange }) => exchange)

/** What a file says of a record: not who has it and what other people it names, for they are others elsewhere. */
const carried = (object: CatalogObject): readonly CatalogField[] =>
  Object.values(object.fields).filter(
    (field) => !field.system && field.name !== 'owner' && !field.readOnly && field.columns.length > 0 && field.refers !== 'member',
  )

/** Records as definitions of a kind of their own: called by what their object names under `exchange`, links by the titles of their targets. */
export async function findRecords(work: Work): Promise<readonly Stored[]> {
  const all = work.as(system('definitions are written to a file'))
  const found = new Map<string, Stored>()
  for (const object of exchanged(work.catalog)) {
    const { by, where = {} } = object.exchange!
    const rows = (await all.find(asDef(object), where as never, { limit: most, sort: ['createdAt', 'id'] })) as readonly Row[]
    const titles = await titlesOf(all, object, rows)
    const shares = isShareable(object) ? await all.find(share, { object: object.name, granteeKind: 'role' }, { limit: most }) : []
    for (const row of rows) {
      const shown = (field: CatalogField) => (field.refers ? titles.get(String(row[field.name])) : row[field.name])
      const given = carried(object).filter((field) => row[field.name] !== null && row[field.name] !== undefined)
      const sharedWith = shares.flatMap((one) => (one.record === row.id ? [one.grantee] : [])).toSorted()
      const name = by.map((one) => shown(object.fields[one]!)).join(' / ')
      const body = {
        ...Object.fromEntries(given.map((field) => [field.name, shown(field)])),
        ...(sharedWith.length > 0 ? { sharedWith } : {}),
      }
      // Of two that are called alike the first is taken along: a file could not tell them apart.
      const key = `${object.name} ${name}`
      if (!found.has(key)) found.set(key, { id: String(row.id), kind: 'record', object: object.name, name, body, position: 0 })
    }
  }
  return [...found.values()]
}

async function titlesOf(all: Work, object: CatalogObject, rows: readonly Row[]): Promise<Names> {
  const titles = new Map<string, string>()
  for (const { name, refers } of carried(object)) {
    const target = refers ? objectOf(scopeOf(all).state, refers) : null
    const ids = rows.flatMap((row) => row[name] ?? [])
    const named = target && ids.length > 0 ? await all.find(asDef(target), { id: { in: ids } } as never, { limit: most }) : []
    for (const one of named as readonly Row[]) titles.set(String(one.id), String(one[target!.title]))
  }
  return titles
}

type Wanted = Readonly<{ to: Draft; stored?: Stored }>

/** Writes what a file wants of records. @throws `kernel.invalid` where one names what is not there */
export async function writeRecords(work: Work, wanted: readonly Wanted[]): Promise<void> {
  const all = work.as(system('definitions are taken over'))
  const { state } = scopeOf(work)
  await assertNamed(work, wanted)
  for (const { name } of exchanged(state.catalog)) {
    const ofObject = wanted.filter(({ to }) => to.object === name)
    if (ofObject.length === 0) continue
    const object = objectOf(state, name)
    const values = await valuesOf(all, object, ofObject)
    for (const [i, { to, stored }] of ofObject.entries()) {
      const gone = stored ? Object.fromEntries(Object.keys(stored.body).map((name) => [name, null])) : {}
      const { sharedWith: _former, ...row } = { ...gone, ...values[i] } as Row
      const [made] = stored ? [stored] : await work.create(asDef(object), [row] as never)
      if (stored) await work.change(asDef(object), stored.id, row as never)
      const roles = (one: Draft | undefined) => (one?.body.sharedWith ?? []) as readonly string[]
      const left = roles(stored).filter((role) => !roles(to).includes(role))
      for (const grantee of roles(to))
        await shareRecord(work, { object: object.name, id: String(made!.id) }, { granteeKind: 'role', grantee })
      if (left.length > 0) {
        const ended = { object: object.name, record: stored!.id, granteeKind: 'role', grantee: { in: left } }
        const shares = await all.find(share, ended as never)
        await all.remove(
          share,
          shares.map(({ id }) => id),
        )
      }
    }
    // They may be options of what comes after them, as roles are.
    await followDefinitions(work.modules, state)
  }
}

const missing = ({ object, name }: Draft, target: string, title: string) => {
  const at = `${object}.${name}`
  return { path: at, code: 'kernel.bad-definition', details: { at, reason: 'no-record', object: target, title } }
}

/** Values of records with links by id, in the order of `wanted`. */
async function valuesOf(all: Work, object: CatalogObject, wanted: readonly Wanted[]): Promise<readonly Row[]> {
  const links = carried(object).filter(({ refers }) => refers)
  const ids = new Map<string, readonly string[]>()
  for (const { name, refers } of links) {
    const target = objectOf(scopeOf(all).state, refers!)
    const titles = [...new Set(wanted.flatMap(({ to }) => to.body[name] ?? []))]
    const found = titles.length > 0 ? await all.find(asDef(target), { [target.title]: { in: titles } } as never, { limit: most }) : []
    for (const [title, rows] of Map.groupBy(found as readonly Row[], (row) => `${name} ${String(row[target.title])}`))
      ids.set(
        title,
        rows.map(({ id }) => String(id)),
      )
  }
  const named = wanted.flatMap(({ to }) =>
    links.flatMap(({ name, refers }) =>
      name in to.body ? [{ to, refers: refers!, title: String(to.body[name]), key: `${name} ${String(to.body[name])}` }] : [],
    ),
  )
  const strangers = named.filter(({ key }) => ids.get(key)?.length !== 1)
  if (strangers.length > 0)
    failWith(
      'kernel.invalid',
      strangers.map(({ to, refers, title }) => missing(to, refers, title)),
    )
  return wanted.map(({ to }) => ({
    ...to.body,
    ...Object.fromEntries(links.flatMap(({ name }) => (name in to.body ? [[name, ids.get(`${name} ${String(to.body[name])}`)![0]]] : []))),
  }))
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/** Ids inside filters and steps must be of records that are here; one statement over all tables, and none where there are no ids. */
async function assertNamed(work: Work, wanted: readonly Wanted[]): Promise<void> {
  const { tx, catalog, session } = scopeOf(work).state
  const named = wanted.map(({ to }) => ({ to, ids: JSON.stringify(to.body).match(uuids) ?? [] }))
  const ids = [...new Set(named.flatMap((one) => one.ids.map((id) => id.toLowerCase())))]
  if (ids.length === 0) return
  const tables = Object.values(catalog.objects).map(
    ({ table }) => sql`SELECT id FROM ${sql.id(session.workspace.schema, table)} WHERE id = ANY(${ids}::uuid[])`,
  )
  const rows = await tx.query(sql.join(tables, ' UNION ALL '))
  const here = new Set(rows.map(({ id }) => String(id)))
  const strangers = named.flatMap(({ to, ids: own }) => own.filter((id) => !here.has(id.toLowerCase())).map((id) => missing(to, '', id)))
  if (strangers.length > 0) failWith('kernel.invalid', strangers)
}
