import { defineAction, fail, system, type Work } from '#kernel'
import { addDays, choice, day, department, integer, json, link, member } from '#kernel/model'
import { workDays, workHours } from '#modules/company'
import { productCategory } from '#objects/catalog'
import { levels, type Measure, measures, salesTarget } from '../objects/index.ts'
import { type Line, linesOf, type Part, type WorkingDays } from '../rules/achieve.ts'
import { type Counted, countedBy, isMoney, type Span } from '../rules/measures.ts'
import { monthOf } from '../rules/periods.ts'
import { seesOf } from '../sees.ts'

type Row = Readonly<Record<string, unknown>>
type Found = Readonly<{ parts: readonly Part[]; missing: number }>

const most = 10_000
const idOf = (value: unknown): string | null => (value as { id: string } | null)?.id ?? null
const numberOf = (value: unknown): number =>
  Number(typeof value === 'object' && value !== null ? (value as { amount: unknown }).amount : (value ?? 0))

/**
 * What was to be reached in some months and what was, by company, department and person, as far as the reader reads targets: by whose result it was when it happened, whoever has the records
 * now. Whoever may not read the amounts gets none of it. Nothing is written.
 */
export const achieve = defineAction('targets.achieve', {
  input: {
    from: day({ required: true }),
    months: integer({ required: true, min: 1, max: 24 }),
    measure: choice(measures, { required: true }),
    level: choice(levels, { default: 'target' }),
    category: link(productCategory),
  },
  result: {
    lines: json({ required: true }),
    days: json({ required: true }),
    /** Records that count, whose amount has no rate. */
    missing: integer({ required: true }),
  },
  fails: ['targets.no-line'],
  async run(work, { from, months, measure, level, category }) {
    if (category && measure === 'received') fail('targets.no-line')
    const span = { from: monthOf(from), before: monthOf(from, months), category: category ?? null }
    const counted = countedBy(measure, span)
    for (const one of counted) await checkReads(work, one)
    const kernel = work.as(system('targets'))
    const actuals = await actualsOf(kernel, counted)
    const targets = await targetsOf(kernel, span, { measure, level: level ?? 'target' })
    const days = await workingDays(work, span)
    const lines = linesOf({ ...(await companyOf(kernel)), targets, actuals: actuals.parts, days })
    return { lines: reached(work, lines), days, missing: actuals.missing }
  },
})

/** A figure is made of records that the reader reads some of, and of a field that is open to him. */
async function checkReads(work: Work, { object, figure, filter }: Counted): Promise<void> {
  await work.aggregate({ object, measures: { value: figure }, filter: { and: [filter, { id: { in: [] } }] } })
}

/** Of all lines those of departments and people within the reader's reach; one line of the company for whoever reaches all. */
function reached(work: Work, lines: readonly Line[]): readonly Line[] {
  const sees = seesOf(work.reach(salesTarget))
  return lines.filter(({ whom, id, department: at }) =>
    whom === 'company' ? sees.all : whom === 'department' ? sees.department(id) : sees.person(id, at),
  )
}

/** By person and department at the event; one statement for each kind of record. */
export async function actualsOf(kernel: Work, counted: readonly Counted[]): Promise<Found> {
  const parts: Part[] = []
  let missing = 0
  for (const { object, filter, figure, person, department: at } of counted) {
    const rows = await kernel.aggregate({
      object,
      by: [
        { field: person, as: 'person' },
        { field: at, as: 'department' },
      ],
      measures: { value: figure },
      filter,
      limit: most,
    })
    missing += rows.reduce((sum, row) => sum + Number(row.valueMissing ?? 0), 0)
    parts.push(...rows.map((row) => partOf({ ...row, whom: 'person' })))
  }
  return { parts, missing }
}

const partOf = (row: Row): Part => ({
  whom: String(row.whom),
  person: idOf(row.person),
  department: idOf(row.department),
  value: numberOf(row.value),
})

type Of = Readonly<{ measure: Measure; level: string }>

/** Targets of these months by whom they are for. */
export async function targetsOf(kernel: Work, { from, before, category }: Span, { measure, level }: Of): Promise<readonly Part[]> {
  const rows = await kernel.aggregate({
    object: 'salesTarget',
    by: ['whom', 'person', 'department'],
    measures: { value: { sum: isMoney(measure) ? 'amount' : 'count' } },
    filter: { measure, level, month: { gte: from, lt: before }, category: category ? category : { empty: true } },
    limit: most,
  })
  return rows.map(partOf)
}

export async function workingDays(work: Work, { from, before }: Span): Promise<WorkingDays> {
  const hours = await workHours(work)
  const last = addDays(before, -1)
  const { today } = work
  return {
    all: workDays(hours, from, last),
    passed: today < from ? 0 : workDays(hours, from, today < last ? today : last),
    left: today > last ? 0 : workDays(hours, today > from ? today : from, last),
  }
}

export async function companyOf(kernel: Work) {
  const units = await kernel.find(department, {}, { limit: most, sort: ['name'] })
  const people = await kernel.find(member, {}, { limit: most })
  return {
    departments: units.map(({ id, name, parent }) => ({ id: String(id), name, parent: parent ? String(parent) : null })),
    names: new Map(people.map(({ id, name }) => [String(id), name])),
    company: kernel.workspace.name,
  }
}
