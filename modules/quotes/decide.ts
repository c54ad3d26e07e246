import { fail, system, type Work } from '#kernel'
import { driveDeals } from './consequences/reckon.ts'
import { quote, quoteLine } from './objects/index.ts'
import { linesOf, type Quote, take } from './quote-rows.ts'

export type Acceptance = Readonly<{ by: string; via: 'link' | 'owner'; proof?: string | null; chosen?: readonly string[] }>

/**
 * The customer takes the quote: what he chose is fixed, and the deal has its amount.
 *
 * @throws `quotes.validity-over`; `quotes.one-alternative` for two alternatives of one position.
 */
export async function acceptQuote(work: Work, row: Quote, { by, via, proof, chosen }: Acceptance): Promise<Quote> {
  if ((row.validUntil ?? work.today) < work.today) fail('quotes.validity-over', { validUntil: row.validUntil })
  const kernel = work.as(system('a quote is accepted'))
  if (chosen) await choose(kernel, row.id, chosen)
  const stored = await take(work, row.id, 'accept', {
    decidedOn: work.today,
    acceptedBy: by,
    acceptedVia: via,
    ...(proof ? { proof } : {}),
  })
  if (row.opportunity) await makePrimaryOf(kernel, stored)
  return stored
}

async function choose(kernel: Work, id: string, chosen: readonly string[]): Promise<void> {
  const lines = await linesOf(kernel, [id])
  let taken = 0
  for (const line of lines) {
    if (!line.isPart && (line.kind === 'item' || line.kind === 'heading')) taken = 0
    if (line.kind === 'alternative' && chosen.includes(line.id) && ++taken > 1) fail('quotes.one-alternative', { line: line.description })
  }
  const changes = lines
    .filter(({ kind }) => kind === 'optional' || kind === 'alternative')
    .flatMap((line) => (chosen.includes(line.id) === line.isChosen ? [] : [{ id: line.id, isChosen: chosen.includes(line.id) }]))
  if (changes.length > 0) await kernel.changeMany(quoteLine, changes)
}

/** From now on the deal goes by this quote. */
export async function makePrimaryOf(kernel: Work, row: Quote): Promise<void> {
  await kernel.hold([`quotes.deal ${row.opportunity}`])
  const others = await kernel.find(quote, { opportunity: row.opportunity, isPrimary: true, id: { ne: row.id } }, { limit: 100 })
  if (others.length > 0)
    await kernel.changeMany(
      quote,
      others.map(({ id }) => ({ id, isPrimary: false })),
    )
  await kernel.change(quote, row.id, { isPrimary: true })
  await driveDeals(kernel, [row.id])
}
