import { type NewRow, type RowOf, system, type Work } from '#kernel'
import { makePdf, type Paper } from '#modules/papers'
import { account } from '#objects/customers'
import { madeDocument } from './objects/index.ts'

type Document = NewRow<typeof madeDocument>
/** For which record it is, in which words; a template, where one was filled. */
export type DocumentFacts = Pick<
  Document,
  'quote' | 'contract' | 'opportunity' | 'account' | 'invoice' | 'kind' | 'language' | 'template' | 'edition' | 'step'
>

const linkNames = ['quote', 'contract', 'opportunity', 'account', 'invoice'] as const

/** Draws the paper and keeps it beside its record as the next issue of its kind. Two at once count one after the other. */
export async function keepDocument(work: Work, paper: Paper, facts: DocumentFacts): Promise<RowOf<typeof madeDocument>> {
  const content = await makePdf(paper)
  const of = Object.fromEntries(linkNames.flatMap((name) => (facts[name] ? [[name, facts[name]]] : [])))
  await work.hold([`documents of ${Object.values(of).join()} ${facts.kind}`])
  const kernel = work.as(system('a document is made'))
  const [last] = await kernel.find(madeDocument, { ...of, kind: facts.kind }, { limit: 1, sort: ['-issue'] })
  const issue = (last?.issue ?? 0) + 1
  const name = `${fileName(paper.title)}${issue > 1 ? ` (${issue})` : ''}`
  const file = await work.files.keep({ name: `${name}.pdf`, type: 'application/pdf', content })
  const [made] = await kernel.create(madeDocument, [
    { ...facts, name, issue, file, isValid: !paper.watermark, madeOn: work.today, owner: work.actor.memberId } as Document,
  ])
  return made!
}

/** The language that papers for a customer are in; null where nobody said, or the reader may not see it. */
export async function languageOf(work: Work, id: string | null): Promise<RowOf<typeof madeDocument>['language']> {
  const [row] =
    id && work.mayRead(account, 'paperLanguage')
      ? await work.list({ object: 'account', filter: { id }, fields: ['paperLanguage'], limit: 1 })
      : []
  return (row?.paperLanguage ?? null) as RowOf<typeof madeDocument>['language']
}

/** What no file system takes in a name is left out; a name has an end. */
const fileName = (title: string): string => [...title.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim()].slice(0, 120).join('') || 'document'
