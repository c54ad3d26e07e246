import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { day, link, text } from '#kernel/model'
import { amountOf } from '#objects/catalog'
import { dealRival } from '#objects/sales'
import { tender, tenderBid } from '../objects/index.ts'

type Tender = RowOf<typeof tender>
type State = Tender['state']
type Bid = RowOf<typeof tenderBid>

const on = { tender: link(tender, { required: true }) }
const result = { ...on, state: text({ required: true }) }
const because = system('a tender goes on')
const most = 200

type Table = Readonly<Record<State, readonly State[]>>
/** Which state may follow which, and to which one goes back. */
const later: Table = { preparing: ['handedIn', 'cancelled'], handedIn: ['won', 'lost', 'cancelled'], won: [], lost: [], cancelled: [] }
const earlier: Table = { preparing: [], handedIn: ['preparing'], won: ['handedIn'], lost: ['handedIn'], cancelled: ['preparing'] }

/** The tender, held, of whoever may change it, if it may go on to that state. @throws `tenders.no-such-step` */
async function stepFrom(work: Work, id: string, to: State, table: Table = later): Promise<Tender> {
  const row = await work.one(tender, id, { lock: true })
  await work.change(tender, id, {})
  if (!table[row.state].includes(to)) fail('tenders.no-such-step', { from: row.state, to })
  return row
}

/** @throws `tenders.missing` naming everything that is not there yet. */
function assertThere(wants: Readonly<Record<string, boolean>>, to: State): void {
  const missing = Object.entries(wants).flatMap(([name, isThere]) => (isThere ? [] : [name]))
  if (missing.length > 0) fail('tenders.missing', { to, missing })
}

async function take(work: Work, row: Tender, to: Partial<Pick<Tender, 'state' | 'reason' | 'handedInOn' | 'decidedOn'>>) {
  await work.as(because).change(tender, row.id, to)
  return { tender: row.id, state: to.state! }
}

const bidsOf = (work: Work, id: string): Promise<Bid[]> => work.as(because).find(tenderBid, { tender: id }, { limit: most })

/** What the others asked is known in the deal from now on. */
async function noteRivals(work: Work, row: Tender, bids: readonly Bid[]): Promise<void> {
  const theirs = bids.filter(({ competitor }) => competitor)
  if (!row.opportunity || theirs.length === 0) return
  const kernel = work.as(because)
  const known = await kernel.find(dealRival, { opportunity: row.opportunity }, { limit: most })
  const of = (bid: Bid) => known.find(({ competitor }) => competitor === bid.competitor)
  const priced = theirs.flatMap((bid) => (of(bid) && bid.price ? [{ id: of(bid)!.id, price: bid.price }] : []))
  if (priced.length > 0) await kernel.changeMany(dealRival, priced)
  const met = new Map(theirs.filter((bid) => !of(bid)).map((bid) => [bid.competitor!, bid.price]))
  const made = [...met].map(([competitor, price]) => ({ opportunity: row.opportunity!, competitor, price }))
  if (made.length > 0) await kernel.create(dealRival, made)
}

/**
 * The bid is handed in, in time, with its price, and with the deposit paid where one is asked for.
 *
 * @throws `tenders.no-such-step`, `tenders.missing`, `tenders.too-late`
 */
export const handIn = defineAction('tenders.hand-in', {
  on: tender,
  input: { ...on, handedInOn: day() },
  result,
  fails: ['tenders.no-such-step', 'tenders.missing', 'tenders.too-late'],
  offered: { state: 'preparing' },
  async run(work, input) {
    const row = await stepFrom(work, input.tender, 'handedIn')
    const isPaid = !amountOf(row.deposit) || !!row.depositPaidOn
    assertThere({ handInBy: !!row.handInBy, ourPrice: !!row.ourPrice, depositPaidOn: isPaid }, 'handedIn')
    const handedInOn = input.handedInOn ?? work.today
    if (handedInOn > row.handInBy!) fail('tenders.too-late', { handInBy: row.handInBy })
    const bids = await bidsOf(work, row.id)
    if (!bids.some(({ isOurs }) => isOurs))
      await work.as(because).create(tenderBid, [{ tender: row.id, isOurs: true, price: row.ourPrice }])
    return take(work, row, { state: 'handedIn', handedInOn, reason: null })
  },
})

/** It is ours. @throws `tenders.no-such-step`, `tenders.missing` */
export const winTender = defineAction('tenders.win', {
  on: tender,
  input: { ...on, decidedOn: day() },
  result,
  fails: ['tenders.no-such-step', 'tenders.missing'],
  offered: { state: 'handedIn' },
  async run(work, input) {
    const row = await stepFrom(work, input.tender, 'won')
    const bids = await bidsOf(work, row.id)
    const ours = bids.find(({ isOurs }) => isOurs)
    assertThere({ bids: !!ours && !bids.some((bid) => bid.isWinner && !bid.isOurs) }, 'won')
    if (!ours!.isWinner) await work.as(because).change(tenderBid, ours!.id, { isWinner: true })
    await noteRivals(work, row, bids)
    return take(work, row, { state: 'won', decidedOn: input.decidedOn ?? work.today, reason: null })
  },
})

/** Somebody else has won, and the bids say who. @throws `tenders.no-such-step`, `tenders.missing` */
export const loseTender = defineAction('tenders.lose', {
  on: tender,
  input: { ...on, reason: text({ required: true, max: 500 }), decidedOn: day() },
  result,
  fails: ['tenders.no-such-step', 'tenders.missing'],
  offered: { state: 'handedIn' },
  async run(work, input) {
    const row = await stepFrom(work, input.tender, 'lost')
    const bids = await bidsOf(work, row.id)
    assertThere({ bids: bids.some((bid) => bid.isWinner && !bid.isOurs) }, 'lost')
    await noteRivals(work, row, bids)
    return take(work, row, { state: 'lost', decidedOn: input.decidedOn ?? work.today, reason: input.reason })
  },
})

/** The customer has called it off, or we do not bid. @throws `tenders.no-such-step` */
export const cancelTender = defineAction('tenders.cancel', {
  on: tender,
  aside: true,
  input: { ...on, reason: text({ required: true, max: 500 }) },
  result,
  fails: ['tenders.no-such-step'],
  offered: { state: { in: ['preparing', 'handedIn'] } },
  async run(work, input) {
    const row = await stepFrom(work, input.tender, 'cancelled')
    return take(work, row, { state: 'cancelled', decidedOn: work.today, reason: input.reason })
  },
})

/** One step back, as something was wrong: to what is handed in, or to what is prepared. @throws `tenders.no-such-step` */
export const reopenTender = defineAction('tenders.reopen', {
  on: tender,
  aside: true,
  input: on,
  result,
  fails: ['tenders.no-such-step'],
  offered: { state: { in: ['handedIn', 'won', 'lost', 'cancelled'] } },
  async run(work, input) {
    const { state } = await work.one(tender, input.tender, { lock: true })
    const to: State = state === 'won' || state === 'lost' ? 'handedIn' : 'preparing'
    const row = await stepFrom(work, input.tender, to, earlier)
    return take(work, row, { state: to, decidedOn: null, reason: null, ...(to === 'preparing' ? { handedInOn: null } : {}) })
  },
})
