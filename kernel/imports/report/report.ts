import type { MarkedRow } from '../batch/marked-rows.ts'
import type { TwinRow } from '../batch/twin-rows.ts'
import type { BatchOutcome, Failure } from '../batch/write-batch.ts'
import type { ImportIssue } from '../plan/cells.ts'
import type { Draft } from '../plan/drafts.ts'
import type { Feed, ImportPlan } from '../plan/plan.ts'

/** Rows that fail for one cause. */
export type Problem = {
  code: string
  column: string | null
  field: string | null
  /** The text that is to blame, where the cause lies in it. */
  value: string | null
  details: Readonly<Record<string, unknown>>
  count: number
  /** The first 20. */
  lines: number[]
  /** The first 5 rows: the columns that have to do with it. */
  examples: { line: number; cells: Record<string, string | null> }[]
  /** What may have been meant; null where nothing is alike, absent while nobody looked. */
  suggestion?: { value: string; score: number } | null
}

/** What one fed field met with: rows without a text, rows whose text was left out, and for links and choices how many different values were understood. */
export type FieldReport = { column: string | null; blank: number; left: number; values?: number }

/** What an import found, beside its counts. */
export type Report = {
  problems: Problem[]
  fields: Record<string, FieldReport>
  /** Records made because cells named them, by object. */
  made: Record<string, number>
  twins: Twins
  /** Rows that name a record which warns of something: how many, and the first of them. */
  marked: { count: number; rows: MarkedRow[] }
}

/** Rows that look like other records: how many, of them by a sure sign, like records out of reach, like earlier rows; the first of them. */
export type Twins = { count: number; sure: number; hidden: number; inFile: number; rows: readonly TwinExample[] }
export type TwinExample = Readonly<
  Pick<TwinRow, 'records' | 'hidden' | 'by' | 'sure' | 'score' | 'spoken'> & {
    line: number
    sameAs: number | null
    cells: Readonly<Record<string, string | null>>
  }
>

export const noTwins = (): Twins => ({ count: 0, sure: 0, hidden: 0, inFile: 0, rows: [] })

export type Counts = { rows: number; created: number; updated: number; unchanged: number; skipped: number; failed: number }

export const noCounts = (): Counts => ({ rows: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 })

const mostProblems = 100
const mostLines = 20
const mostExamples = 5
const mostValues = 1_000
const mostTwins = 100
const mostRecords = 5

export const emptyReport = (plan: ImportPlan): Report => ({
  problems: [],
  fields: Object.fromEntries(plan.feeds.map((feed) => [feed.path, { column: feed.column, blank: 0, left: 0 }])),
  made: {},
  twins: noTwins(),
  marked: { count: 0, rows: [] },
})

/** Different values of links and choices so far, by path. */
export type Values = Map<string, Set<string>>

/** The report with a batch added; the given one stays as it is. */
export function addBatch(
  report: Report,
  plan: ImportPlan,
  at: { outcome: BatchOutcome; drafts: readonly Draft[]; values: Values },
): Report {
  const next = structuredClone(report)
  const waiting = new Set(at.outcome.postponed)
  const read = at.drafts.filter((draft) => !waiting.has(draft))
  for (const draft of read) {
    for (const feed of draft.blank) next.fields[feed.path]!.blank += 1
    for (const feed of draft.left) next.fields[feed.path]!.left += 1
  }
  for (const feed of plan.feeds.filter(isListed)) next.fields[feed.path]!.values = countValues(feed, read, at.values)
  for (const [object, count] of Object.entries(at.outcome.made)) next.made[object] = (next.made[object] ?? 0) + count
  for (const failure of at.outcome.failures) for (const issue of failure.issues) addIssue(next.problems, plan, failure, issue)
  next.twins = addTwins(next.twins, plan, at.outcome.twins)
  next.marked ??= { count: 0, rows: [] }
  next.marked.count += at.outcome.marked.length
  next.marked.rows.push(...at.outcome.marked.slice(0, Math.max(0, mostLines - next.marked.rows.length)))
  next.problems.sort((a, b) => b.count - a.count)
  return next
}

const isListed = (feed: Feed): boolean => (feed.sub ?? feed.field).refers !== null || (feed.sub ?? feed.field).type.choices !== undefined

function countValues(feed: Feed, drafts: readonly Draft[], values: Values): number {
  const known = values.get(feed.path) ?? new Set()
  values.set(feed.path, known)
  for (const draft of drafts) {
    const value = feed.sub ? draft.below.get(feed) : draft.values[feed.field.name]
    if (value !== undefined && known.size < mostValues) known.add(typeof value === 'string' ? value : JSON.stringify(value))
  }
  return known.size
}

/** Causes that lie in a value: rows with the same text have the same problem. */
const isOfValue = ({ details }: ImportIssue): boolean =>
  ['no-such-record', 'several-records'].includes(details.reason as string) || details.want === 'choice'

function addIssue(problems: Problem[], plan: ImportPlan, failure: Failure, issue: ImportIssue): void {
  const { value, ...details } = issue.details
  const text = isOfValue(issue) && typeof value === 'string' ? value : null
  const isSame = (problem: Problem, wanted: string | null) =>
    problem.code === issue.code &&
    problem.column === issue.column &&
    problem.field === issue.field &&
    problem.value === wanted &&
    problem.details.reason === details.reason &&
    problem.details.want === details.want
  let problem = problems.find((candidate) => isSame(candidate, text))
  if (!problem) {
    const shown = problems.length < mostProblems ? text : null
    problem = problems.find((candidate) => isSame(candidate, shown))
    if (!problem)
      problems.push(
        (problem = {
          code: issue.code,
          column: issue.column,
          field: issue.field,
          value: shown,
          details,
          count: 0,
          lines: [],
          examples: [],
        }),
      )
  }
  problem.count += 1
  if (problem.lines.length < mostLines) problem.lines.push(failure.line)
  if (problem.examples.length < mostExamples) problem.examples.push({ line: failure.line, cells: cellsOf(plan, failure, issue) })
}

/** The columns that an issue is about: its own, and those of the fields that its details name. */
function cellsOf(plan: ImportPlan, { cells }: Pick<Failure, 'cells'>, issue: ImportIssue): Record<string, string | null> {
  const names = new Set([issue.field, ...Object.keys(issue.details)])
  const columns = plan.feeds.filter((feed) => feed.column !== null && (feed.column === issue.column || names.has(feed.path)))
  return Object.fromEntries(columns.map((feed) => [feed.column!, cells[feed.index] ?? null]))
}

/** Counts with a batch added. */
export const addCounts = (counts: Counts, outcome: BatchOutcome, rowsRead: number): Counts => ({
  rows: counts.rows + rowsRead,
  created: counts.created + outcome.created,
  updated: counts.updated + outcome.updated,
  unchanged: counts.unchanged + outcome.unchanged,
  skipped: counts.skipped + outcome.skipped,
  failed: counts.failed + outcome.failures.length,
})

function addTwins(sofar: Twins, plan: ImportPlan, rows: readonly TwinRow[]): Twins {
  const some = rows.slice(0, Math.max(0, mostTwins - sofar.rows.length)).map(({ draft, records, line, ...row }) => ({
    line: draft.line,
    cells: cellsOf(plan, draft, {
      field: plan.object.title,
      column: null,
      code: '',
      details: Object.fromEntries(row.by.map((name) => [name, true])),
    }),
    records: records.slice(0, mostRecords),
    sameAs: line,
    hidden: row.hidden,
    by: row.by,
    sure: row.sure,
    score: row.score,
    ...(row.spoken ? { spoken: row.spoken } : {}),
  }))
  const many = (is: (row: TwinRow) => boolean): number => rows.filter(is).length
  return {
    count: sofar.count + rows.length,
    sure: sofar.sure + many(({ sure }) => sure),
    hidden: sofar.hidden + many(({ hidden }) => hidden > 0),
    inFile: sofar.inFile + many(({ line }) => line !== null),
    rows: [...sofar.rows, ...some],
  }
}
