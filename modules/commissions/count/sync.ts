import type { Work } from '#kernel'
import { contract } from '#objects/contracts'
import { receipt } from '#objects/payments'
import { opportunity } from '#objects/sales'
import { saleCredit } from '../objects/index.ts'
import { receivedFacts, signedFacts, wonFacts } from './capture.ts'
import { bringCredits } from './credit.ts'
import { every, everyOf } from './every.ts'

const idOf = (source: string): string => source.split(':')[1]!

/**
 * Credits of some days agree with what happened on them, by whatever road it came in: what was imported gets its credit, what is no longer so loses it. Whoever has credit
 * keeps it.
 */
export async function syncCredits(work: Work, from: string, until: string): Promise<void> {
  const there = await every(work, saleCredit, { on: { gte: from, lte: until } })
  const of = (event: string) => there.filter((row) => row.event === event).map(({ source }) => source)
  const within = { gte: from, lte: until }
  const deals = await every(work, opportunity, { outcome: 'won', closedOn: within })
  // Of what has moved to another day the credit moves along.
  const moved = await everyOf(work, opportunity, { field: 'id', among: of('won').map(idOf), more: { outcome: 'won' } })
  await bringCredits(work, of('won'), await wonFacts(work, unique([...deals, ...moved])))
  const contracts = await every(work, contract, { status: { in: ['running', 'finished', 'terminated'] }, signedOn: within })
  await bringCredits(work, of('signed'), await signedFacts(work, contracts))
  const receipts = await every(work, receipt, { status: { in: ['confirmed', 'reversed'] }, countsOn: within })
  const facts = await receivedFacts(work, receipts)
  // What came first: who was credited for it is who gives it back.
  await bringCredits(
    work,
    of('received'),
    facts.filter(({ original }) => !original),
  )
  await bringCredits(
    work,
    [],
    facts.filter(({ original }) => original),
  )
}

const unique = <T extends { id: string }>(rows: readonly T[]): T[] => [...new Map(rows.map((row) => [row.id, row])).values()]
