import { fail, type Work } from '#kernel'
import { optionBooks } from '#modules/catalog'
import { type Chosen, type OptionBook, partsOf, piecesOf, type Reason, reasonsAgainst } from '#objects/catalog'
import type { Line } from './quote-rows.ts'

/** A position whose product leaves something open, and what is wrong with what was chosen by what holds today. */
export type Configured = Readonly<{
  line: Line
  parts: readonly Line[]
  book: OptionBook
  chosen: readonly Chosen[]
  reasons: readonly Reason[]
}>

/** What was chosen with a position, as its parts say. */
export const chosenOf = (parts: readonly Line[]): Chosen[] =>
  parts.flatMap(({ option, quantity }) => (option ? [{ option, quantity }] : []))

/** All positions that can be chosen for, each with its parts. */
export async function configuredOf(kernel: Work, lines: readonly Line[]): Promise<Configured[]> {
  const heads = lines.filter(({ product, isPart }) => product && !isPart)
  const books = await optionBooks(
    kernel,
    heads.map(({ product }) => product as string),
  )
  const none: OptionBook = { groups: [], options: [], rules: [] }
  return heads.flatMap((line) => {
    const parts = lines.filter(({ head }) => head === line.id)
    const book = books.get(String(line.product)) ?? (parts.length > 0 ? none : undefined)
    if (!book) return []
    const chosen = chosenOf(parts)
    return [{ line, parts, book, chosen, reasons: [...named(reasonsAgainst(book, chosen), parts), ...missingParts(book, parts, line)] }]
  })
}

/** What is no longer offered has the name that it had. */
const named = (reasons: readonly Reason[], parts: readonly Line[]): Reason[] =>
  reasons.map((reason) =>
    reason.code === 'gone' ? { ...reason, name: parts.find(({ option }) => option === reason.option)?.description ?? reason.name } : reason,
  )

/** Parts that would come along today and are not there; and of those that are, what no rule speaks of any more. */
function missingParts(book: OptionBook, parts: readonly Line[], line: Line): Reason[] {
  const wanted = partsOf(book, chosenOf(parts), piecesOf(line)).filter(({ option }) => option === null)
  const along = parts.filter(({ option }) => !option)
  return [
    ...wanted
      .filter(({ product }) => !along.some((part) => part.product === product))
      .map(({ product }): Reason => ({ code: 'lacks-part', name: book.rules.find(({ part }) => part === product)?.partName ?? '' })),
    ...along
      .filter((part) => !wanted.some(({ product }) => product === part.product))
      .map((part): Reason => ({ code: 'gone', name: part.description ?? '' })),
  ]
}

/** @throws `quotes.configuration-invalid` with the names of positions whose choice does not hold today */
export async function assertConfigured(kernel: Work, lines: readonly Line[]): Promise<void> {
  const wrong = (await configuredOf(kernel, lines)).filter(({ reasons }) => reasons.length > 0)
  if (wrong.length > 0)
    fail('quotes.configuration-invalid', {
      lines: wrong.map(({ line }) => line.description ?? ''),
      reasons: wrong.flatMap(({ reasons }) => reasons.map(({ code, name, other }) => ({ code, name, ...(other ? { other } : {}) }))),
    })
}
