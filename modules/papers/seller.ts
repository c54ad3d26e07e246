import { type RowOf, system, type Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { bankAccount, defaultEntity, legalEntity } from '#modules/company'
import type { Block, Paper } from './paper.ts'
import { paperText, shownRow, shownRows } from './shown.ts'

/** Which of our companies a paper is of, and where it is paid. */
export type Seller = Readonly<{
  entity: RowOf<typeof legalEntity>
  bank: RowOf<typeof bankAccount> | null
  logo: Uint8Array | null
  seal: Uint8Array | null
}>

/** The company that is named, else the usual one; null where there is none. */
export async function readSeller(work: Work, id: string | null | undefined): Promise<Seller | null> {
  const [named] = id ? await work.find(legalEntity, { id }, { limit: 1 }) : []
  const found = named ?? (await defaultEntity(work))
  if (!found) return null
  const entity = shownRow(work, legalEntity, found)
  const banks = shownRows(work, bankAccount, await work.find(bankAccount, { legalEntity: entity.id }, { limit: 50, sort: ['createdAt'] }))
  const { files } = work.as(system('pictures of a paper'))
  const content = (file: { id: string } | null) => (file ? files.content(file.id) : null)
  return {
    entity,
    bank: banks.find(({ isDefault }) => isDefault) ?? banks[0] ?? null,
    logo: await content(entity.logo),
    seal: await content(entity.seal),
  }
}

/** `isValid`: it may bear the seal; `mark` is what stands over it where it is not. */
export type FormalPaper = Readonly<{
  locale: Locale
  title: string
  isValid: boolean
  /** No seal, although valid. */
  isUnsealed?: boolean
  mark?: string
  blocks: readonly Block[]
}>

/** A paper with the head of one of our companies, the seal only where it is valid. */
export function sellerPaper(work: Work, seller: Seller | null, { isValid, isUnsealed, mark, ...o }: FormalPaper): Paper {
  const { locale } = o
  const line = seller && [seller.entity.registeredAddress, seller.entity.phone].filter(Boolean).join(' · ')
  return {
    ...o,
    head: seller && { name: seller.entity.name, line: line ?? '', logo: seller.logo },
    watermark: isValid ? undefined : (mark ?? paperText(work, locale, 'papers.draft')),
    seal: isValid && !isUnsealed ? seller?.seal : null,
    foot: paperText(work, locale, 'papers.page'),
    madeAt: work.now.toISOString(),
  }
}
