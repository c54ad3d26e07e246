import { createHash } from 'node:crypto'
import { sql, toStatement } from '../db/sql.ts'
import type { Catalog, CatalogField, CatalogObject } from '../model/catalog.ts'
import { tablePlan } from '../schema/tables.ts'

/** What a kept view says of how it looks at an object; only `filter` and `sort` of its body count. */
export type KeptView = Readonly<{ name: string; object: string; body: Readonly<Record<string, unknown>> }>

export type WantedIndex = Readonly<{
  name: string
  object: string
  table: string
  /** Behind `ON <table>`. */
  definition: string
  /** Fields in order, `-amount` for falling. */
  fields: readonly string[]
  /** Names of the views that want it. */
  views: readonly string[]
}>

const mostPerObject = 5

/**
 * Indexes that kept views need beside those of the declarations: a list that is filtered by one value and walks in an order of its own finds its page
 * without looking at the rest. At most five of an object, those that most views want first, as each makes every change of a record dearer.
 */
export function wantedIndexes(catalog: Catalog, views: readonly KeptView[]): WantedIndex[] {
  const found = views.flatMap((view) => {
    const object = Object.hasOwn(catalog.objects, view.object) ? catalog.objects[view.object]! : undefined
    const shape = object && shapeOf(object, view.body)
    return object && shape ? [{ object, shape, view: view.name }] : []
  })
  return [...Map.groupBy(found, ({ object }) => object)].flatMap(([object, wishes]) => {
    const declared = new Set(tablePlan(catalog, object).indexes.map(({ definition }) => definition))
    return [...Map.groupBy(wishes, ({ shape }) => shape.definition)]
      .filter(([definition]) => !declared.has(definition))
      .map(([definition, same]) => ({ definition, fields: same[0]!.shape.fields, views: same.map(({ view }) => view) }))
      .sort((a, b) => b.views.length - a.views.length)
      .slice(0, mostPerObject)
      .map((one) => ({ ...one, object: object.name, table: object.table, name: nameOf(object.table, one.definition) }))
  })
}

/** Tells these indexes from those of the declarations, which are brought into line with the catalog at each start. */
export const viewIndexPrefix = 'v_'

const nameOf = (table: string, definition: string): string =>
  `${viewIndexPrefix}${table.slice(0, 40)}_${createHash('sha256').update(definition).digest('hex').slice(0, 8)}`

type Shape = Readonly<{ definition: string; fields: readonly string[] }>

function shapeOf(object: CatalogObject, body: KeptView['body']): Shape | undefined {
  const equal = equalField(object, body.filter)
  const order = orderOf(object, body.sort)
  if (!order.text || (!equal && order.isDeclared)) return undefined
  const parts = [...(equal ? [`"${equal.columns[0]!.name}"`] : []), order.text]
  return { definition: `(${parts.join(', ')})`, fields: [...(equal ? [equal.name] : []), order.name] }
}

/** The field of the object itself that the filter holds to one value; the more values a kind can have, the better. */
function equalField(object: CatalogObject, filter: unknown): CatalogField | undefined {
  if (typeof filter !== 'object' || filter === null) return undefined
  const fields = Object.entries(filter).flatMap(([name, value]) => {
    const field = Object.hasOwn(object.fields, name) ? object.fields[name]! : undefined
    return field && field.columns.length === 1 && isOneValue(value) && isComparable(field) ? [field] : []
  })
  const isTwofold = (field: CatalogField) => Number(field.columns[0]!.type === 'boolean')
  return fields.sort((a, b) => isTwofold(a) - isTwofold(b))[0]
}

const isOneValue = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 1 && 'eq' in value && isOneValue(value.eq))

/** Free text would make entries too large, and is rarely asked for whole. */
const isComparable = (field: CatalogField): boolean =>
  field.refers !== null || field.type.choices !== undefined || ['boolean', 'date', 'bigint', 'integer'].includes(field.columns[0]!.type)

function orderOf(object: CatalogObject, sort: unknown): { text?: string; name: string; isDeclared: boolean } {
  const first = (typeof sort === 'string' ? sort.split(',')[0] : undefined) || object.views.list?.sort || '-updatedAt'
  const isFalling = first.startsWith('-')
  const name = first.replace(/^-/, '')
  if (name === 'updatedAt' || name === 'createdAt') {
    const column = name === 'updatedAt' ? 'updated_at' : 'created_at'
    return { text: `${column}, id`, name: first, isDeclared: true }
  }
  const field = Object.hasOwn(object.fields, name) ? object.fields[name]! : undefined
  // Links are sorted by what they lead to, which lies in another table.
  if (!field || field.columns.length === 0 || field.type.compute || field.refers) return { name: first, isDeclared: false }
  const order = field.type.order?.(
    field.columns.map((column) => sql.id(column.name)),
    field.options,
  )
  if (!order) return { name: first, isDeclared: false }
  const { text } = toStatement(order)
  const piece = text.startsWith('"') && !text.includes(' ') ? text : `(${text})`
  const isDeclared = name === object.title || field.indexed || name === object.views.list?.sort?.replace(/^-/, '')
  return { text: isFalling ? `${piece} DESC NULLS LAST, id DESC` : `${piece}, id`, name: first, isDeclared }
}
