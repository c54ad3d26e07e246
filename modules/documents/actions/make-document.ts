import { type AnyObject, defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { file, link, text, yesNo } from '#kernel/model'
import { makePdf } from '#modules/papers'
import { contract } from '#objects/contracts'
import { account } from '#objects/customers'
import { quote } from '#objects/quotes'
import { opportunity } from '#objects/sales'
import { keepDocument } from '../keep-document.ts'
import { documentTemplate, madeDocument, type Subject } from '../objects/index.ts'
import { templateFor, writeTemplate } from '../write-template.ts'

export const result = {
  document: link(madeDocument, { required: true }),
  name: text({ required: true }),
  file: file({ required: true }),
} as const

type Wish = Readonly<{ template: string; acceptMissing: boolean | null }>

async function makeOf(work: Work, { about, id }: Readonly<{ about: Subject; id: string }>, wish: Wish) {
  const template = await templateFor(work, wish.template, about)
  const { paper, missing } = await writeTemplate(work, template, { id })
  if (missing.length > 0 && !wish.acceptMissing) fail('documents.missing', { missing })
  const { kind, language, edition } = template
  const made = await keepDocument(work, paper, { [about]: id, kind, language, edition, template: template.id } as never)
  return { document: made.id, name: made.name!, file: made.file! }
}

/** Fills a template from the record. Where gaps stay empty it says which, and makes the paper only when that is accepted. */
function makeFrom<O extends AnyObject>(name: `documents.${string}`, object: O) {
  const about = object.name as Subject
  const input = {
    [about]: link(object, { required: true }),
    template: link(documentTemplate, { required: true }),
    acceptMissing: yesNo({ default: false }),
  }
  return defineAction(name, {
    on: object,
    input,
    result,
    byReaders: true,
    aside: true,
    fails: ['documents.other-subject', 'documents.not-in-use', 'documents.missing'],
    async run(work: Work, given) {
      const values = given as unknown as Wish & Readonly<Record<string, string>>
      const id = values[about]!
      await work.one(object, id)
      return makeOf(work, { about, id }, values)
    },
  })
}

export const fromQuote = makeFrom('documents.make-for-quote', quote)
export const fromContract = makeFrom('documents.make-for-contract', contract)
export const fromDeal = makeFrom('documents.make-for-deal', opportunity)
export const fromCustomer = makeFrom('documents.make-for-customer', account)

/**
 * A paper that the stage of a deal asks for, about what its template is about: the deal, its customer, its quote or its contract.
 *
 * @throws `documents.nothing-for-it` where the deal has none
 */
export const fromStage = defineAction('documents.make-at-stage', {
  on: opportunity,
  input: {
    opportunity: link(opportunity, { required: true }),
    template: link(documentTemplate, { required: true }),
    acceptMissing: yesNo({ default: false }),
  },
  result,
  byReaders: true,
  // Its panel asks; as a verb it would be that of the deal's papers once more.
  offered: { outcome: { empty: true } },
  fails: ['documents.nothing-for-it', 'documents.not-in-use', 'documents.missing'],
  async run(work, { opportunity: of, ...wish }) {
    const deal = await work.one(opportunity, of)
    const { about } = await work.one(documentTemplate, wish.template)
    const id = await subjectOf(work, deal, about)
    if (!id) fail('documents.nothing-for-it', { about })
    return makeOf(work, { about, id }, wish as Wish)
  },
})

/** What a paper of a deal is about, as far as whoever asks sees it: of quotes the primary one, of contracts the newest that was not voided. */
async function subjectOf(work: Work, deal: RowOf<typeof opportunity>, about: Subject): Promise<string | null> {
  const its = { opportunity: deal.id }
  if (about === 'opportunity') return deal.id
  if (about === 'account') return deal.account && ((await work.find(account, { id: deal.account }, { limit: 1 }))[0]?.id ?? null)
  const [row] =
    about === 'quote'
      ? await work.find(quote, its, { limit: 1, sort: ['-isPrimary', '-createdAt'] })
      : await work.find(contract, { ...its, status: { ne: 'void' } }, { limit: 1, sort: ['-createdAt'] })
  return row?.id ?? null
}

/** How a template looks, filled from the newest record of its subject that the reader may see; nothing of it is kept with that record. */
export const preview = defineAction('documents.preview', {
  on: documentTemplate,
  input: { documentTemplate: link(documentTemplate, { required: true }) },
  aside: true,
  result: { missing: text({ max: 4_000 }), file: file({ required: true }) },
  byReaders: true,
  fails: ['documents.nothing-to-show'],
  async run(work, input) {
    const template = await work.one(documentTemplate, input.documentTemplate)
    const [newest] = await work.list({ object: template.about, fields: ['id'], sort: ['-createdAt'], limit: 1 })
    if (!newest) fail('documents.nothing-to-show')
    const mark = { 'zh-CN': '预览', 'zh-TW': '預覽', en: 'PREVIEW' }[template.language]
    const { paper, missing } = await writeTemplate(work, template, { id: String(newest.id), mark })
    const kept = await work
      .as(system('a preview'))
      .files.keep({ name: `${paper.title}.pdf`, type: 'application/pdf', content: await makePdf(paper) })
    return { missing: missing.join(', ') || null, file: kept }
  },
})
