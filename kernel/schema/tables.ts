import { createHash } from 'node:crypto'
import { type Sql, sql, toStatement } from '../db/sql.ts'
import type { Catalog, CatalogField, CatalogObject } from '../model/catalog.ts'
import type { FromRows } from '../model/fields.ts'
import { hiddenColumns } from './system-fields.ts'

export type TablePlan = Readonly<{
  table: string
  /** The table of words beside it, with an index of its own. */
  words: Readonly<{ table: string; index: Readonly<{ name: string; definition: string }> }> | null
  columns: readonly Readonly<{ name: string; type: string; notNull: boolean }>[]
  /** Unique and plain indexes by name; the name carries a hash of the definition, so a changed index gets a new name. */
  indexes: readonly Readonly<{ name: string; definition: string; unique: readonly string[] | null }>[]
  /** Foreign keys; to `key` of the target where it is not the id. */
  links: readonly Readonly<{ name: string; column: string; target: string; field: string; key?: string }>[]
}>

const always = new Set(['id', 'version', 'created_at', 'updated_at', 'change_id'])

/** What the database should hold for one object of the catalog. */
export function tablePlan(catalog: Catalog, object: CatalogObject): TablePlan {
  const fields = Object.values(object.fields)
  const columns = [...fields.flatMap((field) => field.columns), ...hiddenColumns].map((column) => ({
    ...column,
    notNull: always.has(column.name),
  }))
  return { table: object.table, words: wordsPlan(object), columns, indexes: indexesOf(object), links: linksOf(catalog, object) }
}

/** Entries of words are made anew with every version of the row they point at: beside the record that is only when the words change. */
function wordsPlan({ words }: CatalogObject): TablePlan['words'] {
  const definition = 'USING gin (search)'
  return words === null ? null : { table: words, index: { name: nameOf('i', words, 'gin', definition), definition } }
}

/** A name of at most 50 bytes: constraint names are all that survives in some errors, so they must be unique in meaning. */
function nameOf(prefix: string, table: string, words: string, definition: string): string {
  const hash = createHash('sha256').update(definition).digest('hex').slice(0, 6)
  return `${`${prefix}_${table}_${words}`.replace(/[^a-z0-9_]+/g, '_').slice(0, 43)}_${hash}`
}

function indexesOf(object: CatalogObject): TablePlan['indexes'] {
  const fields = Object.values(object.fields)
  const column = (name: string) => object.fields[name]!.columns[0]!.name
  const made: { prefix: string; words: string; definition: string; unique: readonly string[] | null }[] = []
  const add = (words: string, definition: string, unique: readonly string[] | null = null) =>
    made.push({ prefix: unique ? 'u' : 'i', words, definition, unique })

  for (const field of fields.filter((candidate) => candidate.unique && candidate.columns.length > 0)) {
    add(field.columns[0]!.name, `UNIQUE (${quote(field.columns[0]!.name)})`, [field.name])
  }
  for (const set of object.unique) {
    const names = set.map(column)
    add(names.join('_'), `UNIQUE (${names.map(quote).join(', ')}) NULLS NOT DISTINCT`, set)
  }
  for (const { by, where } of object.atMostOne) {
    const names = by.map(column)
    add(names.join('_'), `UNIQUE (${names.map(quote).join(', ')}) NULLS NOT DISTINCT WHERE ${quote(column(where))}`, by)
  }
  add('updated', '(updated_at, id)')
  add('created', '(created_at, id)')
  for (const field of fields.filter(needsWalk)) {
    const name = field.columns[0]!.name
    add(name, `(${quote(name)}, updated_at, id)${isOftenEmpty(field) ? ` WHERE ${quote(name)} IS NOT NULL` : ''}`)
  }
  const title = object.fields[object.title]!
  const order = title.type.order?.(
    title.columns.map((c) => sql.id(c.name)),
    title.options,
  )
  if (order && title.columns.length > 0) add('title', `(${textOf(order)}, id)`)
  for (const name of walkedBySort(object)) {
    const field = object.fields[name]!
    const piece = field.type.order?.(
      field.columns.map((c) => sql.id(c.name)),
      field.options,
    )
    if (piece) add(`by_${field.columns[0]!.name}`, `(${textOf(piece)}, id)`)
  }
  return made.map(({ prefix, words, definition, unique }) => ({
    name: nameOf(prefix, object.table, words, definition),
    definition,
    unique,
  }))
}

/** Lists filter by links and by marked choices and walk in order of change: one index answers both. */
const needsWalk = (field: CatalogField) =>
  field.columns.length > 0 && (field.indexed || (field.refers !== null && !['createdBy', 'updatedBy'].includes(field.name)))

/**
 * What may be empty mostly is: links that lead nowhere, dates that have not come. Each such entry would be written with every change for nobody, as who
 * asks for records without it walks by time. Those without an owner are asked for all day.
 */
const isOftenEmpty = (field: CatalogField) =>
  !field.required && field.default === undefined && !['owner', 'ownerDepartment'].includes(field.name)

/** Fields by which declared lists are sorted; those get an index of their own. */
function walkedBySort(object: CatalogObject): string[] {
  const name = object.views.list?.sort?.replace(/^-/, '')
  const field = name ? object.fields[name] : undefined
  return field &&
    name !== object.title &&
    !['updatedAt', 'createdAt', 'id'].includes(field.name) &&
    field.columns.length > 0 &&
    !field.indexed
    ? [field.name]
    : []
}

const quote = (name: string) => `"${name}"`
const textOf = (piece: Sql): string => {
  const { text, values } = toStatement(piece)
  if (values.length > 0) throw new Error(`an index cannot carry parameters: ${text}`)
  return text.startsWith('"') && !text.includes(' ') ? text : `(${text})`
}

/**
 * Foreign keys of one object. Links to the same object and links that would close a circle over objects (a department's head belongs to a
 * department) get none, so that a set of records can always be stored and removed in batches; for those the write road's locks stand in.
 */
function linksOf(catalog: Catalog, object: CatalogObject): TablePlan['links'] {
  const place = new Map(storeOrder(catalog).map((name, i) => [name, i]))
  return Object.values(object.fields)
    .filter((field) => field.refers !== null && field.columns.length === 1 && !['createdBy', 'updatedBy'].includes(field.name))
    .filter((field) => field.refers !== object.name && place.get(field.refers!)! < place.get(object.name)!)
    .map((field) => {
      const column = field.columns[0]!.name
      const target = catalog.objects[field.refers!]!.table
      return { name: nameOf('f', object.table, column, target), column, target, field: field.name }
    })
    .concat(optionLinks(catalog, object))
}

/** A choice among the keys of records holds the record it names: it goes only while nothing has its key. */
function optionLinks(catalog: Catalog, object: CatalogObject): TablePlan['links'][number][] {
  return Object.values(object.fields).flatMap((field) => {
    const from = optionSource(catalog, field)
    if (!from || field.readOnly) return []
    const column = field.columns[0]!.name
    const { name, key } = {
      name: catalog.objects[from.object]!.table,
      key: catalog.objects[from.object]!.fields[from.key]!.columns[0]!.name,
    }
    return [{ name: nameOf('f', object.table, column, `${name} ${key}`), column, target: name, field: field.name, key }]
  })
}

/** Where the options of a choice of one value are records and nothing else. */
function optionSource(catalog: Catalog, field: CatalogField): FromRows | undefined {
  const from = field.options.from as FromRows | undefined
  const carrier = from && catalog.objects[from.object]
  const isWhole = carrier?.fields[from!.key]?.unique && !from!.adds && field.columns.length === 1 && field.columns[0]!.type === 'text'
  return isWhole ? from : undefined
}

const orders = new WeakMap<Catalog, readonly string[]>()
/** Objects in an order in which links mostly point backwards; removal goes the other way. */
export function storeOrder(catalog: Catalog): readonly string[] {
  const known = orders.get(catalog)
  if (known) return known
  const done: string[] = []
  const open = new Set<string>()
  const visit = (name: string) => {
    if (done.includes(name) || open.has(name)) return
    open.add(name)
    for (const field of Object.values(catalog.objects[name]!.fields)) {
      const target = field.refers ?? optionSource(catalog, field)?.object
      if (target && target !== name) visit(target)
    }
    open.delete(name)
    done.push(name)
  }
  // department before member: the head of a department is the link without a foreign key, not the department of a member
  const first = ['department', 'member']
  for (const name of [...first, ...Object.keys(catalog.objects)]) {
    if (name === 'department' && !done.includes(name)) done.push(name)
    else visit(name)
  }
  orders.set(catalog, done)
  return done
}
