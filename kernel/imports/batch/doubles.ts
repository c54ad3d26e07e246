import { sql } from '../../db/sql.ts'
import type { CatalogField, CatalogObject } from '../../model/catalog.ts'
import type { Values } from '../../records/parse-input.ts'
import type { Scope } from '../../records/state.ts'
import { tableOf } from '../../records/store.ts'
import type { Draft } from '../plan/drafts.ts'
import { fold } from '../plan/fold.ts'
import type { ImportPlan } from '../plan/plan.ts'
import type { Ready } from './prepare-rows.ts'
import { twinKeys } from './twin-rows.ts'

/** Keys of the rows that came in so far → their line. */
export type Seen = Map<string, number>

/** Sets of fields whose values belong to one living record each. */
const uniqueSets = (object: CatalogObject): readonly (readonly CatalogField[])[] => [
  ...Object.values(object.fields)
    .filter((field) => field.unique && field.columns.length > 0)
    .map((field) => [field]),
  ...object.unique.map((names) => names.map((name) => object.fields[name]!)),
]

/** What the match fields hold in a row, links by the text that names them; null where one is empty. */
export function matchKey(plan: ImportPlan, draft: Draft): string | null {
  if (plan.match.length === 0) return null
  const parts = plan.match.map(({ name }) => {
    const link = draft.links.find(({ feed }) => feed.field.name === name && feed.sub === null)
    const value = link ? link.text : draft.values[name]
    return typeof value === 'string' && (link || name === plan.object.title) ? fold(value) : value
  })
  return parts.includes(undefined) ? null : `match ${JSON.stringify(parts)}`
}

const isMatch = (plan: ImportPlan, set: readonly CatalogField[]): boolean =>
  set.length === plan.match.length && set.every((field) => plan.match.includes(field))

/** The row's keys of its own values; what its links name is not known before they are looked up. */
export function plainKeys(plan: ImportPlan, draft: Draft): string[] {
  const single = uniqueSets(plan.object).flatMap((set, i) =>
    set.length === 1 && !isMatch(plan, set) ? [uniqueKey(i, set, draft.values)] : [],
  )
  return [matchKey(plan, draft), ...single, ...twinKeys(plan, draft)].filter((key) => key !== null)
}

const uniqueKey = (i: number, set: readonly CatalogField[], values: Values): string | null => {
  const parts = set.map((field) => values[field.name] ?? null)
  return set.length === 1 && parts[0] === null ? null : `unique ${i} ${JSON.stringify(parts)}`
}

type Keyed = Readonly<{ draft: Draft; values: Values; changed: readonly string[] | null }>

const toKeyed = (ready: Ready): Keyed[] =>
  [
    ...ready.creations.map(({ draft, values }) => ({ draft, values, changed: null })),
    ...ready.updates.map(({ draft, step }) => ({ draft, values: step.after, changed: step.changed })),
    ...ready.unchanged.map((draft) => ({ draft, values: {}, changed: [] })),
  ].toSorted((a, b) => a.draft.line - b.draft.line)

/**
 * Complains about rows that mean the same record as an earlier one of the file, and about values that belong to another record already. Answers
 * the keys of the rows that remain.
 */
export async function refuseDoubles(input: Readonly<{ scope: Scope; plan: ImportPlan; seen: Seen }>, ready: Ready): Promise<Seen> {
  const { scope, plan, seen } = input
  const fresh: Seen = new Map()
  const rows = toKeyed(ready)
  const sets = uniqueSets(plan.object)
  const taken = await Promise.all(
    sets.map((set) =>
      takenBy(
        scope,
        plan.object,
        set,
        rows.filter((row) => concerns(row, set)),
      ),
    ),
  )
  for (const row of rows) {
    const keys = [
      { key: matchKey(plan, row.draft), set: plan.match },
      ...sets.flatMap((set, i) => (concerns(row, set) && !isMatch(plan, set) ? [{ key: uniqueKey(i, set, row.values), set }] : [])),
    ].filter((entry) => entry.key !== null)
    const double = keys.find(({ key }) => fresh.has(key!) || seen.has(key!))
    const clash = sets.find((_, i) => taken[i]!.has(row.draft))
    if (double)
      complain(plan, row.draft, double.set, {
        code: 'kernel.bad-import',
        details: { reason: 'twice-in-file', line: fresh.get(double.key!) ?? seen.get(double.key!) },
      })
    else if (clash) complain(plan, row.draft, clash, { code: 'kernel.not-unique', details: { object: plan.object.name } })
    else for (const { key } of keys) fresh.set(key!, row.draft.line)
  }
  return fresh
}

const concerns = ({ changed }: Keyed, set: readonly CatalogField[]): boolean =>
  changed === null || set.some((field) => changed.includes(field.name))

function complain(
  plan: ImportPlan,
  draft: Draft,
  set: readonly CatalogField[],
  { code, details }: { code: string; details: Record<string, unknown> },
): void {
  const name = set[0]!.name
  const column = plan.feeds.find((feed) => feed.field.name === name && feed.sub === null)?.column ?? null
  const value = draft.values[name]
  draft.issues.push({
    column,
    field: name,
    code,
    details: { ...details, fields: set.map((field) => field.name), ...(typeof value === 'string' ? { value } : {}) },
  })
}

/** Rows whose values of the set some other record holds, whoever may see it. One statement per pattern of empty values. */
async function takenBy(
  scope: Scope,
  object: CatalogObject,
  set: readonly CatalogField[],
  rows: readonly Keyed[],
): Promise<ReadonlySet<Draft>> {
  const columns = set.map((field) => field.columns[0]!)
  const parts = rows.map((row) => set.map((field) => row.values[field.name] ?? null))
  const patterns = Map.groupBy(
    rows.map((row, n) => ({ row, n })).filter(({ n }) => set.length > 1 || parts[n]![0] !== null),
    ({ n }) => parts[n]!.map((part) => (part === null ? '0' : '1')).join(''),
  )
  const taken = new Set<Draft>()
  for (const [pattern, group] of patterns) {
    const given = group.map(({ row, n }) => ({
      n,
      own: row.draft.id,
      ...Object.fromEntries(columns.map((c, i) => [c.name, parts[n]![i]])),
    }))
    const same = columns.map((c, i) =>
      pattern[i] === '1' ? sql`a.${sql.id(c.name)} = k.${sql.id(c.name)}` : sql`a.${sql.id(c.name)} IS NULL`,
    )
    const found = await scope.state.tx.query(sql`SELECT k.n FROM json_to_recordset(${JSON.stringify(given)}::json)
        AS k(n int, own uuid, ${sql.join(columns.map((c) => sql`${sql.id(c.name)} ${sql.raw(c.type)}`))})
      JOIN ${tableOf(scope.state, object)} a ON ${sql.all(same)} AND a.id <> k.own`)
    for (const { n } of found) taken.add(rows[Number(n)]!.draft)
  }
  return taken
}
