import { system } from '../access/define-access.ts'
import { sql } from '../db/sql.ts'
import type { Engine } from '../engine-types.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { fromJson, rowJson } from '../records/cells.ts'
import { scopeOf } from '../records/open-work.ts'
import { refreshTerms } from '../records/sets/refresh-terms.ts'
import type { Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { twinMark, twinTerms } from './twin-terms.ts'

const batch = 2_000

/** How far the records of an object have come: all before `after` hold the terms of these ways; null when all do. */
type Place = Readonly<{ ways: string; after: string | null }>

const settingOf = (object: CatalogObject): string => `twin terms ${object.name}`
const waysOf = (object: CatalogObject): string => JSON.stringify(object.duplicates)

/**
 * Records written before an object had one of its ways to tell duplicates by get the terms that they lack, a batch in each transaction; once done that is written down, and is
 * done again when ways change. Of several processes one does a batch, the others wait for it and take the next. Answers how many records were mended.
 */
export async function keepTerms(engine: Engine, workspace: WorkspaceFacts, isOver: () => boolean = () => false): Promise<number> {
  const { objects } = await engine.catalogOf(workspace)
  const rows = await engine.database
    .write(workspace)
    .query(sql`SELECT key, value::text AS value FROM ${sql.id(workspace.schema, 'setting')} WHERE key LIKE 'twin terms %'`)
  const done = new Set(
    rows.map(
      ({ key, value }) =>
        `${String(key)} ${String((JSON.parse(String(value)) as Place).after === null ? (JSON.parse(String(value)) as Place).ways : '')}`,
    ),
  )
  const open = Object.values(objects).filter((one) => one.duplicates.length > 0 && !done.has(`${settingOf(one)} ${waysOf(one)}`))
  const actor = { ...system('terms by which duplicates are told'), locale: workspace.locale, timeZone: workspace.timeZone }
  let mended = 0
  for (const { name } of open) {
    let more = true
    while (more && !isOver()) {
      const step = await engine.work({ workspace, actor }, { via: 'job', cause: 'twin terms' }, (work) =>
        mendNext(scopeOf(work), work.catalog.objects[name]!),
      )
      mended += step.mended
      more = step.more
    }
  }
  return mended
}

async function mendNext(scope: Scope, object: CatalogObject): Promise<Readonly<{ mended: number; more: boolean }>> {
  const { tx, session } = scope.state
  const setting = sql.id(session.workspace.schema, 'setting')
  const ways = waysOf(object)
  const begin = JSON.stringify({ ways, after: '' } satisfies Place)
  // Whoever comes second waits here for the first, and goes on where he got to.
  const [held] = await tx.query(sql`INSERT INTO ${setting} AS s (key, value) VALUES (${settingOf(object)}::text, ${begin}::jsonb)
    ON CONFLICT (key) DO UPDATE SET value = s.value RETURNING value::text AS value`)
  const stored = JSON.parse(String(held!.value)) as Place
  const after = stored.ways === ways ? stored.after : ''
  if (after === null) return { mended: 0, more: false }
  const read = await tx.query(sql`SELECT r.id, r.terms::text AS terms, r.row::text AS row FROM (
    SELECT a.id, (SELECT json_agg(t.lexeme) FROM unnest(a.search) t WHERE t.lexeme LIKE ${`${twinMark}%`}::text) AS terms,
      (SELECT row_to_json(x) FROM (SELECT ${rowJson(object, 'a')}) x) AS row
    FROM ${tableOf(scope.state, object)} a ${after === '' ? sql.empty : sql`WHERE a.id > ${after}::uuid`} ORDER BY a.id LIMIT ${batch}::int) r`)
  const lacking = read.flatMap((row) => {
    const values = fromJson(object, JSON.parse(String(row.row)) as Record<string, unknown>)
    const has = new Set(JSON.parse(String(row.terms ?? '[]')) as string[])
    const wanted = [...new Set(twinTerms(object, values))]
    return wanted.length === has.size && wanted.every((term) => has.has(term)) ? [] : [{ id: String(row.id), values }]
  })
  await refreshTerms(scope, object, lacking)
  const last = read.length < batch ? null : String(read.at(-1)!.id)
  await tx.affected(
    sql`UPDATE ${setting} SET value = ${JSON.stringify({ ways, after: last } satisfies Place)}::jsonb WHERE key = ${settingOf(object)}::text`,
  )
  return { mended: lacking.length, more: last !== null }
}
