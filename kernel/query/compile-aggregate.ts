import { type Sql, sql } from '../db/sql.ts'
import { Fault, fail } from '../model/fault.ts'
import { type CompileOptions, sameness, where } from './build.ts'
import { isPlain } from './filter/plain.ts'
import { searchConditions } from './filter/search-condition.ts'
import { isOfFew } from './plan.ts'
import type { AggregateQuestion, Compiled, QueryContext } from './question.ts'
import { type Group, groupsAlias, readGroup } from './statement/groups.ts'
import { type MeasureSql, readMeasure } from './statement/measures.ts'
import type { Source } from './statement/source.ts'
import { startBuild } from './statement/start-build.ts'

const mostGroups = 10_000
const usualGroups = 1_000
const mostMeasures = 30
const nameForm = /^[A-Za-z][A-Za-z0-9_.]{0,60}$/

/**
 * Figures over the records within the reader's reach, by groups. The statement answers one row: `rows`, JSON text of an array, one object per
 * group with its groups and measures by name. Groups come in the order of what they are grouped by unless sorted otherwise, empty ones last.
 *
 * Money comes as `{ amount, currency }` in the workspace's currency, with a count of amounts that had no rate beside (`‹measure›Missing`).
 *
 * @throws `kernel.unknown-object`, `kernel.forbidden`, `kernel.unknown-field`, `kernel.bad-filter`, `kernel.not-sortable`, `kernel.bad-value` with the path
 */
export function compileAggregate(context: QueryContext, question: AggregateQuestion, options: CompileOptions = {}): Compiled {
  const build = startBuild(context, { ...options, readsAll: true }, { asOf: question.asOf })
  const source = build.open(build.asked(question.object))
  const groups = (question.by ?? []).map((given, i) => readGroup(source, given, i))
  const measures = readMeasures(source, question.measures)
  checkNames([...groups, ...measures].map(({ name }) => name))
  const conditions = [
    ...build.reachOf(source, 'read'),
    ...build.conditions(source, question.filter ?? {}),
    ...(question.q === undefined ? [] : searchConditions(source, question.q)),
  ]
  const grouped = [...groups.flatMap(({ keys }) => keys), ...measures.flatMap(({ columns }) => columns)]
  const keys = groups.flatMap((group) => group.keys.map(({ as }) => as))
  const answers = [...groups.map(({ name, answer }) => ({ name, sql: answer })), ...measures.flatMap((measure) => measure.answers)]
  const having = readHaving(source, question.having, measures)
  const order = readSort(question.sort, groups, measures)
  const piece = sql`SELECT coalesce(json_agg(record.*), '[]')::text AS "rows" FROM (
  SELECT ${sql.join(
    answers.map((answer) => sql`${answer.sql} AS ${sql.id(answer.name)}`),
    ',\n    ',
  )}
  FROM (
    SELECT ${sql.join(
      grouped.map((column) => sql`${column.sql} AS ${column.as}`),
      ',\n      ',
    )}
    FROM ${source.from()}${joinsOf([...groups, ...measures])}
    WHERE ${where(conditions)}${keys.length > 0 ? sql`\n    GROUP BY ${sql.join(keys)}` : sql.empty}) AS ${groupsAlias}${sql.join(
      groups.map((group) => group.titleJoin()),
      '',
    )}${having.length > 0 ? sql`\n  WHERE ${sql.all(having)}` : sql.empty}${order.length > 0 ? sql`\n  ORDER BY ${sql.join(order)}` : sql.empty}
  LIMIT ${sql.raw(String(readLimit(question.limit)))}) AS record`
  return { sql: piece, plan: context.actor.kind === 'system' && isOfFew(build, question) ? 'generic' : 'custom' }
}

/** What groups and measures join, the same things once. */
function joinsOf(pieces: readonly Readonly<{ join: Sql }>[]): Sql {
  return sql.join([...new Map(pieces.map(({ join }) => [sameness(join), join])).values()], '')
}

/** The answer of an aggregate as JSON text, from the one row of its statement. */
export const glueRows = (row: Readonly<Record<string, unknown>>): string => `{"rows":${row.rows as string}}`

function readMeasures(source: Source, given: unknown): MeasureSql[] {
  if (!isPlain(given) || Object.keys(given).length === 0) return fail('kernel.bad-value', { path: 'measures', want: 'measure' })
  const entries = Object.entries(given)
  if (entries.length > mostMeasures) fail('kernel.bad-value', { path: 'measures', reason: 'too-many', max: mostMeasures })
  return entries.map(([name, measure], i) => readMeasure(source, name, measure, i))
}

function checkNames(names: readonly string[]): void {
  const bad = names.find((name, i) => !nameForm.test(name) || names.indexOf(name) !== i)
  if (bad !== undefined) fail('kernel.bad-value', { path: bad, want: 'name' })
}

function readLimit(limit: unknown): number {
  if (limit === undefined) return usualGroups
  const isGood = Number.isInteger(limit) && (limit as number) >= 1 && (limit as number) <= mostGroups
  return isGood ? (limit as number) : fail('kernel.bad-value', { path: 'limit', min: 1, max: mostGroups })
}

function readSort(sort: readonly string[] | undefined, groups: readonly Group[], measures: readonly MeasureSql[]): Sql[] {
  const byName = new Map<string, Sql | null>([
    ...groups.map(({ name, order }): [string, Sql | null] => [name, order]),
    ...measures.map(({ name, figure }): [string, Sql] => [name, figure]),
  ])
  const wanted = (sort ?? []).map((text) => {
    const key = byName.get(text.replace(/^-/, '')) ?? fail('kernel.not-sortable', { path: text })
    return sql`${key}${sql.raw(text.startsWith('-') ? ' DESC NULLS LAST' : ' NULLS LAST')}`
  })
  const rest = groups.flatMap(({ order, keys }) => [...(order ? [order] : []), ...keys.map(({ as }) => sql`${groupsAlias}.${as}`)])
  const said = new Set<string>()
  const isNew = (key: Sql) => !said.has(sameness(key)) && said.add(sameness(key))
  return [...wanted, ...rest.filter(isNew).map((key) => sql`${key} NULLS LAST`)]
}

const comparisons: Readonly<Record<string, string>> = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' }

function readHaving(source: Source, having: unknown, measures: readonly MeasureSql[]): Sql[] {
  if (having === undefined) return []
  if (!isPlain(having)) return fail('kernel.bad-filter', { path: 'having', want: 'object' })
  return Object.entries(having).flatMap(([name, wanted]) => {
    const path = `having.${name}`
    const measure = measures.find((one) => one.name === name) ?? fail('kernel.bad-filter', { path })
    const comparisonsOfOne = isPlain(wanted) ? Object.entries(wanted) : [['eq', wanted] as const]
    return comparisonsOfOne.map(([operator, value]) => compareFigure(source, measure, { operator, value, path }))
  })
}

type Comparison = Readonly<{ operator: string; value: unknown; path: string }>

function compareFigure(source: Source, { figure, field }: MeasureSql, { operator, value, path }: Comparison): Sql {
  source.build.countCondition(path)
  if (field) {
    const compare = Object.hasOwn(field.type.operators, operator) ? field.type.operators[operator] : undefined
    if (!compare) return fail('kernel.bad-filter', { path, operator })
    try {
      return compare({ columns: [figure], value, options: field.options, context: source.build.parse() })
    } catch (error) {
      if (error instanceof Fault && error.code === 'kernel.bad-value') fail('kernel.bad-filter', { path, operator, ...error.details })
      throw error
    }
  }
  const sign = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined
  if (!sign) return fail('kernel.bad-filter', { path, operator })
  if (typeof value !== 'number' || !Number.isFinite(value)) return fail('kernel.bad-filter', { path, operator, want: 'number' })
  return sql`${figure} ${sql.raw(sign)} ${sql.param(String(value))}::numeric`
}
