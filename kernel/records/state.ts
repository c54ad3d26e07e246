import type { Access, Actor } from '../access/define-access.ts'
import type { Work } from '../actions/define-action.ts'
import type { Flows } from '../approvals/flows.ts'
import type { Connection } from '../db/pool.ts'
import type { ModuleDef } from '../define-module.ts'
import type { Session, Touched, WorkRoad } from '../engine-types.ts'
import type { Catalog, CatalogObject } from '../model/catalog.ts'
import { dayOf } from '../model/day-of.ts'
import type { ParseContext } from '../model/field-type.ts'
import type { Told } from '../notices/store-notices.ts'
import type { QueryContext } from '../query/question.ts'
import type { Values } from './parse-input.ts'

/** Who belongs where, kept in memory per workspace. */
export type Directory = Readonly<{
  /** Main department of a member. */
  departmentOf(memberId: string): string | null
  knows(memberId: string): boolean
  /** The actor of a member, active or not. @throws `kernel.not-found` */
  seen(memberId: string, settings: Pick<Actor, 'locale' | 'timeZone'>): Actor
}>

/** Hands out automatic numbers; never the same twice. */
export type Numbers = Readonly<{
  take(counter: string, count: number): Promise<number>
  /** Makes sure the counter stands at `atLeast` or above. */
  lift(counter: string, atLeast: number): Promise<void>
}>

/** Records that a process keeps by object, until one of the object is written. */
export type KeptRows = Readonly<{ rows(object: string, read: () => Promise<readonly Values[]>): Promise<readonly Values[]> }>

export type TouchedRecord = NonNullable<Touched['records']>[number]

/** What one work keeps in mind: one transaction, one moment, one change set. */
export type WorkState = {
  readonly session: Session
  readonly road: WorkRoad
  /** Of the work's beginning, and once it has defined something, what that comes to. */
  catalog: Catalog
  readonly access: Access
  readonly tx: Connection
  readonly now: Date
  readonly today: string
  readonly changeSetId: string
  readonly directory: Directory
  readonly numbers: Numbers
  /** Flows of approval in force. */
  readonly flows: Flows
  readonly kept: KeptRows
  /** For their texts. */
  readonly modules: readonly ModuleDef[]
  /** Where the contents of files lie. */
  readonly filesDir: string
  /** The change set's row exists. */
  started: boolean
  /** Records written in all, by object and kind; what the change set's row says at the end. */
  counts: Record<string, Partial<Record<ChangeKind, number>>>
  /** Statements that wrote; with more than one the change set's counts are brought up to date before the commit. */
  writes: number
  /** By object the records written; null when they are too many to name. */
  touched: Map<string, TouchedRecord[] | null>
  /** Records that the work locked, by object and id, until it writes: nobody else changes them meanwhile. */
  readonly locked: Map<string, Values>
  /** `object.field` of what was changed record by record, `object.*` where one was made: what guards are asked by. */
  changed: Set<string>
  /** Actions that the work ran, with the record they were for. */
  acted: Acted[]
  /** The record of the action that runs, until it is known that whoever called it may change it. */
  toChange: Readonly<{ object: string; id: string }> | null
  /** The work of an actor over this state. */
  workOf(actor: Actor): Work
  events: { event: string; payload: Readonly<Record<string, unknown>> }[]
  /** Who is told of what when the work ends, and who has more or fewer notices by it. */
  readonly told: Told[]
  readonly toldPeople: Set<string>
}

export type Acted = Readonly<{ action: string; on: string; id: string }>

export type ChangeKind = 'create' | 'update' | 'remove'

/** The state as one actor sees it; `work.as` makes another scope over the same state. */
export type Scope = Readonly<{ state: WorkState; actor: Actor }>

export const queryContext = ({ state, actor }: Scope): QueryContext => ({
  catalog: state.catalog,
  access: state.access,
  workspace: state.session.workspace,
  actor,
  now: state.now,
  bounds: { conditions: 5_000, depth: 24 },
})

export const parseContext = ({ state, actor }: Scope): ParseContext => ({
  region: state.session.workspace.region,
  currency: state.session.workspace.currency,
  timeZone: actor.timeZone,
  locale: actor.locale,
  now: state.now,
  get today() {
    return dayOf(state.now, actor.timeZone)
  },
  memberId: actor.memberId,
  vault: state.catalog.vault,
})

/** Notes how much was written, for the change set's counts. */
export function noteWritten(state: WorkState, object: CatalogObject, kind: ChangeKind, count: number): void {
  if (count === 0) return
  const counts = (state.counts[object.name] ??= {})
  counts[kind] = (counts[kind] ?? 0) + count
  state.writes += 1
  state.started = true
}

/** Notes whose lists may look different now, for live updates. */
export function noteTouched(
  state: WorkState,
  object: CatalogObject,
  kind: ChangeKind,
  records: readonly Omit<TouchedRecord, 'kind'>[],
): void {
  state.locked.clear()
  const list = state.touched.get(object.name)
  if (list === null) return
  state.touched.set(object.name, [...(list ?? []), ...records.map((record) => ({ ...record, kind }))])
}

/** Notes that many records of an object look different now, without naming them. */
export function noteManyTouched(state: WorkState, object: CatalogObject): void {
  state.locked.clear()
  state.touched.set(object.name, null)
}
