import { member, type RowOf, type Work } from '#kernel'
import { amountOf } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { order } from '#objects/orders'
import { receipt } from '#objects/payments'
import { opportunity } from '#objects/sales'
import { commissionLine, commissionStatement } from '../objects/index.ts'
import { beginOf, isOpen, leftOut, monthsBack, monthsToCount, openBooks } from './books.ts'
import { computeMonth, type Draft, figureOf, type Line } from './compute.ts'
import { everyOf } from './every.ts'
import { exact, per, toNumber } from './exact.ts'
import { firstOf, lastOf, monthLater } from './months.ts'
import { overridesOf } from './overrides.ts'
import { plansSince } from './plans.ts'
import { syncCredits } from './sync.ts'

type Statement = RowOf<typeof commissionStatement>
/**
 * Live figures of a month, and of every month before that is still open: statements that are open get the lines that follow from what is so now, those that are closed
 * are left alone. Counts wait for each other. Answers how many statements of the month are open.
 */
export async function countUpTo(work: Work, month: string): Promise<number> {
  await work.hold(['commissions'])
  const plans = await plansSince(work, firstOf(monthLater(month, -monthsBack)))
  if (plans.length === 0) return 0
  const from = beginOf(plans, month)
  await syncCredits(work, firstOf(from), lastOf(month))
  const books = await openBooks(work, { plans, from, month })
  let { booked } = books
  let open = 0
  for (const one of monthsToCount(books, { from, month })) {
    const closed = new Set(books.statements.flatMap((row) => (row.month === one && !isOpen(row) ? [row.owner as string] : [])))
    const own = computeMonth({ ...books, month: one, booked })
    const drafts = [...own, ...overridesOf({ ...books, month: one, booked }, own, (owner) => !closed.has(owner))]
    const left = leftOut(books.plans, books.credits, one)
    const written = await writeMonth(work, { month: one, drafts, statements: books.statements, booked, left })
    booked = [...booked.filter((line) => line.month !== one || !written.statements.has(line.statement)), ...written.lines]
    open = written.statements.size
  }
  return open
}

type Month = Readonly<{
  month: string
  drafts: readonly Draft[]
  statements: Statement[]
  booked: readonly Line[]
  left: ReadonlyMap<string, number>
}>

async function writeMonth(work: Work, { month, drafts, statements, booked, left }: Month) {
  const byOwner = Map.groupBy(drafts, ({ owner }) => owner)
  const its = statements.filter((row) => row.month === month)
  const fresh = [...new Set([...byOwner.keys(), ...left.keys()])].filter((owner) => !its.some((row) => row.owner === owner))
  const names = new Map((await everyOf(work, member, { field: 'id', among: fresh })).map((row) => [row.id as string, row.name]))
  const made = await work.create(
    commissionStatement,
    fresh.map((owner) => ({ name: `${month} ${names.get(owner) ?? ''}`.trim(), month, owner: owner as never })),
  )
  statements.push(...made)
  const open = [...its.filter(isOpen), ...made]
  const say = await titlesOf(work, drafts)
  const wanted = open.flatMap((row) => (byOwner.get(row.owner!) ?? []).map((draft) => lineOf(work, draft, { statement: row.id, say })))
  const had = booked.filter((line) => open.some(({ id }) => id === line.statement) && line.kind !== 'adjustment' && !line.dispute)
  const { gone, missing: news } = differ(had, wanted)
  if (gone.length > 0)
    await work.remove(
      commissionLine,
      gone.map(({ id }) => id),
    )
  const added = news.length > 0 ? await work.create(commissionLine, news as never) : []
  await work.changeMany(
    commissionStatement,
    open.map(({ id, owner }) => ({ id, countedAt: work.now.toISOString(), leftOut: left.get(owner!) ?? 0 })),
  )
  const away = new Set(gone.map(({ id }) => id as string))
  const ownerOf = new Map(open.map((row) => [row.id as string, row.owner as string]))
  const stay = booked.filter((line) => ownerOf.has(line.statement) && !away.has(line.id))
  return {
    statements: new Set(open.map(({ id }) => id as string)),
    lines: [...stay, ...added.map((line) => ({ ...line, owner: ownerOf.get(line.statement)!, month }))],
  }
}

type NewLine = ReturnType<typeof lineOf>
const told = [
  'kind',
  'source',
  'original',
  'on',
  'figure',
  'share',
  'shareKind',
  'rate',
  'factor',
  'plan',
  'planRevision',
  'title',
  'whose',
  'baseUnits',
  'units',
  'attained',
  'ofTarget',
] as const
const contentOf = (line: Readonly<Record<string, unknown>>): string =>
  JSON.stringify([
    ...told.map((name) => line[name] ?? null),
    ...['base', 'counted', 'perUnit', 'target', 'result'].map((name) => amountOf(line[name])),
  ])

/** Which of the lines that stand are no longer so, and which are not there yet: what is the same stays, with its history. */
function differ(had: readonly Line[], wanted: readonly NewLine[]) {
  const left = Map.groupBy(had, (line) => `${line.statement} ${contentOf(line)}`)
  const news = wanted.filter((line) => !left.get(`${line.statement} ${contentOf(line)}`)?.pop())
  return { gone: [...left.values()].flat(), missing: news }
}

type Say = (draft: Draft) => string

/** What a line is about, in the words of its deal, contract or order, and receipt. */
async function titlesOf(work: Work, drafts: readonly Draft[]): Promise<Say> {
  const about = drafts.map(({ credit, was }) => credit ?? was)
  const names = new Map<string, string>()
  const deals = await everyOf(work, opportunity, { field: 'id', among: about.flatMap((one) => one?.opportunity ?? []) })
  for (const row of deals) names.set(row.id, row.name)
  const contracts = await everyOf(work, contract, { field: 'id', among: about.flatMap((one) => one?.contract ?? []) })
  for (const row of contracts) names.set(row.id, row.name)
  const orders = await everyOf(work, order, { field: 'id', among: drafts.flatMap(({ credit }) => credit?.order ?? []) })
  for (const row of orders) names.set(row.id, row.number ?? '')
  const receipts = await everyOf(work, receipt, { field: 'id', among: about.flatMap((one) => one?.receipt ?? []) })
  for (const row of receipts) names.set(row.id, row.number ?? '')
  return (draft) => {
    const one = draft.credit ?? draft.was
    const words = one
      ? [
          names.get(one.contract ?? '') ?? names.get(draft.credit?.order ?? '') ?? names.get(one.opportunity ?? ''),
          names.get(one.receipt ?? ''),
        ]
      : []
    const title = words.filter(Boolean).join(' · ')
    return (title || draft.was?.title || draft.plan.row.name).slice(0, 200)
  }
}

function lineOf(work: Work, draft: Draft, { statement, say }: Readonly<{ statement: string; say: Say }>) {
  const { credit, was, plan } = draft
  const { currency } = work.workspace
  const money = (amount: number | null) => (amount === null ? null : { amount, currency })
  const about = credit ?? was
  const figure = draft.figure ?? (about ? (was?.figure ?? figureOf(plan)) : null)
  const isCount = figure === 'quantity'
  return {
    statement,
    title: say(draft),
    kind: draft.kind,
    event: about?.event ?? null,
    on: about?.on ?? null,
    source: about?.source ?? null,
    original: about?.original ?? null,
    opportunity: about?.opportunity ?? null,
    contract: about?.contract ?? null,
    receipt: about?.receipt ?? null,
    whose: (draft.whose ?? null) as never,
    figure,
    base: isCount ? null : money(draft.base),
    share: draft.share,
    shareKind: credit?.kind ?? was?.shareKind ?? null,
    counted: isCount ? null : money(draft.counted),
    rate: isCount ? null : draft.rate,
    factor: draft.factor,
    attained: draft.attained?.state ?? null,
    ofTarget: draft.attained?.ofTarget ?? null,
    target: money(draft.attained?.target ?? null),
    baseUnits: isCount ? draft.base : null,
    units: isCount ? draft.counted : null,
    perUnit: isCount && draft.rate !== null ? money(toNumber(per(exact(draft.rate), exact(100)))) : null,
    result: money(draft.result)!,
    plan: plan.row.id,
    planName: plan.row.name,
    planRevision: plan.row.revision,
  }
}
