import type { ModuleDef } from '../../define-module.ts'
import { type DayFormat, recogniseDays } from '../../files/days.ts'
import { openTable, sampleTable, type TableInfo } from '../../files/read-table.ts'
import { Fault } from '../../model/fault.ts'
import { parseContextOf } from '../../query/build.ts'
import type { QueryContext } from '../../query/question.ts'
import { type Guess, guessDays, guessFields } from '../guess/guess-fields.ts'
import { reasonHeaders } from '../report/failed-file.ts'
import type { ImportMap, ImportOptions } from './import-map.ts'
import { type Feed, makePlan, type PlanInput, timeForm } from './plan.ts'

/** A column of a file with samples, the field it is guessed to hold, and how its days are written. */
export type OfferedColumn = Readonly<{
  name: string
  samples: readonly string[]
  guess: Guess | null
  days: Readonly<{ format: DayFormat; ambiguous: boolean; candidates: readonly DayFormat[] }> | null
}>
export type Offer = Readonly<{ info: TableInfo; columns: readonly OfferedColumn[] }>

type File = Readonly<{ path: string; name: string; options: ImportOptions }>
const most = { days: 5_000, rows: 200_000 }

const tableOptions = ({ name, options: { encoding, separator, sheet } }: File) => ({
  name,
  ...(encoding ? { encoding } : {}),
  ...(separator ? { separator } : {}),
  ...(sheet ? { sheet } : {}),
})

/** What is in a file and where its columns most likely go. @throws `kernel.bad-import` for a file that cannot be read */
export async function offerColumns(context: QueryContext, modules: readonly ModuleDef[], file: File & { object: string }): Promise<Offer> {
  const { columns, info } = await sampleTable(file.path, tableOptions(file))
  const object = context.catalog.objects[file.object]!
  const { catalog, access, actor } = context
  // A file of failed rows that comes again: its reasons are for people.
  const ours = reasonHeaders(modules)
  const guessed = guessFields(
    { catalog, access, actor, modules, object, context: parseContextOf(context) },
    columns.filter(({ name }) => !ours.includes(name)),
  )
  const guesses = columns.map(({ name }) => (ours.includes(name) ? null : guessed.shift()!))
  return {
    info,
    columns: columns.map((column, i) => ({
      ...column,
      guess: guesses[i]!,
      days: guessDays(object.fields[guesses[i]?.field ?? ''], column.samples),
    })),
  }
}

/** The guesses as a map. */
export const guessedMap = (offer: Offer): ImportMap => ({
  columns: Object.fromEntries(
    offer.columns.filter((column) => column.guess).map((column) => [column.name, { field: column.guess!.field }]),
  ),
  templates: {},
})

/**
 * The map with the format of every column of days said, found out from the whole column where its first rows leave it open.
 *
 * @throws `kernel.bad-import` as `makePlan`; with `reason: 'ambiguous-days'` and `columns: [{ column, field, candidates, samples }]` where a person has to say it
 */
export async function settleMap(
  file: File,
  input: Omit<PlanInput, 'columns'>,
): Promise<Readonly<{ map: ImportMap; info: TableInfo; columns: readonly string[] }>> {
  const { columns, info } = await sampleTable(file.path, tableOptions(file))
  const plan = makePlan({ ...input, columns: columns.map((column) => column.name) })
  const open = plan.feeds.filter((feed) => feed.column !== null && feed.format === null && timeForm(feed.sub ?? feed.field))
  const settled: Record<string, DayFormat> = {}
  const unclear: { column: string; field: string; candidates: readonly DayFormat[]; samples: readonly string[] }[] = []
  for (const feed of open) {
    const samples = columns[feed.index]!.samples
    const first = recogniseDays(samples)
    const found = first?.ambiguous ? recogniseDays(await wholeColumn(file, feed)) : first
    if (found?.ambiguous)
      unclear.push({ column: feed.column!, field: feed.path, candidates: found.candidates, samples: samples.slice(0, 5) })
    else if (found) settled[feed.column!] = found.format
  }
  if (unclear.length > 0) {
    const issues = unclear.map(({ column }) => ({
      path: `columns.${column}.format`,
      code: 'kernel.bad-import',
      details: { reason: 'ambiguous-days', column },
    }))
    throw new Fault('kernel.bad-import', { reason: 'ambiguous-days', columns: unclear, object: plan.object.name }, issues)
  }
  const withFormats = Object.entries(input.map.columns).map(
    ([name, target]) => [name, settled[name] ? { ...target, format: settled[name] } : target] as const,
  )
  return { map: { ...input.map, columns: Object.fromEntries(withFormats) }, info, columns: plan.columns }
}

/** The different values of a column, at most 5,000 out of the first 200,000 rows. */
async function wholeColumn(file: File, feed: Feed): Promise<string[]> {
  const table = await openTable(file.path, tableOptions(file))
  const values = new Set<string>()
  let rows = 0
  for await (const row of table.rows) {
    const cell = row.cells[feed.index]
    if (cell) values.add(cell)
    if (values.size >= most.days || ++rows >= most.rows) break
  }
  await table.close()
  return [...values]
}
