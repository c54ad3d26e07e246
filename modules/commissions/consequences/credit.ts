import { defineConsequence, exchangeRate, system } from '#kernel'
import { contract, contractChange } from '#objects/contracts'
import { allocation, receipt } from '#objects/payments'
import { opportunity } from '#objects/sales'
import { changeFacts, endedFacts, signedFacts, wonFacts } from '../count/capture.ts'
import { bringCredits } from '../count/credit.ts'
import { every, everyOf } from '../count/every.ts'
import { creditRated } from '../count/gather.ts'
import { receivedFacts } from '../count/received.ts'
import { saleCredit } from '../objects/index.ts'

const because = system('credit is given')
const isSigned = (status: unknown): boolean => status === 'running' || status === 'finished' || status === 'terminated'
const isOut = (status: unknown): boolean => status === 'confirmed' || status === 'reversed'

/** Winning gives credit by the shares of that moment; opening again takes it back. */
export const creditWon = defineConsequence(opportunity, {
  reads: ['outcome', 'amount', 'closedOn', 'splitsChangedAt'],
  async run(work, written) {
    const meant = written.filter(({ row, before }) => row.outcome === 'won' || before?.outcome === 'won')
    if (meant.length === 0) return
    const kernel = work.as(because)
    const facts = await wonFacts(
      kernel,
      meant.map(({ row }) => row),
    )
    const anew = meant.filter(({ row, before }) => before?.outcome !== 'won' || row.splitsChangedAt !== before.splitsChangedAt)
    const sourceOf = ({ row }: (typeof meant)[number]) => `won:${row.id}`
    await bringCredits(kernel, meant.map(sourceOf), facts, new Set(anew.map(sourceOf)))
  },
})

/** So does signing; what is left undone at a termination is taken from it. */
export const creditSigned = defineConsequence(contract, {
  reads: ['status', 'signedOn', 'signedAmount', 'endedOn'],
  async run(work, written) {
    const meant = written.filter(({ row, before }) => isSigned(row.status) || isSigned(before?.status))
    if (meant.length === 0) return
    const kernel = work.as(because)
    const rows = meant.map(({ row }) => row)
    const sources = (word: string) => rows.map(({ id }) => `${word}:${id}`)
    await bringCredits(kernel, sources('signed'), await signedFacts(kernel, rows))
    const ended = meant.some(({ row, before }) => row.status === 'terminated' || before?.status === 'terminated')
    if (ended) await bringCredits(kernel, sources('ended'), await endedFacts(kernel, rows))
  },
})

/** A change order counts from the day it was signed. */
export const creditChanged = defineConsequence(contractChange, {
  reads: ['status'],
  async run(work, written) {
    const meant = written.filter(({ row }) => row.status === 'inForce').map(({ row }) => row)
    if (meant.length === 0) return
    const kernel = work.as(because)
    await bringCredits(
      kernel,
      meant.map(({ id }) => `change:${id}`),
      await changeFacts(kernel, meant),
    )
  },
})

/** And money, once finance has confirmed it. */
export const creditReceived = defineConsequence(receipt, {
  reads: ['status', 'countsOn', 'kind'],
  async run(work, written) {
    const meant = written.filter(({ row, before }) => isOut(row.status) || isOut(before?.status)).map(({ row }) => row)
    if (meant.length > 0) await bringReceived(work.as(because), meant)
  },
})

/** What money is allocated to later, or elsewhere. */
export const creditAllocated = defineConsequence(allocation, {
  reads: ['receipt', 'contract', 'order' as never, 'amount'],
  async run(work, written) {
    const kernel = work.as(because)
    const ids = written.flatMap(({ row, before }) => [row.receipt as string, ...(before ? [before.receipt as string] : [])])
    const out = await everyOf(kernel, receipt, { field: 'id', among: ids, more: { status: { in: ['confirmed', 'reversed'] } } })
    if (out.length > 0) await bringReceived(kernel, out)
  },
})

export const creditAtRate = defineConsequence(exchangeRate, {
  reads: ['currency', 'validFrom', 'rate'],
  async run(work, written) {
    const [first] = written.map(({ row }) => row.validFrom).toSorted()
    await creditRated(work.as(because), first!)
  },
})

type Kernel = Parameters<typeof receivedFacts>[0]

async function bringReceived(kernel: Kernel, receipts: Parameters<typeof receivedFacts>[1]): Promise<void> {
  const there = await every(kernel, saleCredit, { receipt: { in: receipts.map(({ id }) => id) } })
  await bringCredits(
    kernel,
    there.map(({ source }) => source),
    await receivedFacts(kernel, receipts),
  )
}
