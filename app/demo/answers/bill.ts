import { type Engine, type Id, type NewRow, type RowOf, type Session, system, type Work } from '#kernel'
import { addDays } from '#kernel/model'
import { legalEntity } from '#modules/company'
import { contract } from '#modules/contracts'
import { account, billingTitle } from '#modules/customers'
import { allocation, invoice, invoiceShare } from '#modules/payments'
import { amountOf } from '#objects/catalog'
import type { Scene } from '../scene.ts'

/** Contracts whose money was billed; and so many of which finance is asked for an invoice. */
const mostBilled = 90
const mostAsked = 6
const number = (n: number): string => String(26_330_000_000_000 + n * 17)

/**
 * Bills what came for the contracts of the last months, instalments that are still open too, and asks finance for some more. What was paid is set against its
 * invoice. `session` is an administrator's.
 */
export async function billCustomers(engine: Engine, session: Session, scene: Scene, { now }: Readonly<{ now: Date }>): Promise<void> {
  await engine.work(session, { via: 'import', cause: 'demo', now }, async (work) => {
    const { random, tongue } = scene
    const kernel = work.as(system('demo'))
    const [entity] = await work.find(legalEntity, { isDefault: true }, { limit: 1 })
    const signed = await kernel.find(
      contract,
      { status: 'running', kind: { ne: 'purchase' }, received: { gt: 0 } },
      { limit: mostBilled + mostAsked, sort: ['-signedOn', 'id'] },
    )
    const paid = await kernel.find(allocation, { contract: { in: signed.map(({ id }) => id) }, 'receipt.status': 'confirmed' } as never, {
      limit: 1_000,
      sort: ['id'],
    })
    const cameFor = Map.groupBy(paid, (one) => String(one.contract))
    const titles = await titlesFor(
      kernel,
      signed.map((one) => one.account),
    )
    const rows = signed.map((one, n): NewRow<typeof invoice> => {
      const isAsked = n >= mostBilled
      const title = titles.get(one.account)!
      const received = (cameFor.get(one.id) ?? []).reduce((sum, part) => sum + (amountOf(part.amount) ?? 0), 0)
      const rest = (amountOf(one.amount) ?? 0) - received
      // Some customers want the paper before they pay.
      const amount = isAsked ? rest : random.chance(0.3) ? received + rest / 2 : received
      const day = addDays(String(one.signedOn), random.int(3, 20))
      const issuedOn = day > work.today ? work.today : day
      return {
        kind: random.chance(0.7) ? 'special' : 'ordinary',
        account: one.account,
        billingTitle: title.id,
        titleName: title.name,
        taxNumber: title.taxNumber,
        legalEntity: entity?.id ?? null,
        taxRate: 13,
        owner: one.owner,
        shares: [
          {
            contract: one.id,
            description: tongue.say('软件与服务', 'Software and services'),
            taxRate: 13,
            amount: Math.round(amount * 100) / 100,
          },
        ],
        ...(isAsked ? {} : { status: random.chance(0.8) ? 'delivered' : 'issued', invoiceNumber: number(n), issuedOn }),
      } as NewRow<typeof invoice>
    })
    const made = await kernel.create(
      invoice,
      rows.filter(({ shares }) => Number((shares as readonly { amount: number }[])[0]!.amount) > 0),
    )
    const out = made.flatMap(({ id, status }) => (status === 'requested' ? [] : [id]))
    const shares = await kernel.find(invoiceShare, { invoice: { in: out } }, { limit: out.length })
    const bySale = new Map(shares.map((share) => [String(share.contract), (share as typeof share & { invoice: Id<'invoice'> }).invoice]))
    await kernel.changeMany(
      allocation,
      paid.flatMap(({ id, contract: of }) => (bySale.has(String(of)) ? [{ id, invoice: bySale.get(String(of))! }] : [])),
    )
  })
}

/** A title with a number of the tax office for each customer. */
async function titlesFor(kernel: Work, ids: readonly Id<'account'>[]): Promise<ReadonlyMap<string, RowOf<typeof billingTitle>>> {
  const customers = await kernel.find(account, { id: { in: [...new Set(ids)] } }, { limit: ids.length, sort: ['id'] })
  const made = await kernel.create(
    billingTitle,
    customers.map(({ id, name }, n) => ({ account: id, name, taxNumber: `91330100MA${String(n + 1).padStart(7, '0')}X` })),
  )
  return new Map(made.map((one) => [one.account, one]))
}
