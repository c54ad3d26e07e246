import type { RowOf, Work } from '#kernel'
import { domainOf } from '#modules/customers'
import { account, contact, type lead } from '#objects/customers'
import { opportunity } from '../objects/index.ts'
import type { Offer, Offers, Reason } from '../rules/conversion-choices.ts'
import { customerKeys } from '../same-customer.ts'
import { ownPairs } from './carried.ts'

type Lead = RowOf<typeof lead>
type Linked = NonNullable<Offer['owner']>
type Row = Readonly<Record<string, unknown>> & Readonly<{ id: string }>
const most = 20
const mostDeals = 50

const personKeys = ({ mobile, email }: Lead) => ({ mobile, email })

/** The one contact who surely is the lead, with his customer; else the one customer who surely is. */
export async function sureOf(work: Work, from: Lead): Promise<{ account: string | null; contact: string | null }> {
  const only = (kin: readonly Readonly<{ id: string; sure: boolean }>[]) => {
    const sure = kin.filter((one) => one.sure)
    return sure.length === 1 ? sure[0]!.id : null
  }
  const person = only((await work.kinOf(contact, [personKeys(from)]))[0]!)
  const [known] = person ? await work.find(contact, { id: person }, { limit: 1 }) : []
  if (known?.account) return { account: known.account, contact: known.id }
  return { account: only((await work.kinOf(account, [customerKeys(from)]))[0]!), contact: known?.id ?? null }
}

/** What is there already of what a lead would become, each with the reason; of deals those of the customer named, else of all who are offered. */
export async function offersFor(work: Work, from: Lead, chosen: Readonly<{ account: string | null }>): Promise<Offers> {
  const people = (await work.kinOf(contact, [personKeys(from)]))[0]!.slice(0, most)
  const customers = (await work.kinOf(account, [customerKeys(from)]))[0]!.slice(0, most)
  const near = await ofDomain(work, from)
  const persons = await contactOffers(work, [
    ...people.map(({ id, by, sure }) => ({ id, sure, reason: { code: 'fields', fields: by } as const })),
    ...near.contacts.map((id) => ({ id, sure: false, reason: { code: 'domain' } as const })),
  ])
  const customersFound: Found[] = [
    ...customers.map(({ id, by, sure }) => ({ id, sure, reason: { code: 'fields', fields: by } as const })),
    ...persons
      .filter(({ reasons }) => reasons.some(({ code }) => code === 'fields'))
      .flatMap(({ account: of, sure }) => (of ? [{ id: of.id, sure, reason: { code: 'person' } as const }] : [])),
    ...near.accounts.map((id) => ({ id, sure: false, reason: { code: 'domain' } as const })),
  ]
  const accounts = await read(work, account.name, customersFound, ['name', 'owner'])
  const of = chosen.account ? [chosen.account] : accounts.map(({ id }) => id)
  // Somebody who only writes from the same house is another person.
  const same = persons.filter(({ reasons }) => reasons.some(({ code }) => code === 'fields'))
  return { account: accounts, contact: same, opportunity: await dealOffers(work, from, { of, people: same.map(({ id }) => id) }) }
}

type Found = Readonly<{ id: string; sure: boolean; reason: Reason }>

const contactOffers = (work: Work, found: readonly Found[]) => read(work, contact.name, found, ['name', 'owner', 'account'])

/** The records found as the actor sees them, each once with all its reasons; the sure ones first, then those with more reasons. */
async function read(work: Work, object: string, found: readonly Found[], fields: readonly string[]): Promise<Offer[]> {
  const ids = [...new Set(found.map(({ id }) => id))]
  if (ids.length === 0) return []
  const rows = (await work.list({ object, filter: { id: { in: ids } }, fields: ['id', ...fields], limit: ids.length })) as readonly Row[]
  return rows
    .map((row) => {
      const mine = found.filter(({ id }) => id === row.id)
      return offer(row, { sure: mine.some(({ sure }) => sure), reasons: mine.map(({ reason }) => reason) })
    })
    .toSorted((a, b) => Number(b.sure) - Number(a.sure) || b.reasons.length - a.reasons.length)
}

const offer = (row: Row, { sure, reasons }: Pick<Offer, 'sure' | 'reasons'>): Offer => ({
  id: row.id,
  title: (row.name as string | null | undefined) ?? null,
  owner: (row.owner as Linked | null | undefined) ?? null,
  account: (row.account as Linked | null | undefined) ?? null,
  sure,
  reasons: [...new Map(reasons.map((one) => [`${one.code} ${one.fields?.join() ?? ''}`, one])).values()],
})

/** Customers whose people write from the same house as the lead, or whose site it is. */
async function ofDomain(work: Work, { email }: Lead): Promise<{ accounts: readonly string[]; contacts: readonly string[] }> {
  const domain = domainOf(email)
  if (!domain || !work.mayRead(contact, 'email')) return { accounts: [], contacts: [] }
  const [people, sites] = await Promise.all([
    work.find(contact, { email: { contains: `@${domain}` }, account: { empty: false } }, { limit: most }),
    work.mayRead(account, 'website') ? work.find(account, { website: { contains: domain } }, { limit: most }) : [],
  ])
  const near = people.filter((one) => domainOf(one.email) === domain)
  return {
    contacts: near.map(({ id }) => id),
    accounts: [...new Set([...near.flatMap((one) => one.account ?? []), ...sites.map(({ id }) => id)])].slice(0, most),
  }
}

/** Open deals of these customers, the likelier first. */
async function dealOffers(work: Work, from: Lead, { of, people }: Readonly<{ of: readonly string[]; people: readonly string[] }>) {
  if (of.length === 0) return []
  const own = ownPairs(work, 'opportunity')
  const rows = (await work.list({
    object: opportunity.name,
    filter: { account: { in: [...of] }, outcome: 'open' },
    fields: ['id', 'name', 'owner', 'account', 'contact', 'product', 'need', 'source', ...own.map(({ to }) => to)],
    limit: mostDeals,
  })) as readonly Row[]
  return rows
    .map((row) => offer(row, { sure: false, reasons: reasonsOfDeal(from, row, { people, own }) }))
    .toSorted((a, b) => b.reasons.length - a.reasons.length)
}

type Knowing = Readonly<{ people: readonly string[]; own: ReturnType<typeof ownPairs> }>

function reasonsOfDeal(from: Lead, row: Row, { people, own }: Knowing): Reason[] {
  const told = from as Readonly<Record<string, unknown>>
  const plain = (value: unknown) => (typeof value === 'string' ? value.trim().toLowerCase() : JSON.stringify(value ?? null))
  const idOf = (value: unknown) => (typeof value === 'object' && value !== null && 'id' in value ? (value as Linked).id : value)
  const product = (row.product as Linked | null | undefined)?.title
  const pairs = [{ from: 'need', to: 'need' }, { from: 'source', to: 'source' }, ...own]
  const same = pairs.filter((pair) => told[pair.from] && plain(told[pair.from]) === plain(idOf(row[pair.to]))).map(({ to }) => to)
  const contactId = (row.contact as Linked | null | undefined)?.id
  return [
    { code: 'customer' },
    ...(contactId && people.includes(contactId) ? [{ code: 'person' } as const] : []),
    ...(product && plain(from.need).includes(plain(product)) ? [{ code: 'product' } as const] : []),
    ...(same.length > 0 ? [{ code: 'fields', fields: same } as const] : []),
  ]
}
