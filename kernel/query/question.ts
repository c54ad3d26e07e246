import type { Access, Actor } from '../access/define-access.ts'
import type { Sql } from '../db/sql.ts'
import type { Catalog } from '../model/catalog.ts'

/** A condition as outsiders write it (interface.md): checked while it is compiled. */
export type FilterInput = Readonly<Record<string, unknown>>

/** Who asks, where, when: what every compilation needs. */
export type QueryContext = Readonly<{
  catalog: Catalog
  access: Access
  workspace: WorkspaceFacts
  actor: Actor
  now: Date
  /** How many conditions a question may have and how deep they may lie, where our own code puts it together of several filters. */
  bounds?: Readonly<{ conditions: number; depth: number }>
}>

/** Facts of a workspace that reading and writing depend on. */
export type WorkspaceFacts = Readonly<{
  id: number
  slug: string
  name: string
  schema: string
  cluster: string
  locale: 'zh-CN' | 'zh-TW' | 'en'
  currency: string
  timeZone: string
  region: string
}>

export type ListQuestion = Readonly<{
  object: string
  filter?: FilterInput
  /** Words to search for among the object's searchable fields. */
  q?: string
  /** `-amount`, `name`, `account.name`; the id is added by itself. Default: the object's list view, else newest change first. */
  sort?: readonly string[]
  /** Paths of fields to answer; default all readable ones of the object itself. `id` is always there. */
  fields?: readonly string[]
  /** 1…500. */
  limit: number
  cursor?: string
  asOf?: Date
}>

export type OneQuestion = Readonly<{ object: string; id: string; fields?: readonly string[]; asOf?: Date }>

/** `count`, or one figure over a field with an optional `filter` beside and, for money, the day field whose rates count: `{ sum: 'amount', filter: { stage: 'won' }, on: 'closedOn' }`. */
export type Measure = 'count' | Readonly<Record<string, unknown>>
export type AggregateQuestion = Readonly<{
  object: string
  /** Paths, or `{ field, unit }` with unit day|week|month|quarter|year|fiscalQuarter|fiscalYear for days and instants, `{ field, root: true }` for the topmost ancestor of a tree link. */
  by?: readonly (string | Readonly<{ field: string; unit?: string; root?: boolean; as?: string }>)[]
  /** Name → `count`, `{ count: '*' }`, `{ sum: 'amount' }`, `avg min max countDistinct median p75`, each with an optional `filter` beside. */
  measures: Readonly<Record<string, Measure>>
  filter?: FilterInput
  q?: string
  /** Conditions on measures by name: `{ n: { gte: 5 } }`. */
  having?: FilterInput
  /** Names of groups or measures, `-total`. */
  sort?: readonly string[]
  /** At most 10,000 groups, default 1,000. */
  limit?: number
  asOf?: Date
}>

/**
 * A compiled question. The statement answers one row whose columns are named by the compile function.
 * `plan`: `generic` for walks along an index whatever the values, `custom` where values decide.
 */
export type Compiled = Readonly<{ sql: Sql; plan: 'generic' | 'custom' }>

export type { Catalog }
