import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accessOf } from '../../access/access.ts'
import { type Actor, type Grant, grant } from '../../access/define-access.ts'
import { startEmbedded } from '../../db/embedded.ts'
import { checkFence } from '../../db/fence.ts'
import { type Database, openDatabase } from '../../db/pool.ts'
import { type Sql, sql } from '../../db/sql.ts'
import { defineModule } from '../../define-module.ts'
import type { Catalog } from '../../model/catalog.ts'
import { defineObject } from '../../model/define-object.ts'
import {
  autoNumber,
  choice,
  day,
  formula,
  integer,
  lines,
  link,
  money,
  person,
  phone,
  rollUp,
  tags,
  text,
  yesNo,
} from '../../model/fields.ts'
import { newId } from '../../model/uuid.ts'
import { buildCatalog } from '../../schema/build-catalog.ts'
import { schemaDifference } from '../../schema/difference.ts'
import { termsOf } from '../../search/terms.ts'
import type { QueryContext, WorkspaceFacts } from '../question.ts'

/** A tiny trade: customers in a tree, deals with lines, visits that follow their customer, regions in a tree. */
export const region = defineObject('region', {
  plural: 'regions',
  title: 'name',
  tree: 'above',
  fields: { name: text({ required: true }), above: link('region') },
})
export const customer = defineObject('customer', {
  plural: 'customers',
  title: 'name',
  owned: true,
  tree: 'parent',
  search: ['name', 'mobile'],
  views: { list: { columns: ['name', 'grade'], sort: 'name' } },
  fields: {
    name: text({ required: true }),
    grade: choice(['high', 'medium', 'low'], { indexed: true }),
    parent: link('customer', { reverse: 'branches' }),
    region: link('region', { reverse: 'customers' }),
    mobile: phone(),
    revenue: money(),
    headcount: integer({ indexed: true }),
    margin: integer(),
    marginDouble: formula({ expression: 'margin * 2', as: 'integer' }),
    tags: tags(),
    dealCount: rollUp({ of: 'deals', measure: 'count' }),
  },
})
export const deal = defineObject('deal', {
  plural: 'deals',
  title: 'number',
  owned: true,
  search: ['name'],
  fields: {
    number: autoNumber({ pattern: 'D-{000000}' }),
    name: text(),
    customer: link('customer', { reverse: 'deals' }),
    stage: choice(['new', 'offer', 'won', 'lost'], { indexed: true }),
    amount: money(),
    closeOn: day(),
    isOpen: yesNo(),
    informant: person(),
    items: lines({ name: 'dealItem' }, { by: 'deal' }),
  },
})
export const dealItem = defineObject('dealItem', {
  plural: 'dealItems',
  title: 'what',
  partOf: 'deal',
  fields: { deal: link('deal', { required: true, onRemove: 'follow' }), what: text(), count: integer() },
})
export const visit = defineObject('visit', {
  plural: 'visits',
  title: 'note',
  follows: 'customer',
  fields: { note: text(), customer: link('customer', { reverse: 'visits' }), visitedOn: day() },
})

export const trade = defineModule({
  name: 'trade',
  objects: [region, customer, deal, dealItem, visit],
  texts: { en: {}, 'zh-CN': {}, 'zh-TW': {} },
})

export const grants: readonly Grant[] = [
  ...(['customer', 'deal'] as const).flatMap((object) => [
    grant(
      'rep',
      { name: object },
      { read: 'own', create: true, update: 'own', fields: object === 'customer' ? { margin: 'hidden', mobile: 'masked' } : {} },
    ),
    grant('team', { name: object }, { read: 'department', create: true, update: 'department' }),
    grant('manager', { name: object }, { read: 'below', create: true, update: 'below', export: true }),
    grant('reader', { name: object }, { read: 'all' }),
  ]),
  ...['rep', 'team', 'manager'].map((role) => grant(role, visit, { read: 'own', create: true, update: 'own' })),
  ...['rep', 'team', 'manager', 'reader'].flatMap((role) => [
    grant(role, region, { read: 'all' }),
    grant(role, { name: 'member' }, { read: 'all' }),
    grant(role, { name: 'department' }, { read: 'all' }),
  ]),
  grant('dealer', deal, { read: 'all' }),
]

export type Row = Record<string, unknown>

export type Specimen = Readonly<{
  database: Database
  catalog: Catalog
  workspace: WorkspaceFacts
  now: Date
  context(actor: Actor, o?: { now?: Date; workspace?: Partial<WorkspaceFacts> }): QueryContext
  /** Stores rows by column names, as they were last changed at `updated_at`; ids are made where none are given. */
  insert(object: string, rows: readonly Row[]): Promise<string[]>
  /** The rows of one statement, which must pass the fence. */
  run(piece: Sql, plan?: 'generic' | 'custom'): Promise<Row[]>
  close(): Promise<void>
}>

/** An empty trade in a schema of its own. */
export async function openSpecimen(): Promise<Specimen> {
  const server = await openServer()
  const database = openDatabase({ url: server.url, max: 2 })
  const catalog = buildCatalog([trade])
  const schema = `w_trade_${randomBytes(6).toString('hex')}`
  const now = new Date('2026-06-15T04:00:00Z')
  const workspace: WorkspaceFacts = {
    id: 1,
    slug: 'trade',
    name: 'Trade',
    schema,
    cluster: 'main',
    locale: 'zh-CN',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    region: 'CN',
  }
  await database.control.query(sql`CREATE SCHEMA ${sql.id(schema)}`)
  const { statements } = await schemaDifference(database.control, schema, catalog, now)
  for (const statement of statements) await database.control.query(sql.raw(statement))
  const access = accessOf(catalog, grants)
  const run: Specimen['run'] = async (piece, plan = 'custom') => {
    const text = piece.chunks.map((chunk) => (typeof chunk === 'string' ? chunk : '$1')).join('')
    const broken = checkFence(text)
    if (broken.length > 0) throw new Error(`${broken.join(', ')}:\n${text}`)
    return database.read(workspace).query(piece, { plan })
  }
  return {
    database,
    catalog,
    workspace,
    now,
    context: (actor, o = {}) => ({ catalog, access, workspace: { ...workspace, ...o.workspace }, actor, now: o.now ?? now }),
    insert: (object, rows) => insertRows({ database, catalog, schema, now }, object, rows),
    run,
    close: async () => {
      await database.control.query(sql`DROP SCHEMA ${sql.id(schema)} CASCADE`)
      await database.close()
      await server.stop()
    },
  }
}

type Server = Readonly<{ url: string; stop(): Promise<void> }>

async function openServer(): Promise<Server> {
  const url = process.env.ZHIKE_TEST_DATABASE
  if (url) return { url, stop: async () => undefined }
  const dataDir = await mkdtemp(join(tmpdir(), 'zhike-query-'))
  const silent = { info: () => undefined, warn: () => undefined }
  const server = await startEmbedded({ dataDir, fsync: false, log: silent })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

type Store = Readonly<{ database: Database; catalog: Catalog; schema: string; now: Date }>

async function insertRows({ database, catalog, schema, now }: Store, name: string, rows: readonly Row[]): Promise<string[]> {
  if (rows.length === 0) return []
  const object = catalog.objects[name]!
  const columns = [...Object.values(object.fields).flatMap((field) => field.columns), { name: 'change_id', type: 'uuid' }]
  const full = rows.map((row): Row => {
    const texts = object.search.flatMap((field) => {
      const { columns, type } = object.fields[field]!
      const value = row[columns[0]!.name]
      return value ? [...(type.texts?.(value) ?? [])] : []
    })
    return { id: newId(), version: 1, created_at: now, updated_at: now, change_id: newId(), ...row, terms: termsOf(texts).join(' ') }
  })
  const typed = [...columns, { name: 'terms', type: 'text' }].map((column) => sql`${sql.id(column.name)} ${sql.raw(column.type)}`)
  const names = columns.map((column) => sql.id(column.name))
  await database.control.query(sql`INSERT INTO ${sql.id(schema, object.table)} (${sql.join(names)}, search)
    SELECT ${sql.join(names)}, array_to_tsvector(string_to_array(nullif(terms, ''), ' ')) FROM json_to_recordset(${JSON.stringify(full)}::json) AS i(${sql.join(typed)})`)
  if (object.words !== null)
    await database.control.query(sql`INSERT INTO ${sql.id(schema, object.words)} SELECT id, search FROM ${sql.id(schema, object.table)}
      WHERE id = ANY(${full.map((row) => row.id as string)}::uuid[]) ON CONFLICT (id) DO UPDATE SET search = excluded.search`)
  return full.map((row) => row.id as string)
}

/** Somebody with roles. */
export const actorWith = (roles: readonly string[], o: Partial<Actor> = {}): Actor => ({
  kind: 'person',
  memberId: newId(),
  name: 'somebody',
  roles,
  departments: [],
  departmentsBelow: [],
  hasShares: false,
  hasNarrowShares: false,
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  ...o,
})
