import { system, type Work } from '#kernel'
import { contract, contractChange } from '#objects/contracts'
import { order } from '#objects/orders'
import { receipt } from '#objects/payments'
import { opportunity } from '#objects/sales'
import { saleCredit } from '../objects/index.ts'
import { changeFacts, endedFacts, signedFacts, wonFacts } from './capture.ts'
import { bringCredits } from './credit.ts'
import { every, everyOf } from './every.ts'
import { bringReceipts } from './sync.ts'

const portion = 500
const isOwned = { owner: { empty: false }, saleCredits: { none: {} } }
const eldest = { limit: portion, sort: ['createdAt', 'id'] } as const

/** A part of what happened without bringing credit about, as in an import, or before there was any: answers how many records that was. */
export async function gatherCredits(work: Work): Promise<number> {
  const kernel = work.as(system('credit is given'))
  const deals = await kernel.find(opportunity, { ...isOwned, outcome: 'won', closedOn: { empty: false } } as never, eldest)
  await bringCredits(kernel, [], await wonFacts(kernel, deals))
  const contracts = await kernel.find(
    contract,
    {
      ...isOwned,
      kind: { ne: 'purchase' },
      form: { ne: 'frame' },
      status: { in: ['running', 'finished', 'terminated'] },
      signedOn: { empty: false },
    } as never,
    eldest,
  )
  await bringCredits(kernel, [], await signedFacts(kernel, contracts))
  const receipts = await kernel.find(
    receipt,
    {
      saleCredits: { none: {} },
      status: { in: ['confirmed', 'reversed'] },
      kind: { nin: ['deposit', 'writeOff'] },
      countsOn: { empty: false },
      or: [
        { allocations: { some: { 'contract.kind': { ne: 'purchase' }, 'contract.owner': { empty: false } } } },
        { allocations: { some: { contract: { empty: true }, 'order.owner': { empty: false } } } },
      ],
    } as never,
    eldest,
  )
  await bringReceipts(kernel, [], receipts)
  const unplaced = await kernel.find(saleCredit, { person: { empty: true }, owner: { empty: false } }, eldest)
  await kernel.changeMany(
    saleCredit,
    unplaced.map(({ id, owner, ownerDepartment }) => ({ id, person: owner, department: ownerDepartment })),
  )
  return deals.length + contracts.length + receipts.length + unplaced.length + (await nameCustomers(kernel))
}

const hasCustomer = [{ contract: { empty: false } }, { order: { empty: false } }, { 'opportunity.account': { empty: false } }]

/** Credit that was given before it named its customer. */
async function nameCustomers(kernel: Work): Promise<number> {
  const unnamed = await kernel.find(saleCredit, { account: { empty: true }, or: hasCustomer } as never, eldest)
  if (unnamed.length === 0) return 0
  const [contracts, orders, deals] = [
    await everyOf(kernel, contract, { field: 'id', among: unnamed.flatMap((row) => row.contract ?? []) }),
    await everyOf(kernel, order, { field: 'id', among: unnamed.flatMap((row) => row.order ?? []) }),
    await everyOf(kernel, opportunity, { field: 'id', among: unnamed.flatMap((row) => row.opportunity ?? []) }),
  ]
  const accountOf = new Map([...deals, ...orders, ...contracts].map((row) => [row.id as string, row.account]))
  await kernel.changeMany(
    saleCredit,
    unnamed.map(({ id, contract: signed, order: ordered, opportunity: of }) => ({
      id,
      account: accountOf.get(String(signed ?? ordered ?? of)) ?? null,
    })),
  )
  return unnamed.length
}

/** What could not be counted for want of a rate is counted as soon as there is one for its day. */
export async function creditRated(work: Work, since: string): Promise<void> {
  const waiting = await every(work, saleCredit, { concern: 'noRate', on: { gte: since } })
  if (waiting.length === 0) return
  const idsOf = (word: string) => waiting.flatMap(({ source }) => (source.startsWith(`${word}:`) ? [source.split(':')[1]!] : []))
  const all = <O extends Parameters<typeof everyOf>[1]>(object: O, word: string) =>
    everyOf(work, object, { field: 'id', among: idsOf(word) })
  await bringCredits(work, [], await wonFacts(work, await all(opportunity, 'won')))
  await bringCredits(work, [], await signedFacts(work, await all(contract, 'signed')))
  await bringCredits(work, [], await changeFacts(work, await all(contractChange, 'change')))
  await bringCredits(work, [], await endedFacts(work, await all(contract, 'ended')))
  await bringReceipts(work, [], await all(receipt, 'received'))
}
