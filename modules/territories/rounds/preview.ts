import { exchangeRate, type Work } from '#kernel'
import { opportunity } from '#objects/sales'
import { territoryMember, territoryPlace } from '../objects/index.ts'
import { type AccountRow, type Cut, placeFields, placements } from '../place.ts'
import { ownersFor, type Run } from './portion.ts'

type Figures = { openDeals: number; pipeline: number; wonLastYear: number }
type Money = number | Readonly<{ amount: number; currency: string }>
const most = 10_000

/** Notes of a portion of customers where a plan would put them, and what hangs on them. Changes no customer. */
export async function previewPortion(kernel: Work, run: Run, cut: Cut, rows: readonly AccountRow[]): Promise<number> {
  const fields = placeFields[cut.model.kind]
  const places = await placements(kernel, cut, rows)
  const owners = await ownersFor(kernel, cut, rows, places)
  const peopleOf = await membersOf(kernel, cut)
  const figures = await figuresOf(kernel, rows)
  const { currency } = kernel.workspace
  const made = rows.map((row, i) => {
    const { to, by, fits } = places[i]!
    const ownerAfter = owners.get(row.id) ?? row.owner
    const before = (row[fields.at] ?? null) as string | null
    const { openDeals, pipeline, wonLastYear } = figures.get(row.id) ?? { openDeals: 0, pipeline: 0, wonLastYear: 0 }
    const isException = {
      several: fits > 1 && by === 'rule',
      none: !to,
      byHand: by === 'hand',
      handLost: row[fields.by] === 'hand' && by !== 'hand',
      ownerOutside: !!to && !!ownerAfter && !peopleOf.get(to.id)?.has(ownerAfter),
    }
    return {
      subject: row.name.slice(0, 200),
      run: run.id,
      account: row.id,
      before,
      after: to?.id ?? null,
      ownerBefore: row.owner,
      ownerAfter,
      isMoved: (before ? (cut.goesOn.get(before) ?? before) : null) !== (to?.id ?? null),
      exceptions: Object.entries(isException).flatMap(([key, is]) => (is ? key : [])),
      openDeals,
      pipeline: { amount: pipeline, currency },
      wonLastYear: { amount: wonLastYear, currency },
    }
  })
  await kernel.add(territoryPlace, made as never)
  return made.filter(({ isMoved }) => isMoved).length
}

/** By territory, everybody who looks after it, by itself or by one above it. */
async function membersOf(kernel: Work, cut: Cut): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await kernel.find(territoryMember, { territory: { in: cut.territories.map(({ id }) => id) } }, { limit: most })
  const own = Map.groupBy(rows, (row) => String(row.territory))
  const parentOf = new Map(cut.territories.map(({ id, parent }) => [String(id), parent ? String(parent) : null]))
  const all = (id: string | null | undefined): string[] =>
    id ? [...(own.get(id) ?? []).map((row) => String(row.person)), ...all(parentOf.get(id))] : []
  return new Map([...parentOf.keys()].map((id) => [id, new Set(all(id))]))
}

async function figuresOf(kernel: Work, rows: readonly AccountRow[]): Promise<ReadonlyMap<string, Figures>> {
  const worth = await worthOf(kernel)
  const lastYear = Number(kernel.today.slice(0, 4)) - 1
  const about = {
    account: { in: rows.map(({ id }) => id) },
    or: [{ outcome: 'open' }, { outcome: 'won', closedOn: { between: [`${lastYear}-01-01`, `${lastYear}-12-31`] } }],
  }
  const figures = new Map<string, Figures>()
  for (let after: string | null = null; ; ) {
    const deals: Awaited<ReturnType<typeof readDeals>> = await readDeals(kernel, after ? { and: [about, { id: { gt: after } }] } : about)
    for (const { account, outcome, amount } of deals) {
      const of = figures.get(String(account)) ?? { openDeals: 0, pipeline: 0, wonLastYear: 0 }
      figures.set(String(account), of)
      if (outcome === 'open') of.openDeals += 1
      of[outcome === 'open' ? 'pipeline' : 'wonLastYear'] += amount ? worth(amount) : 0
    }
    if (deals.length < most) return figures
    after = deals.at(-1)!.id
  }
}

const readDeals = (kernel: Work, filter: Readonly<Record<string, unknown>>) =>
  kernel.find(opportunity, filter, { limit: most, sort: ['id'] })

/** What an amount is worth today in the workspace's currency; nothing where there is no rate, as in reports. */
async function worthOf(kernel: Work): Promise<(money: Money) => number> {
  const rates = await kernel.find(exchangeRate, { validFrom: { lte: kernel.today } }, { limit: 1_000, sort: ['-validFrom'] })
  return (money) => {
    const { amount, currency } = typeof money === 'number' ? { amount: money, currency: kernel.workspace.currency } : money
    return amount * (currency === kernel.workspace.currency ? 1 : Number(rates.find((one) => one.currency === currency)?.rate ?? 0))
  }
}
