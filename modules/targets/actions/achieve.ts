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
  about: salesTarget,
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

type Cut = Readonly<{ by: readonly Readonly<Record<string, string>>[] }>
const whole: Cut = { by: [] }
/** The same by the month in which it counts. */
export const byMonth = ({ on }: Counted): Cut => ({ by: [{ field: on, unit: 'month', as: 'month' }] })

/** By person and department at the event; one statement for each kind of record, and one more for the shares of what lines are part of. */
export async function actualsOf(kernel: Work, counted: readonly Counted[], cutBy: (one: Counted) => Cut = () => whole): Promise<Found> {
  const parts: Part[] = []
  let missing = 0
  for (const one of counted) {
    const rows = await kernel.aggregate({
      object: one.object,
      by: [...groupsOf(one), ...cutBy(one).by],
      measures: { value: one.figure, ...(one.unknown ? { unknown: one.unknown } : {}) },
      filter: one.filter,
      limit: most,
    } as Parameters<Work['aggregate']>[0])
    missing += rows.reduce((sum, row) => sum + Number(row.valueMissing ?? 0) + Number(row.unknown ?? 0), 0)
    const found = one.partOf ? await byShares(kernel, rows, one.partOf) : rows
    parts.push(...found.map((row) => partOf({ ...row, whom: 'person' }, one.per)))
  }
  return { parts, missing }
}

const groupsOf = ({ whose, hasShares, partOf }: Counted) => [
  ...(whose && !partOf ? Object.entries(whose).map(([as, field]) => ({ field, as })) : []),
  ...(hasShares ? ['kind'] : []),
  ...(partOf ? [partOf.field] : []),
]

/** What lines come to, by the shares in which each deal or contract was credited. */
async function byShares(kernel: Work, rows: readonly Row[], { field, event }: NonNullable<Counted['partOf']>): Promise<readonly Row[]> {
  const heads = [...new Set(rows.flatMap((row) => idOf(row[field]) ?? []))]
  if (heads.length === 0) return []
  const shares = await kernel.aggregate({
    object: 'saleCredit',
    by: [field, 'person', 'department', 'kind'],
    measures: { share: { max: 'share' } },
    filter: { event, [field]: { in: heads } },
    limit: most,
  })
  const of = Map.groupBy(shares, (row) => idOf(row[field]))
  return rows.flatMap((row) =>
    (of.get(idOf(row[field])) ?? []).map(({ share, ...credit }) => ({
      ...row,
      ...credit,
      value: (numberOf(row.value) * numberOf(share)) / 100,
    })),
  )
}

const partOf = (row: Row, per = 1): Part => ({
  whom: String(row.whom),
  person: idOf(row.person),
  department: idOf(row.department),
  value: numberOf(row.value) / per,
  ...(row.kind === 'overlay' ? { isOverlay: true as const } : {}),
  ...(row.month ? { month: String(row.month) } : {}),
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
  return rows.map((row) => partOf(row))
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
