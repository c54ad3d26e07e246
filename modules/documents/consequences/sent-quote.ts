import { defineConsequence } from '#kernel'
import { quotePaper, readSource } from '#modules/quotes'
import { quote } from '#objects/quotes'
import { keepDocument, languageOf } from '../keep-document.ts'

/** What went out to the customer is kept as the file that it was on that day, in the language of the workspace. */
export const keepSent = defineConsequence(quote, {
  reads: ['status'],
  async run(work, written) {
    for (const { row, before } of written) {
      if (!before || before.status === 'sent' || row.status !== 'sent') continue
      const language = (await languageOf(work, row.account)) ?? work.workspace.locale
      const source = await readSource(work, row)
      await keepDocument(work, quotePaper(work, source, { locale: language, withPrices: true, withTax: true }), {
        quote: row.id,
        kind: 'quote',
        language,
      })
    }
  },
})
