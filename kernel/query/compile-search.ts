import { isOpen } from '../access/inputs.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import type { Build, CompileOptions } from './build.ts'
import { escapeLike, holdsWord, openFields, searchOf } from './filter/search-condition.ts'
import type { Compiled, FilterInput, QueryContext } from './question.ts'
import { textOf, titleOf } from './statement/expression.ts'
import { keysOf } from './statement/keys.ts'
import type { Source } from './statement/source.ts'
import { startBuild } from './statement/start-build.ts'

export type SearchQuestion = Readonly<{
  q: string
  /** All searchable ones the reader may read unless told otherwise. */
  objects?: readonly string[]
  /** Hits of each object, 1…50. */
  limit: number
  /** Only what hangs on this record, by a link of its own or of what it follows. */
  within?: Readonly<{ object: string; id: string }>
  /** The records as they stood then; the present when absent. */
  asOf?: Date
}>

const mostHits = 50
/** So many letters of a value are listened to where sounds are meant. */
const heard = 500
/** That many newest records are ranked: few of frequent words, which are met one by one; as good as all of rare ones. */
const rankedAtMost = { frequent: 200, rare: 2_000 }

/**
 * Records of many objects that words find. The statement answers one row, `answer`: JSON text `{"groups":[{"object","hits":[{"id","title",
 * "field","text"}]}]}`, groups in the order of the catalog, without empty ones. Titles that begin with the words come first, then titles that hold them, then the
 * rest, each newest first; `field` and `text` are where the words stand. Where no value holds them letter for letter, `field` is null and `text` the
 * JSON of all values by field: `placeHits` finds the one that sounds so.
 *
 * @throws `kernel.unknown-object`; `kernel.bad-value` for a limit outside 1…50
 */
export function compileSearch(context: QueryContext, question: SearchQuestion, options: CompileOptions = {}): Compiled {
  const { limit, q } = question
  if (!Number.isInteger(limit) || limit < 1 || limit > mostHits) fail('kernel.bad-value', { path: 'limit', min: 1, max: mostHits })
  const build = startBuild(context, options, { asOf: question.asOf })
  const groups = searchedObjects(build, question.objects).flatMap((name) => {
    const filter = question.within ? hangsOn(build, name, question.within) : {}
    return filter ? [{ name, ...hitsOf(build, name, { q, limit, filter }) }] : []
  })
  const parts = groups.map(
    ({ name, hits }, i) => sql`SELECT ${sql.raw(String(i))} AS place, ${sql.literal(name)} AS object, (${hits}) AS hits`,
  )
  const found = parts.length === 0 ? sql`SELECT 0 AS place, '' AS object, NULL::json AS hits` : sql.join(parts, '\nUNION ALL\n')
  return {
    // Materialized: `hits` is named twice, and the planner would run each group's whole search twice.
    sql: sql`WITH found AS MATERIALIZED (
${found})
SELECT json_build_object('groups', coalesce(json_agg(json_build_object('object', object, 'hits', hits) ORDER BY place), '[]'))::text AS "answer"
FROM found WHERE hits IS NOT NULL`,
    // Gathered words are met one way whatever they are, and planning forty objects took 80 of 100 ms.
    plan: groups.every(({ isGathered }) => isGathered) ? 'generic' : 'custom',
  }
}

/** Tables that a search reads: those whose statistics it asks for. */
export const searchedTables = (context: QueryContext): string[] =>
  Object.values(context.catalog.objects)
    .filter(({ search }) => search.length > 0)
    .map(({ table }) => table)

function searchedObjects(build: Build, wanted: readonly string[] | undefined): string[] {
  const names = wanted ?? Object.keys(build.context.catalog.objects).filter((name) => build.object(name).partOf === null)
  return names.filter((name) => build.object(name).search.length > 0 && build.mayKnow(name))
}

/** Open links of an object to another. */
const linksTo = (build: Build, object: CatalogObject, to: string): string[] =>
  Object.values(object.fields).flatMap((field) => (field.refers === to && isOpen(build.right(object, field)) ? [field.name] : []))

/** What holds for the records of an object that hang on one of another; null where none can. */
function hangsOn(build: Build, name: string, { object: to, id }: NonNullable<SearchQuestion['within']>): FilterInput | null {
  const object = build.object(name)
  const far = object.follows.flatMap((link) => {
    const field = object.fields[link]
    if (!field?.refers || field.refers === to || !build.mayKnow(field.refers) || !isOpen(build.right(object, field))) return []
    return linksTo(build, build.object(field.refers), to).map((second) => `${link}.${second}`)
  })
  const ways = [...linksTo(build, object, to), ...far]
  return ways.length === 0 ? null : { or: ways.map((way) => ({ [way]: { in: [id] } })) }
}

type Wanted = Readonly<{ q: string; limit: number; filter: FilterInput }>

function hitsOf(build: Build, name: string, { q, limit, filter }: Wanted): { hits: Sql; isGathered: boolean } {
  const newest = sql.id(build.alias('newest'))
  const source = build.open(build.object(name), undefined, build.asOf ? sql`${newest}.id` : undefined)
  const search = searchOf(source, q, true)
  const hit = hitColumns(source, q)
  const end = sql`ORDER BY ${hit.rank}, ${source.column('updated_at')} DESC, ${source.column('id')} DESC LIMIT ${sql.raw(String(limit))}`
  const record = sql.id(build.alias('hit'))
  const keys = keysOf(build, { object: name, q, filter, sort: ['-updatedAt'] }, search.isRare ? rankedAtMost.rare : rankedAtMost.frequent)
  const hits = sql`SELECT json_agg(${record}) FROM (
    SELECT ${hit.columns}
    FROM (\n${keys.sql}) AS ${newest} JOIN ${source.place()} ON ${source.column('id')} = ${newest}.id${source.joins()}
    ${end}) AS ${record}`
  return { hits, isGathered: keys.isGathered }
}

/** What a hit shows, and by how much it is meant: 0 for a title that begins with the words, 1 for one that holds them, 2 for the rest. */
function hitColumns(source: Source, q: string): { columns: Sql; rank: Sql } {
  const { build, object } = source
  const { words } = searchOf(source, q, true)
  const title = titleOf(source)
  const isTitleOpen = isOpen(build.right(object, object.fields[object.title]!))
  const typed = [...new Set([q.slice(0, 100).normalize('NFC').trim(), words.map(({ form }) => form).join(' ')])].map(escapeLike)
  const like = (pattern: (text: string) => string) => sql.any(typed.map((text) => sql`${title} ILIKE ${pattern(text)}::text`))
  const rank = isTitleOpen
    ? sql`CASE WHEN ${like((text) => `${text}%`)} THEN 0 WHEN ${like((text) => `%${text}%`)} THEN 1 ELSE 2 END`
    : sql`2::int`
  const fields = openFields(source).map((field) => ({ name: field.name, text: textOf(source, field) }))
  const places = fields.map(({ name, text }) => ({ name, text, holds: sql.any(words.map((word) => holdsWord(text, word))) }))
  const values = sql`json_build_object(${sql.join(fields.map(({ name, text }) => sql`${sql.literal(name)}, left(${text}, ${sql.raw(String(heard))})`))})::text`
  const choose = (what: (place: (typeof places)[number]) => Sql, rest: Sql) =>
    places.length === 0
      ? sql`NULL::text`
      : sql`CASE ${sql.join(
          places.map((place) => sql`WHEN ${place.holds} THEN ${what(place)}`),
          ' ',
        )} ELSE ${rest} END`
  return {
    columns: sql`${markOf(source)}${source.column('id')} AS "id", ${title} AS "title", ${choose(({ name }) => sql.literal(name), sql.raw('NULL'))} AS "field", ${choose(({ text }) => text, values)} AS "text"`,
    rank,
  }
}

/** What a record warns of, for objects that may warn. */
function markOf(source: Source): Sql {
  const field = source.object.fields[source.object.views.mark ?? '']
  if (!field || !isOpen(source.build.right(source.object, field))) return sql.empty
  return sql`${textOf(source, field)} AS "mark", `
}
