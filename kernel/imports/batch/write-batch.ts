import { judgeOf } from '../../duplicates/judge.ts'
import { refusesSure } from '../../duplicates/twin-guard.ts'
import { fail } from '../../model/fault.ts'
import { outOfReach } from '../../records/gate.ts'
import type { Scope } from '../../records/state.ts'
import { storeChanges, storeNew } from '../../records/write.ts'
import type { ImportIssue } from '../plan/cells.ts'
import { type Draft, issueOf } from '../plan/drafts.ts'
import type { Feed, ImportPlan } from '../plan/plan.ts'
import { refuseDoubles, type Seen } from './doubles.ts'
import { type BatchLookups, type Lookups, openBatch } from './lookups.ts'
import { type MarkedRow, markedRows } from './marked-rows.ts'
import { matchRows } from './match-rows.ts'
import { type Creation, prepareRows, type Ready, type Update } from './prepare-rows.ts'
import { resolveLinks, resolveOwnLinks } from './resolve.ts'
import { fillTargets, prepareTargets, storeTargets } from './targets.ts'
import { looksForTwins, settleTwins, settleTwinsInFile, type TwinRow } from './twin-rows.ts'

export type Failure = Readonly<{ line: number; cells: readonly (string | null)[]; issues: readonly ImportIssue[] }>

export type BatchInput = Readonly<{
  scope: Scope
  plan: ImportPlan
  lookups: Lookups
  seen: Seen
  drafts: readonly Draft[]
  /** Everything but storing. */
  isDry: boolean
  /** No row comes behind these. */
  isLast: boolean
}>

/** What became of a batch. `keep` is called when its transaction has held. */
export type BatchOutcome = Readonly<{
  created: number
  updated: number
  unchanged: number
  skipped: number
  failures: readonly Failure[]
  /** Rows that name a record which may stand further down. */
  postponed: readonly Draft[]
  /** Rows that look like another record. */
  twins: readonly TwinRow[]
  /** Rows that name a record which warns of something. */
  marked: readonly MarkedRow[]
  /** Records made because cells named them, by object. */
  made: Readonly<Record<string, number>>
  keep(): void
}>

/** Turns drafts into records, all that can be: one work, a fixed number of statements however many rows. */
export async function writeBatch(input: BatchInput): Promise<BatchOutcome> {
  const { scope, plan, drafts, isDry } = input
  const lookups = openBatch(input.lookups)
  const at = { scope, plan, lookups, known: input.lookups }
  await resolveLinks({ ...input, lookups })
  await matchRows(scope, plan, drafts)
  const waiting = await resolveOwnLinks({ ...input, lookups })
  const held = new Set(waiting)
  const refuses = await refusesSure(scope.state, plan.object)
  const isLooked = refuses || looksForTwins(input)
  const twinsIn = { ...input, refuses, judge: await judgeOf(scope.state, plan.object) }
  const stored = await settleTwins(
    twinsIn,
    drafts.filter((draft) => isLooked && !waiting.has(draft)),
  )
  const dropped = stored.skipped
  const ready = await prepareRows(
    at,
    drafts.filter((draft) => !waiting.has(draft) && !dropped.has(draft)),
  )
  const open = () => onlyGood(ready, held, dropped)
  refuseCircles(plan, ready)
  await refuseOutOfReach(scope, plan, ready)
  const seen = await refuseDoubles(input, open())
  const inFile = settleTwinsInFile(twinsIn, isLooked ? draftsOf(open()) : [])
  for (const draft of inFile.skipped) dropped.add(draft)
  holdBack(input, { lookups, open, held })
  const targets = await prepareTargets(at, draftsOf(open()))
  holdBack(input, { lookups, open, held })
  const good = open()
  const made = isDry
    ? Object.fromEntries(targets.map(({ object, rows }) => [object.name, rows.length]))
    : await storeTargets(scope, targets)
  const filled = isDry ? [] : await fillTargets(at, draftsOf(good))
  const marked = await markedRows(scope, plan, draftsOf(good))
  const written = isDry ? { created: good.creations.length, updated: good.updates.length } : await store(scope, plan, good)
  return {
    ...written,
    unchanged: good.unchanged.length,
    skipped: good.skipped.length + dropped.size,
    failures: drafts.filter((draft) => draft.issues.length > 0).map(({ line, cells, issues }) => ({ line, cells, issues: [...issues] })),
    postponed: [...held].filter(isGood),
    twins: uniqueTwins([...stored.twins, ...inFile.twins]).filter(({ draft }) => !held.has(draft) && draft.issues.every(isOfTwin)),
    marked,
    made,
    keep() {
      const ids = new Set([
        ...good.creations.map(({ draft }) => draft.id),
        ...targets.flatMap(({ rows }) => rows.map((row) => row.id as string)),
      ])
      lookups.keep(ids, isDry)
      for (const id of filled) input.lookups.filled.add(id)
      const came = new Set(draftsOf(good).map((draft) => draft.line))
      for (const [key, line] of [...seen, ...inFile.fresh]) if (came.has(line)) input.seen.set(key, line)
    },
  }
}

const isGood = (draft: Draft): boolean => draft.issues.length === 0
/** One for each row, in their order: what it has in common with a stored record counts before what it has with another row. */
const uniqueTwins = (twins: readonly TwinRow[]): TwinRow[] =>
  [...new Map(twins.toReversed().map((twin) => [twin.draft, twin])).values()].toSorted((a, b) => a.draft.line - b.draft.line)
const isOfTwin = ({ code, details }: ImportIssue): boolean => code === 'kernel.duplicate' || String(details.reason).startsWith('like-')
const onlyGood = (ready: Ready, ...without: readonly ReadonlySet<Draft>[]): Ready => {
  const isIn = (draft: Draft) => isGood(draft) && !without.some((set) => set.has(draft))
  return {
    creations: ready.creations.filter(({ draft }) => isIn(draft)),
    updates: ready.updates.filter(({ draft }) => isIn(draft)),
    unchanged: ready.unchanged.filter(isIn),
    skipped: ready.skipped,
  }
}
const draftsOf = ({ creations, updates, unchanged }: Ready): Draft[] =>
  [...creations.map(({ draft }) => draft), ...updates.map(({ draft }) => draft), ...unchanged].toSorted((a, b) => a.line - b.line)

/** Rows of one batch may name each other as parents; none may come to lie below itself. */
function refuseCircles({ object, feeds }: ImportPlan, { creations, updates }: Ready): void {
  const { tree } = object
  const feed = feeds.find((candidate) => candidate.field.name === tree && candidate.sub === null)
  if (tree === null || !feed) return
  const rows = [
    ...creations.map(({ draft, values }) => ({ draft, up: values[tree] })),
    ...updates.map(({ draft, step }) => ({ draft, up: step.after[tree] })),
  ]
  const above = new Map(rows.map(({ draft, up }) => [draft.id, up as string | null]))
  for (const { draft } of rows) {
    let at = above.get(draft.id)
    for (let steps = 0; typeof at === 'string' && at !== draft.id && steps < rows.length; steps += 1) at = above.get(at)
    if (at === draft.id) draft.issues.push({ column: feed.column, field: tree, code: 'kernel.bad-value', details: { reason: 'circle' } })
  }
}

async function refuseOutOfReach(scope: Scope, { object }: ImportPlan, { creations }: Ready): Promise<void> {
  const out = new Set(
    await outOfReach(
      scope,
      object,
      creations.map(({ values }) => values),
    ),
  )
  for (const { draft, values } of creations) {
    if (out.has(values))
      draft.issues.push({
        column: null,
        field: null,
        code: 'kernel.forbidden',
        details: { reason: 'out-of-reach', verb: 'create', object: object.name },
      })
  }
}

type Holding = Readonly<{ lookups: BatchLookups; open: () => Ready; held: Set<Draft> }>

/** Rows that name a row of this batch which does not come in have to wait for another; when no other can come, they fail. */
function holdBack({ plan, drafts, isLast }: BatchInput, { lookups, open, held }: Holding): void {
  const own = plan.feeds.filter((feed) => (feed.sub ?? feed.field).refers === plan.object.name)
  if (own.length === 0) return
  const stored = new Set(drafts.filter((draft) => draft.isFound).map((draft) => draft.id))
  const idOf = (draft: Draft, feed: Feed) => (feed.sub ? draft.below.get(feed) : draft.values[feed.field.name])
  for (let isStable = false; !isStable; ) {
    isStable = true
    const { creations, updates } = open()
    const arriving = new Set(creations.map(({ draft }) => draft.id))
    const isLost = (id: unknown) => typeof id === 'string' && lookups.isAnnounced(id) && !arriving.has(id) && !stored.has(id)
    for (const { draft } of [...creations, ...updates]) {
      const lost = own.find((feed) => isLost(idOf(draft, feed)))
      if (!lost) continue
      isStable = false
      const value = draft.links.find(({ feed }) => feed === lost)?.text
      if (isLast) draft.issues.push(issueOf(lost, 'kernel.bad-value', { reason: 'no-such-record', object: plan.object.name, value }))
      else held.add(draft)
    }
  }
}

async function store(
  scope: Scope,
  plan: ImportPlan,
  { creations, updates }: Readonly<{ creations: readonly Creation[]; updates: readonly Update[] }>,
): Promise<{ created: number; updated: number }> {
  const stored = await storeNew(
    scope,
    plan.object,
    creations.map(({ values }) => values),
    { indexed: true },
  )
  const written = await storeChanges(
    scope,
    plan.object,
    updates.map(({ step }) => step),
  )
  // Somebody changed one of them between reading and writing: the batch is done again.
  if (stored.length < creations.length || written.length < updates.length) fail('kernel.busy', { object: plan.object.name })
  return { created: stored.length, updated: written.length }
}
