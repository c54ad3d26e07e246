import { defineAction, system } from '#kernel'
import { choice, link } from '#kernel/model'
import { readSeller, shownRow } from '#modules/papers'
import { account } from '#objects/customers'
import { invoice, invoiceShare } from '#objects/payments'
import { keepDocument, languageOf } from '../keep-document.ts'
import { invoicePaper, isOwnPaper } from '../money/invoice-paper.ts'
import { languages } from '../objects/index.ts'
import { result } from './make-document.ts'

const most = 1_000

/**
 * The invoice as a PDF file with its lines and the sums of each rate. A receipt or an invoice for abroad that is out and has no file yet has this one from then on, to be mailed with;
 * those of the tax office have the file that comes from there.
 */
export const invoicePdf = defineAction('documents.invoice-pdf', {
  on: invoice,
  input: { invoice: link(invoice, { required: true }), language: choice(languages) },
  result,
  byReaders: true,
  aside: true,
  async run(work, input) {
    const row = await work.one(invoice, input.invoice, { lock: true })
    const shares = await work.find(invoiceShare, { invoice: row.id }, { limit: most, sort: ['createdAt', 'id'] })
    const [customer] = await work.find(account, { id: row.account }, { limit: 1 })
    const locale = input.language ?? (await languageOf(work, row.account)) ?? work.workspace.locale
    const paper = invoicePaper(work, {
      locale,
      row: shownRow(work, invoice, row),
      shares,
      customer: customer && work.mayRead(account, 'name') ? customer.name : '',
      seller: await readSeller(work, row.legalEntity),
    })
    const made = await keepDocument(work, paper, { invoice: row.id, kind: 'invoice', language: locale })
    const isOut = row.status === 'issued' || row.status === 'delivered'
    if (isOut && isOwnPaper(row) && !row.paper) await work.as(system('a paper of our own')).change(invoice, row.id, { paper: made.file })
    return { document: made.id, name: made.name!, file: made.file! }
  },
})
