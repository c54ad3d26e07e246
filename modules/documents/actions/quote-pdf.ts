import { defineAction } from '#kernel'
import { choice, file, link, text, yesNo } from '#kernel/model'
import { quotePaper, readSource } from '#modules/quotes'
import { quote } from '#objects/quotes'
import { keepDocument, languageOf } from '../keep-document.ts'
import { languages, madeDocument } from '../objects/index.ts'

const result = { document: link(madeDocument, { required: true }), name: text({ required: true }), file: file({ required: true }) } as const

/** The quote as a PDF file, in any of the languages, with or without prices and tax columns; kept beside it. Whoever reads the quote may make one of what he sees. */
export const quotePdf = defineAction('documents.quote-pdf', {
  on: quote,
  input: {
    quote: link(quote, { required: true }),
    language: choice(languages),
    withPrices: yesNo({ default: true }),
    withTax: yesNo({ default: true }),
  },
  result,
  byReaders: true,
  aside: true,
  async run(work, input) {
    const source = await readSource(work, await work.one(quote, input.quote))
    const language = input.language ?? (await languageOf(work, source.row.account)) ?? work.actor.locale
    const paper = quotePaper(work, source, { locale: language, withPrices: input.withPrices !== false, withTax: input.withTax !== false })
    const made = await keepDocument(work, paper, { quote: input.quote, kind: 'quote', language })
    return { document: made.id, name: made.name!, file: made.file! }
  },
})
