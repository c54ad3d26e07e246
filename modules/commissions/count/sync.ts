import type { RowOf, Work } from '#kernel'
import { contract, contractChange } from '#objects/contracts'
import { receipt } from '#objects/payments'
import { opportunity } from '#objects/sales'
import { saleCredit } from '../objects/index.ts'
import { changeFacts, endedFacts, signedFacts, wonFacts } from './capture.ts'
import { bringCredits } from './credit.ts'
import { every, everyOf } from './every.ts'
import { receivedFacts } from './received.ts'

const idsOf = (sources: readonly string[], word: string): string[] =>
  sources.flatMap((source) => (source.startsWith(`${word}:`) ? [source.split(':')[1]!] : []))

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
  const moved = await everyOf(work, opportunity, { field: 'id', among: idsOf(of('won'), 'won'), more: { outcome: 'won' } })
  await bringCredits(work, of('won'), await wonFacts(work, unique([...deals, ...moved])))
  const isSigned = { status: { in: ['running', 'finished', 'terminated'] } }
  const contracts = await every(work, contract, { ...isSigned, signedOn: within })
  const resigned = await everyOf(work, contract, { field: 'id', among: idsOf(of('signed'), 'signed'), more: isSigned })
  const changes = await every(work, contractChange, { status: 'inForce', signedOn: within })
  await bringCredits(work, of('signed'), [
    ...(await signedFacts(work, unique([...contracts, ...resigned]))),
    ...(await changeFacts(work, changes)),
  ])
  const over = await every(work, contract, { status: 'terminated', endedOn: within })
  await bringCredits(work, of('ended'), await endedFacts(work, over))
  const receipts = await every(work, receipt, { status: { in: ['confirmed', 'reversed'] }, countsOn: within })
  await bringReceipts(work, of('received'), receipts)
}

/** What came first: who was credited for it is who gives it back. */
export async function bringReceipts(work: Work, sources: readonly string[], receipts: readonly RowOf<typeof receipt>[]): Promise<void> {
  const facts = await receivedFacts(work, receipts)
  await bringCredits(
    work,
    sources,
    facts.filter(({ original }) => !original),
  )
  await bringCredits(
    work,
    [],
    facts.filter(({ original }) => original),
  )
}

const unique = <T extends { id: string }>(rows: readonly T[]): T[] => [...new Map(rows.map((row) => [row.id, row])).values()]
