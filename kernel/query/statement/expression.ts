import { inputsOf, isOpen } from '../../access/inputs.ts'
import { type Sql, sql } from '../../db/sql.ts'
import { type CatalogChildren, type CatalogField, childrenNamed } from '../../model/catalog.ts'
import { fail } from '../../model/fault.ts'
import type { ComputeInput } from '../../model/field-type.ts'
import { type Build, sortOf } from '../build.ts'
import { reachBelow } from './branches.ts'
import { type Beside, openSource, type Source } from './source.ts'

/**
 * What a field type works on: the field's columns, or the expressions of a computed field. A formula over figures is made once for all who read it, as it would be written out anew at each
 * mention, and a formula over such formulas anew for each of those: 100,000 letters for one value.
 */
export function columnsOf(source: Source, field: CatalogField): readonly Sql[] {
  const { type, options } = field
  if (!type.compute) return field.columns.map(({ name }) => source.column(name))
  const { levels, readsChildren } = inputsOf(source.build.context.catalog, source.object, field)
  const compute = () => type.compute!(options, computeInput(source))
  if (levels === 0 || readsChildren) return compute().map((piece) => sql`(${piece})`)
  return source.beside(`= ${field.name}`, (alias) => {
    const made = compute()
    // Without OFFSET the planner would write it out at each mention after all.
    return { values: columnsAt(alias, made), sql: () => sql`(SELECT ${asColumns(made)} OFFSET 0)` }
  })
}

const columnsAt = (alias: string, { length }: Readonly<{ length: number }>, first = 0): Sql[] =>
  Array.from({ length }, (_, i) => sql.id(alias, `v${first + i}`))
const asColumns = (made: readonly Sql[]): Sql => sql.join(made.map((piece, i) => sql`${piece} AS ${sql.id(`v${i}`)}`))

/** The columns as far as the reader may tell records apart by them: a link to a record that is out of reach counts as none. */
export function readableColumnsOf(source: Source, field: CatalogField): readonly Sql[] {
  if (!field.refers || source.build.reach(field.refers, 'read').kind === 'all') return columnsOf(source, field)
  return [source.follow(field).column('id')]
}

function computeInput(source: Source): ComputeInput {
  return {
    field: (name, part) => fieldOf(source, name, part),
    sortOf: (name) => sortOf(source.object.fields[name]),
    get context() {
      return source.build.parse()
    },
    children: (name, figure) => {
      const children = childrenNamed(source.object, name) ?? fail('kernel.unknown-field', { path: name, object: source.object.name })
      const { fields } = source.build.object(children.object)
      const isOfOwn = Object.keys(figure.filter ?? {}).every((key) => (fields[key]?.columns.length ?? 0) > 0)
      // What looks further than the child itself would be looked up for each figure anew.
      return source.beside(isOfOwn ? name : `${name} ${JSON.stringify(figure.filter)}`, (alias) => figuresOver(source, children, alias))(
        figure,
      )
    },
  }
}

type Figure = Parameters<ComputeInput['children']>[1]

/**
 * Figures over the same children in one statement, so that these are read once. Where all are of the same ones among them, that is the condition of
 * the statement; else each figure chooses its own.
 */
function figuresOver(source: Source, children: CatalogChildren, alias: string): Beside<(figure: Figure) => readonly Sql[]> {
  // What a declaration names was settled by whoever made it, not by the reader's rights to single fields, nor is it his question that grows by it. Records stay cut to
  // the reader's.
  const build: Build = {
    ...source.build,
    right: () => 'read',
    mayKnow: () => true,
    countCondition: () => undefined,
    open: (wanted, wish, key) => openSource(build, wanted, wish, key),
  }
  const child = build.open(build.object(children.object))
  const by = child.column(child.object.fields[children.by]!.columns[0]!.name)
  const asked = new Map<string, Figure & { values: readonly Sql[] }>()
  const values = (figure: Figure): readonly Sql[] => {
    const key = `${figure.key} ${JSON.stringify(figure.filter)}`
    const made = asked.get(key)?.values ?? columnsAt(alias, figure.what, [...asked.values()].flatMap(({ what }) => what).length)
    asked.set(key, { ...figure, values: made })
    return made
  }
  const chosen = ({ filter }: Figure) => (filter ? build.conditions(child, filter) : [])
  const text = (): Sql => {
    const all = [...asked.values()]
    const isOne = new Set(all.map(({ filter }) => JSON.stringify(filter))).size === 1
    const only = (one: Figure) => (isOne || !one.filter ? sql.empty : sql` FILTER (WHERE ${sql.all(chosen(one))})`)
    const selected = all.flatMap((one) => one.what.map((figure) => figure((field, part) => fieldOf(child, field, part), only(one))))
    const conditions = [sql`${by} = ${source.column('id')}`, ...reachBelow(child, children.by), ...(isOne ? chosen(all[0]!) : [])]
    return sql`(SELECT ${asColumns(selected)} FROM ${child.from()} WHERE ${sql.all(conditions)})`
  }
  return { values, sql: text }
}

function fieldOf(source: Source, name: string, part = 0): Sql {
  const field = source.object.fields[name] ?? fail('kernel.unknown-field', { path: name, object: source.object.name })
  return columnsOf(source, field)[part] ?? fail('kernel.unknown-field', { path: name, part, object: source.object.name })
}

/** Text that stands for a record; null where the reader may not see it. */
export function titleOf(source: Source, depth = 0): Sql {
  const { build, object } = source
  const field = object.fields[object.title]!
  const right = build.right(object, field)
  if (right === 'hidden') return sql.raw('NULL::text')
  const title = field.refers && depth < 3 ? titleOf(source.follow(field), depth + 1) : textOf(source, field)
  return isOpen(right) ? title : masked(title)
}

/** A field's value as plain text. */
export function textOf(source: Source, field: CatalogField): Sql {
  const columns = columnsOf(source, field)
  const selected = field.type.select(columns, field.options)
  if (field.columns.length === 1 && field.columns[0]!.type === 'text' && selected.chunks.join() === columns[0]!.chunks.join())
    return selected
  return sql`(to_json(${selected}) #>> '{}')`
}

/** Of a text its ends (138****1234), of shorter texts the first sign, of everything else nothing but that it is there. */
export function masked(value: Sql): Sql {
  return sql`(SELECT CASE
      WHEN json_typeof(v) IS NULL OR json_typeof(v) = 'null' THEN NULL
      WHEN json_typeof(v) <> 'string' THEN '****'
      WHEN length(v #>> '{}') > 7 THEN left(v #>> '{}', 3) || '****' || right(v #>> '{}', 4)
      ELSE left(v #>> '{}', 1) || '****' END FROM (SELECT to_json(${value}) AS v) AS m)`
}
