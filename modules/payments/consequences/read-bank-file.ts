import { defineConsequence, fail, type RowOf, system, type Work } from '#kernel'
import { amountOf, moneyOf } from '#objects/catalog'
import { bankAccount } from '#objects/company'
import type { BankEntry } from '../bank/bank-entry.ts'
import { columnsOf } from '../bank/columns.ts'
import { propose } from '../bank/propose.ts'
import { readBankFile } from '../bank/read-file.ts'
import { bankLine, bankMap, bankStatement, receipt } from '../objects/index.ts'

type Statement = RowOf<typeof bankStatement>
type Receipt = RowOf<typeof receipt>
const because = system('a file of the bank is read')

/**
 * Reads the file of a statement that was uploaded, in its own write: what came becomes money that nobody has claimed, with a proposal where one is clear; what is there already and what went
 * out is noted beside it. Two files of one account are read one after the other.
 */
export const readUploaded = defineConsequence(bankStatement, {
  reads: ['file'],
  async run(work, written) {
    for (const { row, before } of written) if (!before) await read(work, row)
  },
})

async function read(work: Work, statement: Statement): Promise<void> {
  const kernel = work.as(because)
  await kernel.hold([`bank file ${statement.bankAccount}`])
  const ours = await kernel.one(bankAccount, statement.bankAccount)
  const [map] = await kernel.find(bankMap, { bankAccount: ours.id }, { limit: 1 })
  const content = (await kernel.files.content(statement.file!.id)) ?? fail('payments.no-lines', { missing: ['file'] })
  const file = await readBankFile(content, { name: statement.file!.name, map: map ? columnsOf(map) : null })
  if (file.account && digits(file.account) !== digits(ours.number)) fail('payments.other-account', { account: file.account })
  if (file.map && !map) await kernel.add(bankMap, [{ bankAccount: ours.id, ...file.map }])
  const usual = ours.currency || work.workspace.currency
  const entries = file.entries.map((entry, i) => ({ ...entry, place: i + 1, currency: entry.currency ?? usual }))
  const known = await knownOf(kernel, statement.bankAccount, entries)
  const fresh = entries.filter((entry) => entry.cents > 0 && !known.has(entry.place))
  const made = await bookIn(work, statement, { entries: fresh, legalEntity: ours.legalEntity })
  await kernel.add(
    bankLine,
    entries.map(({ place, on, cents, currency, party, partyAccount, reference, purpose }) => ({
      statement: statement.id,
      place,
      on,
      amount: { amount: cents / 100, currency },
      result: cents < 0 ? ('outgoing' as const) : known.has(place) ? ('known' as const) : ('new' as const),
      receipt: (known.get(place) ?? made.get(place) ?? null) as never,
      party,
      partyAccount,
      reference,
      purpose,
    })),
  )
  const days = entries.map(({ on }) => on).toSorted()
  await kernel.change(bankStatement, statement.id, {
    format: file.format,
    skipped: file.skipped,
    firstDay: days[0]!,
    lastDay: days.at(-1)!,
  })
}

const digits = (text: string): string => text.replace(/[^0-9A-Za-z]/g, '').replace(/^[A-Z]{2}\d{2}(?=\d{10})/, '')

type Entry = BankEntry & Readonly<{ place: number; currency: string }>
/** Two lines with the same of this are one, as often as it stands there; what has a number of the bank goes by it, its sum and its day. */
const keyOf = (
  o: Readonly<{ on: string; cents: number; currency: string; reference: string | null; party: string | null; purpose: string | null }>,
) => [o.on, o.cents, o.currency, o.reference ? `#${o.reference}` : `${o.party ?? ''} ${o.purpose ?? ''}`].join(' ')

const centsOf = (amount: unknown): number => Math.round((amountOf(amount) ?? 0) * 100)

/** By place, the money that is here already: from another file, or written down by somebody under the bank's number. */
async function knownOf(kernel: Work, of: string, entries: readonly Entry[]): Promise<ReadonlyMap<number, string>> {
  const days = entries.map(({ on }) => on).toSorted()
  const lines = await kernel.find(
    bankLine,
    { 'statement.bankAccount': of, on: { gte: days[0]!, lte: days.at(-1)! }, receipt: { empty: false }, result: 'new' } as never,
    { limit: 10_000, sort: ['createdAt', 'place'] },
  )
  const rows: Receipt[] = await kernel.find(
    receipt,
    { receivedOn: { gte: days[0]!, lte: days.at(-1)! }, bankReference: { empty: false }, amount: { gt: 0 } } as never,
    { limit: 10_000 },
  )
  const there = new Map<string, string[]>()
  const put = (key: string, id: string) => {
    const ids = there.get(key) ?? []
    if (!ids.includes(id)) there.set(key, [...ids, id])
  }
  for (const line of lines)
    put(keyOf({ ...line, on: line.on, cents: centsOf(line.amount), currency: moneyOf(line.amount).currency }), line.receipt!)
  for (const row of rows) {
    const { currency } = moneyOf(row.amount)
    const reference = row.bankReference!.replace(/ \d{4}-\d{2}-\d{2} \d+$/, '')
    put(keyOf({ on: row.receivedOn, cents: centsOf(row.amount), currency, reference, party: null, purpose: null }), row.id)
  }
  const found = new Map<number, string>()
  for (const entry of entries) {
    const id = entry.cents > 0 ? there.get(keyOf(entry))?.shift() : undefined
    if (id) found.set(entry.place, id)
  }
  return found
}

type Incoming = Readonly<{ entries: readonly Entry[]; legalEntity: string }>

/** What came, as money nobody has claimed; then whose it may be. */
async function bookIn(work: Work, statement: Statement, { entries, legalEntity }: Incoming): Promise<ReadonlyMap<number, string>> {
  if (entries.length === 0) return new Map()
  const taken = new Set(
    (
      await work
        .as(because)
        .find(receipt, { bankReference: { in: entries.flatMap(({ reference }) => reference ?? []).slice(0, 1_000) } }, { limit: 10_000 })
    ).map(({ bankReference }) => bankReference),
  )
  /** Some banks give one number to several lines: the later ones carry their day and place behind it. */
  const referenceOf = ({ reference, on, place }: Entry): string | null => {
    if (!reference) return null
    const own = taken.has(reference) ? `${reference.slice(0, 80)} ${on} ${place}` : reference
    taken.add(own)
    return own
  }
  const made = await work.create(
    receipt,
    entries.map((entry) => ({
      receivedOn: entry.on,
      amount: { amount: entry.cents / 100, currency: entry.currency },
      payerName: entry.party,
      purpose: entry.purpose,
      bankReference: referenceOf(entry),
      bankAccount: statement.bankAccount,
      legalEntity: legalEntity as never,
    })),
  )
  for (const row of made) await propose(work, row, { onlyClear: true })
  return new Map(made.map((row, i) => [entries[i]!.place, row.id]))
}
