import type { FieldMeta, LinkValue, ObjectMeta, Row } from '../../../web/data/meta-types.ts'
import { readPage } from '../../../web/data/use-list.ts'
import { currentMeta, titleOf } from '../../../web/data/use-meta.ts'
import { webTypeOf } from '../../../web/fields/type-of.ts'
import type { Format } from '../../../web/format/use-format.ts'

/** Whether somebody may type into a column of lines. */
export const isTypable = (column: FieldMeta): boolean => Boolean(webTypeOf(column).Input) && !column.readOnly && column.right === 'write'

/** The object that a column of links leads to, where its records are found by their words. */
export const targetOf = (column: FieldMeta): ObjectMeta | undefined =>
  webTypeOf(column).fromClipboard ? undefined : currentMeta().objects[column.options.to ?? '']

type Found = ReadonlyMap<string, LinkValue>

/** Records by their title or another word that only one of them has, such as a number; what several are called names none. */
async function findAll(target: ObjectMeta, words: readonly string[]): Promise<Found> {
  const names = [target.title, ...Object.values(target.fields).flatMap((field) => (field.unique && !field.system ? field.name : []))]
  const filter = { or: [...new Set(names)].map((name) => ({ [name]: { in: words } })) }
  const { rows } = await readPage({ object: target.name, filter, fields: ['id', ...new Set(names)], limit: 200 }, {}, null)
  const found = new Map<string, LinkValue>()
  for (const name of names)
    for (const [word, some] of Map.groupBy(rows, (row) => String(row[name] ?? '')))
      if (word && some.length === 1) found.set(word, { id: some[0]!.id, title: titleOf(target, some[0]!) })
  return found
}

/** What cells of a pasted table say, row by row, from a column on; computed columns are passed over, `refused` is what nobody understood. */
export async function readLines(
  columns: readonly FieldMeta[],
  table: readonly (readonly string[])[],
  { from, format }: Readonly<{ from: number; format: Format }>,
): Promise<Readonly<{ rows: readonly Partial<Row>[]; saved: number; refused: number }>> {
  const cells = table.map((words) => words.map((word, right) => ({ word: word.trim(), column: columns[from + right] })))
  const links = columns.filter((column) => isTypable(column) && targetOf(column))
  const found = new Map<string, Found>()
  for (const column of links) {
    const words = new Set(cells.flat().flatMap((cell) => (cell.column === column && cell.word ? cell.word : [])))
    if (words.size > 0) found.set(column.name, await findAll(targetOf(column)!, [...words]))
  }
  let [saved, refused] = [0, 0]
  const rows = cells.map((line) =>
    Object.fromEntries(
      line.flatMap(({ word, column }): [string, unknown][] => {
        if (column && !isTypable(column)) return []
        const value =
          column && (word === '' ? null : (found.get(column.name)?.get(word) ?? webTypeOf(column).fromClipboard?.(word, column, format)))
        if (!column || value === undefined) {
          if (word) refused += 1
          return []
        }
        saved += 1
        return [[column.name, value]]
      }),
    ),
  )
  return { rows, saved, refused }
}
