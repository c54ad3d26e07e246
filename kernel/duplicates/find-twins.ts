import { type Sql, sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { deriveValues } from '../model/run-rules.ts'
import { isUuid } from '../model/uuid.ts'
import { reachCondition } from '../query/reach.ts'
import { isOwnerShown, shownTitle } from '../query/shown.ts'
import { ruleContext } from '../records/complete.ts'
import { parseContext, queryContext, type Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { judgeOf, type Said } from './judge.ts'
import { twinTerms } from './twin-terms.ts'

const mostFound = 20

/** A record that most likely is the same. */
export type Twin = Said & Readonly<{ id: string; title: string | null; owner: Readonly<{ id: string; title: string }> | null }>
/** `sure`: one of them surely is the same. `free`: how many of them belong to nobody. `owners`: whose the others are, where the workspace discloses it. */
type Hidden = Readonly<{ count: number; by: readonly string[]; sure?: true; free?: number; owners?: readonly NonNullable<Twin['owner']>[] }>
/** `hidden` tells of records out of the asker's reach that they are there and by what, nothing else. */
export type Twins = Readonly<{ rows: readonly Twin[]; hidden: Hidden }>

/** A query over terms that finds records with any of these. */
export const anyTerm = (terms: readonly string[]): Sql => sql`${terms.map((term) => `'${term}'`).join(' | ')}::tsquery`

/**
 * Stored records that share a way to tell duplicates by with these values; one statement. Values come as a form holds them: what cannot be read
 * says nothing. `except` is the record that is being changed.
 *
 * @throws `kernel.forbidden` for whoever may neither make nor change such records
 */
export async function findTwins(
  scope: Scope,
  object: CatalogObject,
  { values, except }: Readonly<{ values: Readonly<Record<string, unknown>>; except?: string | undefined }>,
): Promise<Twins> {
  const { access } = scope.state
  if (!access.mayCreate(scope.actor, object.name) && !access.may(scope.actor, object.name, 'update'))
    fail('kernel.forbidden', { verb: 'create', object: object.name })
  const terms = twinTerms(object, readable(scope, object, { ...derived(scope, object, values), ...values }))
  if (terms.length === 0) return { rows: [], hidden: { count: 0, by: [] } }
  const { schema } = scope.state.session.workspace
  const title = shownTitle(queryContext(scope), object, (column) => sql`a.${sql.id(column)}::text`)
  const owner = isOwnerShown(queryContext(scope), object)
    ? sql`(SELECT json_build_object('id', m.id, 'title', m.name) FROM ${sql.id(schema, 'member')} m WHERE m.id = a.owner_id)`
    : sql.raw('NULL::json')
  const rows = await scope.state.tx.query(sql`
    SELECT x.open, x.free, CASE WHEN x.open THEN x.row END::text AS row, x.terms, CASE WHEN NOT x.open AND x.told THEN x.row->'owner' END::text AS owner FROM (
      SELECT ${reachCondition(queryContext(scope), object.name, 'a', 'read')} AS open, ${object.owned ? sql`a.owner_id IS NULL` : sql.raw('false')} AS free,
        json_build_object('id', a.id, 'title', ${title}, 'owner', ${owner}) AS row,
        coalesce((SELECT bool_or(s.disclose_owner) FROM ${sql.id(schema, 'duplicate_setting')} s), false) AS told,
        (SELECT json_agg(t.lexeme) FROM unnest(a.search) t WHERE t.lexeme = ANY(${[...terms]}::text[]))::text AS terms
      FROM ${tableOf(scope.state, object)} a WHERE a.id IN (SELECT k.id FROM ${sql.id(schema, object.words!)} k WHERE k.search @@ ${anyTerm(terms)}) ${except && isUuid(except) ? sql`AND a.id <> ${except}::uuid` : sql.empty}
      LIMIT ${mostFound}::int) x`)
  const judge = await judgeOf(scope.state, object)
  const found = rows.map((row) => ({ row, said: judge(JSON.parse(String(row.terms)) as string[]) }))
  const open = found.filter(({ row }) => row.open === true)
  const closed = found.filter(({ row }) => row.open !== true)
  return {
    rows: open
      .map(({ row, said }) => ({ ...(JSON.parse(String(row.row)) as Pick<Twin, 'id' | 'title' | 'owner'>), ...said }))
      .toSorted((a, b) => Number(b.sure) - Number(a.sure) || b.score - a.score),
    hidden: {
      count: closed.length,
      by: [...new Set(closed.flatMap(({ said }) => said.by))],
      ...(closed.some(({ said }) => said.sure) ? { sure: true as const } : {}),
      ...freeOf(closed.filter(({ row }) => row.free === true).length),
      ...ownersOf(closed.map(({ row }) => row.owner)),
    },
  }
}

const freeOf = (free: number): Pick<Hidden, 'free'> => (free > 0 ? { free } : {})

function ownersOf(given: readonly unknown[]): Pick<Hidden, 'owners'> {
  const owners = given.flatMap((text) => (text ? [JSON.parse(String(text)) as Twin['owner']] : [])).filter((owner) => owner !== null)
  return owners.length > 0 ? { owners: [...new Map(owners.map((owner) => [owner.id, owner])).values()] } : {}
}

/** What the audit notes of such an answer: how much of which it disclosed, and whose records it named. */
export const auditDetailOf = ({ rows, hidden }: Twins): Readonly<Record<string, unknown>> => ({
  duplicates: rows.length,
  hidden: hidden.count,
  by: hidden.by,
  ...(hidden.owners ? { owners: hidden.owners.map(({ id }) => id) } : {}),
})

/** What rules would make of what is typed, where ways ask for it. */
function derived(scope: Scope, object: CatalogObject, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!object.duplicates.some(({ from }) => from?.some((name) => values[name]))) return {}
  try {
    return deriveValues(object.rules, values, null, ruleContext(scope, object))
  } catch {
    return {}
  }
}

/** Those values that can be read and that the asker may know of. */
export function readable(scope: Scope, object: CatalogObject, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = [...new Set(object.duplicates.flatMap(({ by }) => by))]
  const read: Record<string, unknown> = {}
  for (const name of names) {
    const field = object.fields[name]!
    const right = scope.state.access.fieldRight(scope.actor, object.name, name)
    if (values[name] === undefined || values[name] === null || right === 'hidden' || right === 'masked') continue
    try {
      read[name] = field.type.parse(values[name], field.options, parseContext(scope))
    } catch {
      // Half typed: says nothing yet.
    }
  }
  return read
}
