import type { Connection } from '../../db/pool.ts'
import { sql } from '../../db/sql.ts'
import type { Judge } from '../../duplicates/judge.ts'
import { type Candidate, candidatesOf, storedByTerm } from '../../duplicates/stored-twins.ts'
import { actingTerms, twinTerms } from '../../duplicates/twin-terms.ts'
import type { Scope } from '../../records/state.ts'
import type { ImportIssue } from '../plan/cells.ts'
import type { Draft } from '../plan/drafts.ts'
import type { ImportPlan } from '../plan/plan.ts'

/** A row that looks like another record: of those that are stored, or like an earlier row of the file. */
export type TwinRow = Readonly<{
  draft: Draft
  /** Those the importer may read. */
  records: readonly string[]
  /** How many there are beside them. */
  hidden: number
  /** The earlier row; null where the records are stored ones. */
  line: number | null
  by: readonly string[]
  sure: boolean
  score: number
  /** It only sounds like them: told, and nothing is done by it. */
  spoken?: true
}>

/** Keys of a row under which a later row of the file looks the same. */
export const twinKeys = (plan: ImportPlan, draft: Draft): string[] =>
  actingTerms(plan.object, twinTerms(plan.object, draft.values)).map((term) => `twin ${term}`)

/** `refuses`: the workspace lets nobody make what surely is there already. */
type Settling = Readonly<{ plan: ImportPlan; seen: ReadonlyMap<string, number>; refuses: boolean; judge: Judge }>

/**
 * Rows that would make new records and look like stored ones, with what becomes of them as the options say: they come in all the same, are left
 * out, or become a change of the one record that they look like. Rows that look like an earlier row of the file are none of these.
 */
export async function settleTwins(
  { scope, plan, seen, refuses, judge }: Settling & Readonly<{ scope: Scope }>,
  drafts: readonly Draft[],
): Promise<{ twins: TwinRow[]; skipped: Set<Draft> }> {
  const fresh = drafts.filter((draft) => draft.issues.length === 0 && !draft.isFound && !twinKeys(plan, draft).some((key) => seen.has(key)))
  const terms = new Map(fresh.map((draft) => [draft, twinTerms(plan.object, draft.values)]))
  const stored = await storedByTerm(scope, plan.object, [...new Set([...terms.values()].flat())])
  const twins = fresh.flatMap((draft) => toTwin(judge, draft, candidatesOf(terms.get(draft)!, stored)) ?? [])
  const skipped = new Set<Draft>()
  for (const twin of twins.filter(({ spoken }) => !spoken)) {
    if (plan.options.duplicates === 'skip') skipped.add(twin.draft)
    if (plan.options.duplicates === 'update') settleUpdate(plan, twin)
    if (refuses && twin.sure && plan.options.duplicates === 'create') twin.draft.issues.push(refusedIssue(plan, twin.by))
  }
  return { twins, skipped }
}

/**
 * What was written lately waits unsorted at the index of terms, and each look-up reads all of it: 3 ms instead of 5 µs after 10,000 new records.
 * Put in order before many are looked up.
 */
export async function sortTerms({ upkeep, schema, table }: Readonly<{ upkeep: Connection; schema: string; table: string }>): Promise<void> {
  await upkeep.query(sql`SELECT gin_clean_pending_list(i.indexrelid::regclass) FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE m.amname = 'gin' AND n.nspname = ${schema}::text AND t.relname = ${table}::text`)
}

/** Whether rows are held against others at all. Rows that come in whatever they look like are so in a dry run only: it is what a person decides by. */
export const looksForTwins = ({ plan, isDry }: Readonly<{ plan: ImportPlan; isDry: boolean }>): boolean =>
  plan.object.duplicates.length > 0 && (isDry || plan.options.duplicates !== 'create')

/** The surest candidates count: one that shares a phone number is no rival to one that shares the name as well. */
function toTwin(judge: Judge, draft: Draft, candidates: readonly Candidate[]): TwinRow | undefined {
  if (candidates.length === 0) return undefined
  const said = candidates.map((candidate) => ({ ...candidate, ...judge(candidate.terms) }))
  const sure = said.some((one) => one.sure)
  const spoken = said.every((one) => one.spoken)
  const best = said.filter((one) => one.sure === sure && (one.spoken === true) === spoken)
  const records = best.filter(({ isOpen }) => isOpen).map(({ id }) => id)
  return {
    draft,
    records,
    hidden: best.length - records.length,
    line: null,
    by: [...new Set(best.flatMap(({ by }) => by))],
    sure,
    score: Math.max(...best.map(({ score }) => score)),
    ...(spoken ? { spoken } : {}),
  }
}

function settleUpdate(plan: ImportPlan, { draft, records, hidden, by }: TwinRow): void {
  const [only] = records
  if (hidden > 0) draft.issues.push(twinIssue(plan, by, { reason: 'like-hidden' }))
  else if (records.length > 1) draft.issues.push(twinIssue(plan, by, { reason: 'like-several', count: records.length }))
  else if (only) Object.assign(draft, { id: only, isFound: true, twinBy: by })
}

/**
 * Rows that look like an earlier row of the file; with the keys of those that remain. Left out or reported as the options say: an earlier row
 * that is about to become a record cannot be changed by a later one.
 */
export function settleTwinsInFile(
  { plan, seen, refuses, judge }: Settling,
  drafts: readonly Draft[],
): { twins: TwinRow[]; skipped: Set<Draft>; fresh: Map<string, number> } {
  const fresh = new Map<string, number>()
  const skipped = new Set<Draft>()
  const twins: TwinRow[] = []
  for (const draft of drafts) {
    const keys = twinKeys(plan, draft)
    const same = keys.filter((key) => fresh.has(key) || seen.has(key))
    const isTold = same.length > 0 && (!draft.isFound || draft.twinBy !== undefined)
    if (isTold) {
      const said = judge(same.map((key) => key.slice('twin '.length)))
      const line = fresh.get(same[0]!) ?? seen.get(same[0]!)!
      twins.push({ draft, records: [], hidden: 0, line, ...said })
      if (plan.options.duplicates === 'skip') skipped.add(draft)
      if (plan.options.duplicates === 'update') draft.issues.push(twinIssue(plan, said.by, { reason: 'like-line', line }))
      const isRefused = refuses && said.sure && plan.options.duplicates === 'create'
      if (isRefused) draft.issues.push(refusedIssue(plan, said.by))
      if (isRefused || plan.options.duplicates !== 'create') continue
    }
    for (const key of keys) if (!fresh.has(key)) fresh.set(key, draft.line)
  }
  return { twins, skipped, fresh }
}

const refusedIssue = (plan: ImportPlan, by: readonly string[]): ImportIssue => ({ ...twinIssue(plan, by, {}), code: 'kernel.duplicate' })

/** The row means, by how it looks, a record that is not its own to change. */
export function twinIssue(plan: ImportPlan, by: readonly string[], details: Readonly<Record<string, unknown>>): ImportIssue {
  const [name] = by
  const column = plan.feeds.find((feed) => feed.field.name === name && feed.sub === null)?.column ?? null
  return { column, field: name ?? null, code: 'kernel.bad-import', details: { ...details, fields: by, object: plan.object.name } }
}
