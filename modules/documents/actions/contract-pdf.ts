import { defineAction, type RowOf } from '#kernel'
import { choice, link } from '#kernel/model'
import { contract } from '#objects/contracts'
import { keepDocument } from '../keep-document.ts'
import { type documentTemplate, languages } from '../objects/index.ts'
import { seedTexts } from '../seed.ts'
import { writeTemplate } from '../write-template.ts'
import { result } from './make-document.ts'

/** The contract as a PDF file in our usual words, whatever templates there are; what is not known yet stays empty in it. */
export const contractPdf = defineAction('documents.contract-pdf', {
  on: contract,
  input: { contract: link(contract, { required: true }), language: choice(languages) },
  result,
  byReaders: true,
  aside: true,
  async run(work, input) {
    const { form } = await work.one(contract, input.contract)
    const language = input.language ?? work.actor.locale
    const kind = form === 'supplement' ? 'supplement' : 'contract'
    const { paper } = await writeTemplate(
      work,
      { about: 'contract', language, ...seedTexts[language][kind] } as RowOf<typeof documentTemplate>,
      {
        id: input.contract,
      },
    )
    const made = await keepDocument(work, paper, { contract: input.contract, kind, language })
    return { document: made.id, name: made.name!, file: made.file! }
  },
})
