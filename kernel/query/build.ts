import type { FieldRight, Reach, Verb } from '../access/define-access.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import { dayOf } from '../model/day-of.ts'
import type { FormulaSort, ParseContext } from '../model/field-type.ts'
import type { QueryContext } from './question.ts'
import type { Source } from './statement/source.ts'
import type { Statistics } from './statistics.ts'

export type ReachVerb = Exclude<Verb, 'create'>

/** Where a filter stands in a larger one; begins the path of faults. */
export type Where = Readonly<{ at: string; depth: number }>

export type CompileOptions = Readonly<{
  /** The statement is for people's eyes: pieces that come from permission stand between comments on lines of their own. */
  explain?: boolean
  /** The question looks at all records within reach, not at a page of them. */
  readsAll?: boolean
  /** How frequent values are; without it every filter counts as rare. */
  statistics?: Statistics
}>

/** Names taken and facts known in a statement. */
export type BuildState = Readonly<{ taken: ReadonlySet<string>; facts: ReadonlyMap<string, Sql> }>

/** One statement while it grows: who asks, which names are taken, how much was asked for. */
export type Build = Readonly<{
  context: QueryContext
  /** What field types need to understand values; looking at the moment in it, or its day, makes the statement one of that. */
  parse(): ParseContext
  options: CompileOptions
  /** The moment whose records are read; undefined for the present. */
  asOf: Date | undefined
  /** @throws `kernel.unknown-object` */
  object(name: string): CatalogObject
  /** The object of the question. @throws `kernel.unknown-object`, `kernel.forbidden` when the reader may read none of it */
  asked(name: string): CatalogObject
  table(name: string): Sql
  /** A name that no other place of the statement has. */
  alias(wish: string): string
  /** A name of the statement for one and the same thing, whoever asks. */
  named(wish: string, thing: string): string
  /** A place for records in the FROM of the statement; with `key` for the one record of that id. */
  open(object: CatalogObject, wish?: string, key?: Sql): Source
  reach(object: string, verb: ReachVerb): Reach
  /** The reach over a place, to be joined by "and": no piece when everything is within reach. */
  reachOf(source: Source, verb: ReachVerb): Sql[]
  /** A filter over a place, to be joined by "and". */
  conditions(source: Source, filter: unknown, where?: Where): Sql[]
  /** May the reader know that there are such objects? */
  mayKnow(object: string): boolean
  /** The right to a field; computed fields are hidden with any field they are made of. */
  right(object: CatalogObject, field: CatalogField): FieldRight
  /** How long what was said so far says the same. */
  holds(): Holds
  /** Names and facts so far, for another build to go on from. */
  state(): BuildState
  /** Counts one more condition of the filter. @throws `kernel.bad-filter` */
  countCondition(path: string): void
  /** A fact about the reader as a parameter; the same fact is the same parameter throughout. */
  fact(value: unknown, note: string): Sql
  /** Marks a piece as coming from permission, where the statement is explained. */
  byAccess(piece: Sql): Sql
}>

/** For ever, until midnight of the reader's zone, or for this moment alone. */
export type Holds = 'ever' | 'day' | 'moment'

export const zoneOf = ({ actor, workspace }: QueryContext): string => (actor.kind === 'system' ? workspace.timeZone : actor.timeZone)

/** What field types need to understand the values of a question; `told` hears when the moment or its day is looked at. */
export const parseContextOf = (context: QueryContext, told?: (holds: Holds) => void): ParseContext => {
  const { catalog, workspace, actor, now } = context
  const timeZone = zoneOf(context)
  return {
    region: workspace.region,
    currency: workspace.currency,
    timeZone,
    locale: actor.locale,
    get now() {
      told?.('moment')
      return now
    },
    get today() {
      told?.('day')
      return dayOf(now, timeZone)
    },
    memberId: actor.memberId,
    vault: catalog.vault,
    fiscalMonth: catalog.fiscalMonth,
  }
}

/** Conditions behind WHERE, one to a line. */
export const where = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql.raw('true') : sql.join(conditions, '\n    AND '))

/** The same text for pieces that say the same with the same values. */
export const sameness = ({ chunks }: Sql): string =>
  chunks.map((chunk) => (typeof chunk === 'string' ? chunk : JSON.stringify(chunk.value))).join('')

/** How one counts with a field's values. */
export const sortOf = (field: CatalogField | undefined): FormulaSort | undefined => field?.type.formulaSort?.(field.options)
