import { inputsOf, isOpen } from '../../access/inputs.ts'
import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogField, CatalogObject } from '../../model/catalog.ts'
import { fail } from '../../model/fault.ts'
import { isKept } from '../../retention/horizons.ts'
import type { Build } from '../build.ts'
import { columnsOf, masked, titleOf } from './expression.ts'
import type { Source } from './source.ts'

/** Fields to answer and, below links, the fields of the linked record. */
export interface Wanted extends ReadonlyMap<string, Wanted> {}

interface Growing extends Map<string, Growing> {}

const nothingBelow: Wanted = new Map()
const deepest = 3
/** Names with values that one `json_build_object` takes, less id and title. */
const mostPairs = 48

/**
 * What to answer for a list of paths; `*` and no list at all stand for everything the reader may see, no list without what is
 * costly to make: lines and figures over children.
 *
 * @throws `kernel.unknown-field` with the path, also for fields the reader may not see
 */
export function readWanted(build: Build, object: CatalogObject, paths: readonly string[] | undefined): Wanted {
  const wanted: Growing = new Map<string, Growing>([['id', new Map()]])
  const all = (isCheap: boolean) => {
    for (const field of Object.values(object.fields)) {
      if (build.right(object, field) === 'hidden' || (isCheap && isCostly(build, object, field))) continue
      if (!wanted.has(field.name)) wanted.set(field.name, new Map())
    }
  }
  if (!paths) all(true)
  for (const path of paths ?? []) {
    if (path === '*') all(false)
    else addPath(build, object, { path, wanted })
  }
  return wanted
}

function addPath(build: Build, object: CatalogObject, { path, wanted }: { path: string; wanted: Growing }): void {
  const names = path.split('.')
  const unknown = () => fail('kernel.unknown-field', { path, object: object.name })
  if (names.length > deepest) unknown()
  let at = object
  let into = wanted
  names.forEach((name, i) => {
    const field = Object.hasOwn(at.fields, name) ? at.fields[name] : undefined
    if (!field || build.right(at, field) === 'hidden') return unknown()
    const below = into.get(name) ?? new Map()
    into.set(name, below)
    if (i === names.length - 1) return
    if (!field.refers || !isOpen(build.right(at, field))) return unknown()
    at = build.object(field.refers)
    into = below
  })
}

/** What a formula makes of figures over children is answered, as a state may be made of them; not where they are figures over figures. */
function isCostly(build: Build, object: CatalogObject, field: CatalogField): boolean {
  if (!field.type.compute) return field.type.parts !== undefined
  const { readsChildren, levels } = inputsOf(build.context.catalog, object, field)
  return readsChildren || levels > 1 || field.options.whenAsked === true
}

/** The list behind SELECT: one JSON value per wanted field, under the field's name. */
export function answerColumns(source: Source, wanted: Wanted): Sql {
  const pieces = [...wanted].map(([name, below]) => sql`${answerOf(source, source.object.fields[name]!, below)} AS ${sql.id(name)}`)
  return sql.join(pieces, ',\n    ')
}

function answerOf(source: Source, field: CatalogField, below: Wanted): Sql {
  const right = source.build.right(source.object, field)
  if (right === 'hidden') return fail('kernel.unknown-field', { path: field.name, object: source.object.name })
  const value = openAnswerOf(source, field, below)
  return isOpen(right) ? value : masked(value)
}

function openAnswerOf(source: Source, field: CatalogField, below: Wanted): Sql {
  if (field.refers) return linkAnswer(source, field, below)
  const parts = field.type.parts?.(field.options)
  if (parts) return field.type.select([partsAnswer(source, parts)], field.options)
  const columns = columnsOf(source, field)
  const title = field.type.targets && titleOfNamed(source, columns, field.type.targets(field.options))
  return field.type.select(title ? [...columns, title] : columns, field.options)
}

/** Title of the record that a value names together with its object: looked up in that object alone, null where it is out of the reader's reach. */
function titleOfNamed({ build }: Source, [object, id]: readonly Sql[], targets: readonly string[] | null): Sql {
  const { objects } = build.context.catalog
  const names = (targets ?? Object.keys(objects)).filter(
    (name) =>
      build.mayKnow(name) &&
      objects[name]?.partOf === null &&
      build.reach(name, 'read').kind !== 'none' &&
      isKept(objects[name], build.asOf),
  )
  const looks = names.map((name) => {
    const target = build.open(build.object(name), undefined, id)
    const title = titleOf(target)
    const conditions = sql.all([sql`${target.column('id')} = ${id!}`, ...build.reachOf(target, 'read')])
    return sql`WHEN ${sql.literal(name)} THEN (SELECT ${title} FROM ${target.from()} WHERE ${conditions})`
  })
  return looks.length === 0 ? sql.raw('NULL::text') : sql`CASE ${object!} ${sql.join(looks, '\n      ')} END`
}

/** `{ id, title }` of a linked record; of one out of reach only that there is one. */
function linkAnswer(source: Source, field: CatalogField, below: Wanted): Sql {
  const { build } = source
  const target = source.follow(field)
  const [link] = columnsOf(source, field) as [Sql]
  const isCut = build.reach(target.object.name, 'read').kind !== 'all'
  const id = isCut ? target.column('id') : link
  const title = titleOf(target)
  const seen =
    below.size === 0
      ? withMark(target, { id, title, plain: field.type.select([id, title], field.options) })
      : withFieldsBelow({ id, title, target, below })
  if (!isCut) return seen
  return sql`CASE WHEN ${link} IS NOT NULL AND ${id} IS NULL THEN '{"id":null,"title":null,"hidden":true}'::json ELSE ${seen} END`
}

/** What the linked record warns of stands beside its title. */
function withMark(target: Source, { id, title, plain }: Readonly<{ id: Sql; title: Sql; plain: Sql }>): Sql {
  const field = target.object.fields[target.object.views.mark ?? '']
  if (!field || !isOpen(target.build.right(target.object, field))) return plain
  const [mark] = columnsOf(target, field) as [Sql]
  return sql`CASE WHEN ${mark} IS NULL THEN ${plain} ELSE json_build_object('id', ${id}, 'title', ${title}, 'mark', ${mark}) END`
}

type Seen = Readonly<{ id: Sql; title: Sql; target: Source; below: Wanted }>

function withFieldsBelow({ id, title, target, below }: Seen): Sql {
  const more = [...below].filter(([name]) => name !== 'id' && name !== 'title')
  const field = target.object.fields.title
  const ownTitle = field && below.has('title') ? answerOf(target, field, nothingBelow) : title
  const values = more.map(([name, further]) => [name, answerOf(target, target.object.fields[name]!, further)] as const)
  // A function takes a hundred arguments; a row has no such end, but is a sub-select.
  const row =
    values.length < mostPairs
      ? sql`json_build_object(${sql.join([sql`'id', ${id}`, sql`'title', ${ownTitle}`, ...values.map(([name, value]) => sql`${sql.literal(name)}, ${value}`)])})`
      : sql`(SELECT row_to_json(b) FROM (SELECT ${sql.join([sql`${id} AS "id"`, sql`${ownTitle} AS "title"`, ...values.map(([name, value]) => sql`${value} AS ${sql.id(name)}`)])}) AS b)`
  return sql`CASE WHEN ${id} IS NULL THEN NULL ELSE ${row} END`
}

/** The lines of a record in the order that their list declares, else as they were made, with every field of theirs that the reader may see. */
function partsAnswer(source: Source, { object, by }: Readonly<{ object: string; by: string }>): Sql {
  const { build } = source
  const line = build.open(build.object(object))
  const wanted: Wanted = new Map(
    Object.values(line.object.fields)
      .filter((field) => field.name !== by && !field.type.parts && build.right(line.object, field) !== 'hidden')
      .map((field) => [field.name, nothingBelow]),
  )
  const columns = answerColumns(line, wanted)
  const belongs = sql`${line.column(line.object.fields[by]!.columns[0]!.name)} = ${source.column('id')}`
  const row = sql.id(build.alias('line'))
  return sql`(SELECT coalesce(json_agg(${row}.*), '[]') FROM (
    SELECT ${columns}
    FROM ${line.from()}
    WHERE ${sql.all([belongs, ...(line.object.partOf === by ? [] : build.reachOf(line, 'read'))])}
    ORDER BY ${sql.join([...declaredOrder(line), line.column('id')])}) AS ${row})`
}

function declaredOrder(line: Source): Sql[] {
  const field = line.object.fields[line.object.views.list?.sort ?? '']
  const order = field && field.columns.length > 0 ? field.type.order?.(columnsOf(line, field), field.options) : undefined
  return order ? [order] : []
}
