import { defineConsequence, system, type Work } from '#kernel'
import { expense, expenseFile } from '../objects/index.ts'

const most = 10_000

/** Keeps by what a picture is known again, and marks the expense whose picture another one has. */
export const knownPictures = defineConsequence(expenseFile, {
  reads: ['file'],
  async run(work, written) {
    const kernel = work.as(system('a receipt is known again by its picture'))
    const files = written.map(({ row }) => ({ id: row.id, file: (row.file as { id: string }).id }))
    const prints = await kernel.files.prints(files.map(({ file }) => file))
    await kernel.changeMany(
      expenseFile,
      files.map(({ id, file }) => ({ id, print: prints.get(file) ?? null })),
    )
    const ids = [...new Set(written.map(({ row }) => String(row.expense)))]
    const seen = await picturesSeen(kernel, ids)
    const rows = await kernel.find(expense, { id: { in: [...seen.keys()] }, sameAs: { empty: true } }, { limit: most })
    await kernel.changeMany(
      expense,
      rows.map(({ id }) => ({ id, ...marks(seen.get(id)!) })),
    )
  },
})

type Seen = Readonly<{ id: string; number: string | null }>
export const marks = ({ id, number }: Seen) => ({ sameAs: id as never, sameNumber: number, isSamePicture: true })

/** By expense, the first other one that has one of its pictures; counter entries have none of their own. */
export async function picturesSeen(kernel: Work, ids: readonly string[]): Promise<ReadonlyMap<string, Seen>> {
  const own = await kernel.find(expenseFile, { expense: { in: ids }, print: { empty: false } }, { limit: most })
  if (own.length === 0) return new Map()
  const prints = [...new Set(own.map(({ print }) => print))]
  const alike = await kernel.find(expenseFile, { print: { in: prints } }, { limit: most, sort: ['createdAt', 'id'] })
  const firstOther = own.flatMap((file) => {
    const other = alike.find(({ print, expense: of }) => print === file.print && of !== file.expense)
    return other ? [[String(file.expense), String(other.expense)] as const] : []
  })
  const others = await kernel.find(expense, { id: { in: firstOther.map(([, other]) => other) } }, { limit: most })
  const known = new Map(others.map(({ id, number }) => [id as string, { id: id as string, number }]))
  return new Map(firstOther.flatMap(([id, other]) => (known.has(other) ? [[id, known.get(other)!] as const] : [])))
}
