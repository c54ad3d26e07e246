import { defineRound, type Work } from '#kernel'
import { daysLater, planLine } from '#modules/contracts'
import { allocation, receipt } from './objects/index.ts'

const portion = 500
const most = 10_000
/** Fewer paid instalments say nothing about how somebody pays. */
const leastCases = 3

type Changed = Readonly<{ id: string }> & Readonly<Record<string, unknown>>
export const hourOf = (work: Work): number =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: work.workspace.timeZone }).format(work.now))

/** Notes when instalments were settled: the day on which the last money for each counts. */
async function noteSettled(work: Work): Promise<void> {
  for (;;) {
    const filter = { status: 'received', dueOn: { empty: false }, settledOn: { empty: true }, allocations: { some: {} } }
    const lines = await work.find(planLine, filter, { limit: portion, sort: ['id'] })
    if (lines.length === 0) return
    const parts = await work.find(allocation, { planLine: { in: lines.map(({ id }) => id) } }, { limit: most })
    const money = await work.find(receipt, { id: { in: [...new Set(parts.map((part) => part.receipt))] } }, { limit: most })
    const dayOf = new Map(money.map(({ id, countsOn }) => [String(id), countsOn as string | null]))
    const last = (id: string) =>
      parts
        .flatMap((part) => (part.planLine === id ? (dayOf.get(String(part.receipt)) ?? []) : []))
        .toSorted()
        .at(-1)
    await work.changeMany(
      planLine,
      lines.map(({ id, dueOn }) => ({ id, settledOn: last(id) ?? dueOn })),
    )
    if (lines.length < portion) return
  }
}

/** What was paid back since is not settled any more. */
async function noteOpened(work: Work): Promise<void> {
  const lines = await work.find(planLine, { settledOn: { empty: false }, status: { ne: 'received' } }, { limit: most })
  if (lines.length > 0)
    await work.changeMany(
      planLine,
      lines.map(({ id }) => ({ id, settledOn: null })),
    )
}

/** By customer, the days by which instalments of the last two years were paid late, in the middle; early ones count as on the day. */
async function delaysOf(work: Work): Promise<ReadonlyMap<string, number>> {
  const rows = await work.aggregate({
    object: 'planLine',
    by: ['contract.account'],
    measures: { delay: { median: 'delayDays' }, n: 'count' },
    filter: { settledOn: { within: 'last730Days' }, 'contract.kind': { ne: 'purchase' } },
    limit: most,
  } as never)
  return new Map(
    rows.flatMap((row) => {
      const { id } = (Object.values(row).find((value) => typeof value === 'object' && value !== null) ?? {}) as { id?: string }
      return id && Number(row.n) >= leastCases ? [[id, Math.max(0, Math.round(Number(row.delay)))] as const] : []
    }),
  )
}

/** Says of open instalments when their customer will pay, by how it has paid. */
async function foresee(work: Work): Promise<void> {
  const delays = await delaysOf(work)
  const open = {
    isLive: true,
    isWaived: false,
    status: { in: ['open', 'part'] },
    dueOn: { empty: false },
    'contract.kind': { ne: 'purchase' },
  }
  const accounts = [...delays.keys()].toSorted()
  const changed: Changed[] = []
  for (let from = 0; from < accounts.length; from += portion) {
    for (const [days, some] of Map.groupBy(accounts.slice(from, from + portion), (id) => delays.get(id)!)) {
      const lines = await work.find(planLine, { ...open, 'contract.account': { in: some } } as never, { limit: most })
      changed.push(
        ...(lines as readonly (Changed & { dueOn?: unknown; expectedOn?: unknown })[]).flatMap(({ id, dueOn, expectedOn }) => {
          const day = daysLater(String(dueOn), days)
          return expectedOn === day ? [] : [{ id, expectedOn: day }]
        }),
      )
    }
  }
  if (changed.length > 0) await work.changeMany(planLine, changed as never)
}

/** In the hour after two: when what is due will really come. */
export const delays = defineRound('payments.delays', {
  async run(work) {
    if (hourOf(work) !== 2) return
    await noteOpened(work)
    await noteSettled(work)
    await foresee(work)
  },
})
