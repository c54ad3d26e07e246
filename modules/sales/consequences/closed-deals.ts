import { defineConsequence, type RowOf, system, type Work, type Written } from '#kernel'
import { addDays } from '#kernel/model'
import { task } from '#objects/activities'
import { dealRival, opportunity, pipeline } from '../objects/index.ts'

type Deal = RowOf<typeof opportunity>
type Step = Written<typeof opportunity>
type Result = RowOf<typeof dealRival>['result']

const most = 10_000
const portion = 1_000
const wonTasks = {
  handOff: { 'zh-CN': '交接给交付：', 'zh-TW': '交接給交付：', en: 'Hand over: ' },
  renewal: { 'zh-CN': '跟进续约：', 'zh-TW': '跟進續約：', en: 'See to the renewal: ' },
} as const
const again = { 'zh-CN': '再次争取：', 'zh-TW': '再次爭取：', en: 'Try again: ' } as const

/** What follows when a deal is closed or opened again: its competitors have won or lost with it, its tasks end, and on the day that was named it is tried again. */
export const closedDeals = defineConsequence(opportunity, {
  reads: ['outcome', 'lostTo', 'winBackOn'],
  async run(work, written) {
    const kernel = work.as(system('a deal was closed'))
    const isOther = ({ row, before }: Step, names: readonly ('outcome' | 'lostTo' | 'winBackOn')[]) =>
      names.some((name) => (row[name] ?? null) !== (before?.[name] ?? (name === 'outcome' ? 'open' : null)))
    const ended = written.filter((step) => isOther(step, ['outcome', 'lostTo']))
    const triedAgain = written.filter((step) => isOther(step, ['outcome', 'winBackOn']))
    for (const part of portions(ended)) {
      await settleRivals(kernel, part)
      await endTasks(kernel, part)
    }
    for (const part of portions(triedAgain)) await keepWinBack(kernel, part)
    const won = ended.filter(({ row, before }) => row.outcome === 'won' && before?.outcome !== 'won')
    if (won.length > 0) await handOver(kernel, won)
  },
})

function* portions(steps: readonly Step[]): Generator<Step[]> {
  for (let from = 0; from < steps.length; from += portion) yield steps.slice(from, from + portion)
}

const idsOf = (steps: readonly Step[]) => ({ in: steps.map(({ row }) => row.id) })

function resultOf(deal: Deal, rival: RowOf<typeof dealRival>): Result {
  if (deal.outcome === 'lost' && rival.competitor === deal.lostTo) return 'lostTo'
  if (rival.result === 'withdrew' || deal.outcome === 'void') return rival.result
  return deal.outcome === 'won' ? 'wonAgainst' : deal.outcome === 'lost' ? 'lostBoth' : 'there'
}

async function settleRivals(kernel: Work, steps: readonly Step[]): Promise<void> {
  const there = await kernel.find(dealRival, { opportunity: idsOf(steps) }, { limit: most })
  const deals = new Map(steps.map(({ row }) => [row.id as string, row]))
  const settled = there.flatMap((rival) => {
    const result = resultOf(deals.get(rival.opportunity)!, rival)
    return result === rival.result ? [] : [{ id: rival.id, result }]
  })
  if (settled.length > 0) await kernel.changeMany(dealRival, settled)
  const named = steps.flatMap(({ row }) =>
    row.outcome === 'lost' && row.lostTo && !there.some((one) => one.opportunity === row.id && one.competitor === row.lostTo)
      ? [{ opportunity: row.id as string as never, competitor: row.lostTo, result: 'lostTo' as const }]
      : [],
  )
  if (named.length > 0) await kernel.create(dealRival, named)
}

/** Nothing is left to be done for a deal that is lost, or never was one. */
async function endTasks(kernel: Work, steps: readonly Step[]): Promise<void> {
  const over = steps.filter(({ row, before }) => before?.outcome === 'open' && (row.outcome === 'lost' || row.outcome === 'void'))
  if (over.length === 0) return
  const reasons = new Map(over.map(({ row }) => [row.id as string, row.lossReason ?? row.voidReason]))
  const open = await kernel.find(task, { opportunity: idsOf(over), state: 'open', isWinBack: false } as never, { limit: most })
  if (open.length === 0) return
  await kernel.changeMany(
    task,
    open.map((one) => ({
      id: one.id,
      state: 'cancelled' as const,
      result: reasons.get(String((one as { opportunity?: unknown }).opportunity)) ?? null,
    })),
  )
}

/** One open task for the day named, as long as the deal is lost. */
async function keepWinBack(kernel: Work, steps: readonly Step[]): Promise<void> {
  const isWanted = ({ row }: Step) => row.outcome === 'lost' && !!row.winBackOn
  const known = steps.some(({ before }) => before?.winBackOn)
    ? await kernel.find(task, { opportunity: idsOf(steps), state: 'open', isWinBack: true } as never, { limit: most })
    : []
  const of = (row: Deal) => known.find((one) => (one as { opportunity?: unknown }).opportunity === row.id)
  const moved = steps.flatMap((step) => {
    const one = of(step.row)
    return one ? [{ id: one.id, ...(isWanted(step) ? { dueOn: step.row.winBackOn } : { state: 'cancelled' as const }) }] : []
  })
  if (moved.length > 0) await kernel.changeMany(task, moved)
  const made = steps.filter((step) => isWanted(step) && !of(step.row))
  if (made.length === 0) return
  await kernel.create(
    task,
    made.map(({ row }) => ({
      subject: `${again[kernel.workspace.locale]}${row.name}`.slice(0, 200),
      dueOn: row.winBackOn,
      remark: row.lossReason,
      account: row.account,
      contact: row.contact,
      owner: row.owner,
      opportunity: row.id,
      isWinBack: true,
    })) as never,
  )
}

/** What is to be done after winning, where its pipeline says so. */
async function handOver(kernel: Work, steps: readonly Step[]): Promise<void> {
  const flows = new Map((await kernel.settings(pipeline)).map((one) => [one.id as string, one]))
  const made = steps.flatMap(({ row }) => {
    const flow = flows.get(String(row.pipeline))
    if (!flow || flow.wonTask === 'none') return []
    const { account, contact, owner } = row
    const subject = `${wonTasks[flow.wonTask][kernel.workspace.locale]}${row.name}`.slice(0, 200)
    return [{ subject, dueOn: addDays(kernel.today, flow.wonTaskDays), account, contact, owner, opportunity: row.id }]
  })
  if (made.length > 0) await kernel.create(task, made as never)
}
