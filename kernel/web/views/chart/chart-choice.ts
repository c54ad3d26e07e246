import type { FieldMeta, ObjectMeta } from '../../data/meta-types.ts'
import type { GroupBy } from '../../data/use-aggregate.ts'

/** What the chart beside a list shows: groups of a field, and what is measured in each. It stands in the address and in kept views. */
export type ChartChoice = Readonly<{
  by: string
  /** Of days and moments: what they are put together by. */
  unit?: string
  measure: string
  /** The field that is measured; absent where records are counted. */
  of?: string
}>

const calendarUnits = ['day', 'week', 'month', 'quarter', 'year'] as const
export const units = [...calendarUnits, 'fiscalQuarter', 'fiscalYear'] as const

/** The units that are offered: a fiscal year that begins in January is the year itself. */
export const unitsFor = (fiscalMonth: number): readonly string[] => (fiscalMonth === 1 ? calendarUnits : units)
const usualUnit = 'month'
/** Figures people ask for of a column; the rest is for reports. */
const figures = ['sum', 'avg', 'min', 'max'] as const

export const isDated = ({ sort }: FieldMeta): boolean => sort === 'day' || sort === 'instant'
const isNamed = (field: FieldMeta): boolean => field.sort === 'link' || field.sort === 'yesNo' || field.options.choices !== undefined
const isWord = (field: FieldMeta): boolean => field.sort === 'text' && field.sortable && !field.unique

/** Fields whose values make groups that somebody can read, those with few values first. */
export function groupFields(object: ObjectMeta): readonly FieldMeta[] {
  const may = Object.values(object.fields).filter(
    (field) => field.name !== 'id' && field.name !== object.title && field.right !== 'masked' && field.sort !== 'texts',
  )
  return [...may.filter(isNamed), ...may.filter(isDated), ...may.filter((field) => !isNamed(field) && isWord(field))]
}

/** Fields that a list is put together by: the same without texts, of which there is one for almost every record. */
export const sectionFields = (object: ObjectMeta): readonly FieldMeta[] =>
  groupFields(object).filter((field) => isNamed(field) || isDated(field))

export type Measure = Readonly<{ measure: string; of?: FieldMeta }>

/** Counting, and each figure of each field that has figures. */
export function measuresOf(object: ObjectMeta): readonly Measure[] {
  const fields = Object.values(object.fields).filter((field) => !field.system && field.right !== 'masked' && !isDated(field))
  const of = (field: FieldMeta): readonly Measure[] =>
    figures.filter((measure) => field.measures?.includes(measure)).map((measure) => ({ measure, of: field }))
  return [{ measure: 'count' }, ...fields.flatMap(of)]
}

export const measureKey = ({ measure, of }: Readonly<{ measure: string; of?: string | undefined }>): string =>
  of === undefined ? measure : `${measure} ${of}`

/** The chart that is shown when nobody chose one: of what the board is of, else the first field there is. */
export function usualChart(object: ObjectMeta): ChartChoice | null {
  const fields = groupFields(object)
  const first = fields.find(({ name }) => name === object.views.board?.by) ?? fields.find(({ system }) => !system) ?? fields[0]
  return first ? withGroup({ by: first.name, measure: 'count' }, first) : null
}

/** The same figures in groups of another field. */
export function withGroup({ unit: former, ...choice }: ChartChoice, field: FieldMeta): ChartChoice {
  return { ...choice, by: field.name, ...(isDated(field) ? { unit: former ?? usualUnit } : {}) }
}

/** A choice as it was kept, where the object still has its fields; null where not. */
export function readChoice(given: unknown, object: ObjectMeta): ChartChoice | null {
  if (typeof given !== 'object' || given === null) return null
  const { by, unit, measure, of } = given as Readonly<Record<string, unknown>>
  const field = groupFields(object).find(({ name }) => name === by)
  if (!field) return null
  const wanted = measureKey({ measure: String(measure), of: of === undefined ? undefined : String(of) })
  const found = measuresOf(object).find((one) => measureKey({ measure: one.measure, of: one.of?.name }) === wanted)
  const measured = found?.of ? { measure: found.measure, of: found.of.name } : { measure: 'count' }
  const asked = units.find((one) => one === unit)
  return withGroup({ by: field.name, ...measured, ...(asked ? { unit: asked } : {}) }, field)
}

/** By what a list is put together: `closedOn` by its month, `closedOn.fiscalYear` by another unit. */
export function sectionOf(object: ObjectMeta, section: unknown): (Readonly<{ field: FieldMeta }> & Readonly<{ unit?: string }>) | null {
  const [name, unit = usualUnit] = String(section).split('.')
  const field = sectionFields(object).find((one) => one.name === name)
  if (!field) return null
  return isDated(field) ? { field, unit: units.find((one) => one === unit) ?? usualUnit } : { field }
}

export const groupOf = ({ by, unit }: ChartChoice): GroupBy => (unit ? { field: by, unit } : by)
