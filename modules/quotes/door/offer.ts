import type { RowOf, Work } from '#kernel'
import { member } from '#kernel'
import { defaultEntity, legalEntity } from '#modules/company'
import { account } from '#objects/customers'
import { quote } from '../objects/index.ts'
import { type Line, linesOf, type Quote } from '../quote-rows.ts'

/** What a customer sees of a quote, and whom he may ask. */
export type Offer = Readonly<{
  row: Quote
  lines: readonly Line[]
  customer: string
  /** Nothing is quoted to the customer any more: what is out is not on offer until that ends. */
  isStopped: boolean
  seller: RowOf<typeof legalEntity> | null
  owner: Readonly<{ name: string; phone: string | null; email: string | null }> | null
}>

/** Openings that follow one another are one. */
const sameVisitMs = 30 * 60_000

export async function findByKey(work: Work, key: string): Promise<Quote | null> {
  return key.length < 20 ? null : ((await work.find(quote, { linkKey: key }, { limit: 1 }))[0] ?? null)
}

/** The newest version of a quote that was superseded. */
export async function newestOf(work: Work, row: Quote): Promise<Quote> {
  let at = row
  for (let i = 0; i < 50 && at.status === 'superseded'; i += 1) {
    const [next] = await work.find(quote, { previous: at.id }, { limit: 1 })
    if (!next) break
    at = next
  }
  return at
}

export async function readOffer(work: Work, row: Quote): Promise<Offer> {
  const [named] = row.legalEntity ? await work.find(legalEntity, { id: row.legalEntity }, { limit: 1 }) : []
  const [person] = row.owner ? await work.find(member, { id: row.owner, active: true }, { limit: 1 }) : []
  const customer = await work.one(account, row.account)
  return {
    row,
    lines: await linesOf(work, [row.id]),
    customer: customer.name,
    isStopped: row.status === 'sent' && customer.blacklist === 'blockQuote',
    seller: named ?? (await defaultEntity(work)),
    owner: person ? { name: person.name, phone: person.phone, email: person.email } : null,
  }
}

/** Counts an opening; true where it is a new visit, of which the owner is told. */
export async function countOpening(work: Work, row: Quote): Promise<boolean> {
  const held = await work.one(quote, row.id, { lock: true })
  if (held.openedAt && work.now.getTime() - Date.parse(held.openedAt) < sameVisitMs) return false
  await work.change(quote, row.id, { openings: (held.openings ?? 0) + 1, openedAt: work.now.toISOString() })
  return true
}
