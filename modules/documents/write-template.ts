import { fail, type RowOf, type Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { type FormalPaper, type Paper, readSeller, sellerPaper } from '#modules/papers'
import { documentTemplate, type Subject, sealRequest } from './objects/index.ts'
import { fillTemplate, nameOfPath } from './template/fill.ts'
import { makeBlocks } from './template/make-blocks.ts'
import { wishedBlocks } from './template/wished-blocks.ts'

type Template = RowOf<typeof documentTemplate>
export type WrittenPaper = Readonly<{ paper: Paper; missing: readonly string[]; account: string | null }>

const titles = { quote: 'title', contract: 'name', opportunity: 'name', account: 'name' } as const
/** In which states a record stands for what was agreed to on our side. */
const validStates: Readonly<Partial<Record<Subject, readonly string[]>>> = {
  quote: ['approved', 'sent', 'accepted'],
  contract: ['toBeSigned', 'running', 'finished'],
}

/** The template that is named, if it is in use and about this. @throws `documents.other-subject`, `documents.not-in-use` */
export async function templateFor(work: Work, id: string, about: Subject): Promise<Template> {
  const row = await work.one(documentTemplate, id)
  if (row.about !== about) fail('documents.other-subject', { name: row.name })
  if (!row.isActive) fail('documents.not-in-use', { name: row.name })
  return row
}

/** A template filled from a record, as its maker may see it, and what was empty, in his words. `mark` stands over it whatever the record's state. */
export async function writeTemplate(work: Work, template: Template, o: Readonly<{ id: string; mark?: string }>): Promise<WrittenPaper> {
  const about = template.about as Subject
  const locale = template.language as Locale
  const names = ['status', 'account', 'legalEntity', titles[about]].filter((name) => canRead(work, about, name))
  const [row] = await work.list({ object: about, filter: { id: o.id }, fields: names, limit: 1 })
  if (!row) fail('kernel.not-found', { object: about, id: o.id })
  const idAt = (name: string) => (row[name] as { id: string } | null | undefined)?.id ?? null
  const owner = about === 'account' ? o.id : idAt('account')
  const [customer] = owner ? await work.list({ object: 'account', filter: { id: owner }, fields: ['name'], limit: 1 }) : []
  const seller = await readSeller(work, idAt('legalEntity'))
  const filling = { work, about, id: o.id, locale, seller, customer: String(customer?.name ?? '') }
  const filled = await fillTemplate(filling, template.body ?? '')
  const blocks = await makeBlocks(filled, (wish) => wishedBlocks(filling, wish))
  const isValid = !o.mark && (validStates[about]?.includes(String(row.status)) ?? true)
  const formal: FormalPaper = {
    locale,
    title: [template.name, row[titles[about]]].filter(Boolean).join(' '),
    isValid,
    isUnsealed: !(await isSealed(work, about, o.id)),
    ...(o.mark ? { mark: o.mark } : {}),
    blocks,
  }
  return {
    paper: sellerPaper(work, seller, formal),
    missing: filled.missing.map((path) => nameOfPath(work, about, path)),
    account: owner,
  }
}

const canRead = (work: Work, object: string, name: string): boolean =>
  Object.hasOwn(work.catalog.objects[object]!.fields, name) && work.mayRead({ name: object }, name)

/** A quote is sealed once it is approved; a contract once somebody put the seal on it; nothing else is. */
async function isSealed(work: Work, about: Subject, id: string): Promise<boolean> {
  if (about !== 'contract') return about === 'quote'
  return (await work.find(sealRequest, { contract: id, status: 'stamped' }, { limit: 1 })).length > 0
}
