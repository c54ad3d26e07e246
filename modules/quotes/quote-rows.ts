import { type Change, fail, type RowOf, system, type Work } from '#kernel'
import { quote, quoteLine, type Step, steps } from './objects/index.ts'

export type Quote = RowOf<typeof quote>
export type Line = RowOf<typeof quoteLine>
export type QuoteChange = Change<typeof quote>

/** Lines of quotes in their order. */
export const linesOf = (work: Work, ids: readonly string[]): Promise<Line[]> =>
  work.find(quoteLine, { quote: { in: ids } }, { limit: 10_000, sort: ['position', 'id'] })

/**
 * The quote, held, if it stands where this step begins.
 *
 * @throws `quotes.no-such-step` with where it stands and where it would have to stand.
 */
export async function quoteFor(work: Work, id: string, step: Step): Promise<Quote> {
  const row = await work.one(quote, id, { lock: true })
  const { from } = steps[step]
  if (!(from as readonly string[]).includes(String(row.status)))
    fail('quotes.no-such-step', { status: row.status, from: [...from], number: row.number })
  return row
}

/** Takes the step, as the state of a quote is nobody's to type. */
export const take = (work: Work, id: string, step: Step, more: QuoteChange = {}): Promise<Quote> =>
  work.as(system(`quote: ${step}`)).change(quote, id, { status: steps[step].to, ...more })
