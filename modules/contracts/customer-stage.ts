import { type RowOf, system, type Work } from '#kernel'
import type { Change } from '#kernel/model'
import { account } from '#objects/customers'
import { daysLater } from './actions/plan.ts'
import { contract, expiryRule } from './objects/index.ts'

type Customer = RowOf<typeof account>
type Filter = Readonly<Record<string, unknown>>
const most = 10_000
const portion = 1_000

/** What is bought from somebody makes no customer of him. */
export const sold = { kind: { ne: 'purchase' } } as const

/**
 * How far customers are, after contracts of theirs began or ended. One that begins serves them, for the first time or again; when none but services are left,
 * they are looked after.
 */
export async function followContracts(work: Work, o: Readonly<{ begun: ReadonlySet<string>; ended: ReadonlySet<string> }>): Promise<void> {
  const ids = [...new Set([...o.begun, ...o.ended])]
  if (ids.length === 0) return
  const kernel = work.as(system('a contract goes on'))
  const customers = await kernel.find(account, { id: { in: ids } }, { limit: most })
  const running = await kernel.find(contract, { account: { in: ids }, status: 'running', ...sold }, { limit: most })
  const [served, bought] = [running, running.filter(({ kind }) => kind !== 'service')].map(
    (rows) => new Set<string>(rows.map((row) => row.account)),
  )
  await serve(
    kernel,
    customers.filter(({ id }) => o.begun.has(id) && served!.has(id)),
  )
  const left = customers.filter(({ id, stage }) => stage === 'execution' && !o.begun.has(id) && o.ended.has(id) && !bought!.has(id))
  await kernel.changeMany(
    account,
    left.map(({ id }) => ({ id, stage: 'aftersales' as const })),
  )
}

/** Customers with a contract that runs: the first one makes an ordinary customer, a later one counts as renewed, or as won back from those who were lost. */
async function serve(kernel: Work, customers: readonly Customer[]): Promise<void> {
  const changes = customers.flatMap(({ id, stage, class: of }): readonly (Change<typeof account> & { id: string })[] => {
    const comes = stage === 'execution' ? {} : { stage: 'execution' as const }
    const isAgain = stage === 'aftersales' || stage === 'expired'
    const again = isAgain ? { returnedOn: kernel.today, returnedAs: stage === 'expired' ? 'wonBack' : 'renewed' } : {}
    const becomes = of === 'prospect' || of === 'lapsed' ? { class: 'ordinary' as const } : {}
    const change = { id, ...comes, ...again, ...becomes }
    return Object.keys(change).length > 1 ? [change] : []
  })
  if (changes.length > 0) await kernel.changeMany(account, changes as Parameters<typeof kernel.changeMany<typeof account>>[1])
}

/** Customers whose running contract came in by an import or with somebody they were joined with: nothing follows from those. Answers how many are served from here on. */
export async function serveWaiting(work: Work): Promise<number> {
  const kernel = work.as(system('a contract of the customer runs'))
  const running = (kinds: object) => ({ contracts: { some: { status: 'running', kind: kinds } } })
  const filter = {
    or: [
      { stage: { in: ['presales', 'expired'] }, ...running({ ne: 'purchase' }) },
      { stage: 'aftersales', ...running({ nin: ['purchase', 'service'] }) },
    ],
  }
  const waiting = await kernel.find(account, filter as never, { limit: portion })
  await serve(kernel, waiting)
  return waiting.length
}

/** After how many days a customer expires; null where nobody does by himself. */
export async function expiryDays(kernel: Work): Promise<number | null> {
  const rules = (await kernel.settings(expiryRule)).filter(({ isActive }) => isActive)
  return rules.toSorted((a, b) => a.name.localeCompare(b.name))[0]?.days ?? null
}

/** Contracts that keep a customer: they run, or ended later than that. */
export const keeping = (today: string, days: number): Filter => {
  const since = daysLater(today, -days)
  return {
    and: [
      sold,
      {
        or: [
          { status: 'running' },
          { endedOn: { gt: since } },
          { and: [{ status: { in: ['finished', 'terminated'] } }, { endedOn: { empty: true } }, { endsOn: { gt: since } }] },
        ],
      },
    ],
  }
}

/** Business that may be open with a customer, whichever of it a workspace has. Tasks and visits are no reason to keep one: they come of winning back, too. */
const business = ['opportunity', 'quote', 'contract', 'order', 'invoice', 'tender', 'dealTrial', 'feedback']

/** By reverse link of a customer: what is open, and when it is. */
export function openBusiness({ catalog }: Work): readonly Readonly<{ name: string; object: string; by: string; open: Filter }>[] {
  return Object.entries(catalog.objects.account!.children).flatMap(([name, { object, by }]) => {
    const open = business.includes(object) ? (catalog.objects[object]?.open as Filter | null | undefined) : null
    return open ? [{ name, object, by, open }] : []
  })
}
