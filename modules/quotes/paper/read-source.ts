import { member, type Work } from '#kernel'
import { readSeller, shownRow, shownRows } from '#modules/papers'
import { account, contact } from '#objects/customers'
import { quote, quoteLine } from '../objects/index.ts'
import { linesOf, type Quote } from '../quote-rows.ts'
import type { QuoteSource } from './quote-paper.ts'

/** What the actor may see of a quote and of those it names. */
export async function readSource(work: Work, found: Quote): Promise<QuoteSource> {
  const row = shownRow(work, quote, found)
  const [customer] = row.account ? await work.find(account, { id: row.account }, { limit: 1 }) : []
  const [person] = row.contact ? await work.find(contact, { id: row.contact }, { limit: 1 }) : []
  const [owner] = row.owner ? await work.find(member, { id: row.owner }, { limit: 1 }) : []
  return {
    row,
    lines: work.mayRead(quote, 'lines') ? shownRows(work, quoteLine, await linesOf(work, [row.id])) : [],
    customer: customer ? (shownRow(work, account, customer).name ?? '') : '',
    contact: person ? shownRow(work, contact, person) : null,
    owner: owner?.name ?? '',
    seller: await readSeller(work, row.legalEntity),
  }
}
