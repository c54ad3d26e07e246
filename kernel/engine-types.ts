import type { Access, Actor } from './access/define-access.ts'
import type { ActionDef, Via, Work } from './actions/define-action.ts'
import type { Connection, Database } from './db/pool.ts'
import type { ModuleDef } from './define-module.ts'
import type { Alike } from './duplicates/alike.ts'
import type { Twins } from './duplicates/find-twins.ts'
import type { TwinGroups } from './duplicates/groups.ts'
import type { Comparison, Moment } from './history/compare-versions.ts'
import type { Catalog } from './model/catalog.ts'
import type { SearchQuestion } from './query/compile-search.ts'
import type { AggregateQuestion, FilterInput, ListQuestion, OneQuestion, WorkspaceFacts } from './query/question.ts'
import type { ShownShare } from './sharing/share-record.ts'
import type { MayAnswer } from './sharing/who-may.ts'
import type { Policy } from './sign-in/policies.ts'

/** Who does something where and by which road; made once per request. */
export type Session = Readonly<{
  workspace: WorkspaceFacts
  actor: Actor
  /** Reading may be done wherever at least this is known (`database.seen`); where what was just written is true, when absent. */
  after?: string | undefined
}>

/** How a piece of work enters the history. */
export type WorkRoad = Readonly<{
  via: Via
  /** Request id, file name, job name: what caused it. */
  cause?: string
  note?: string
  /** The moment of the work; the present unless a test says otherwise. */
  now?: Date
  /** Continue an existing change set (imports and bulk jobs over several transactions). */
  changeSetId?: string
  undoes?: string
  /** What an import was asked to bring about, by the names of consequences. */
  brings?: readonly string[]
}>

/** JSON text for the socket, made by the database; nobody parses it on the way. */
export type JsonText = string

/** Readings that look at what they found before they answer, so that some need more than one statement. */
export type ScopedReads = Readonly<{
  /** `{"rows":[…]}`, newest first. */
  history(session: Session, object: string, id: string, page: { limit: number; before?: string }): Promise<JsonText>
  /** What differs between two moments of a record, field by field. @throws `kernel.not-found` */
  compare(session: Session, object: string, moments: Readonly<{ id: string; from: Moment; to: Moment }>): Promise<Comparison>
  /** With whom a record is shared. @throws `kernel.not-found` */
  shares(session: Session, object: string, id: string): Promise<readonly ShownShare[]>
  /** Who may do what with a record and why: one person, or everybody who may read it. @throws `kernel.not-found` */
  access(
    session: Session,
    question: { object: string; id: string; person?: string },
  ): Promise<MayAnswer | { rows: readonly MayAnswer[]; more: boolean }>
  /** Stored records that are most likely the same as one with these values. */
  twins(
    session: Session,
    object: string,
    values: { values: Readonly<Record<string, unknown>>; except?: string | undefined },
  ): Promise<Twins>
  /** By input of an action: stored records that look like the one which it would make of this record. @throws `kernel.not-found` */
  alike(session: Session, action: ActionDef, id: string): Promise<Alike>
  /** Groups of records that most likely are the same, as the last look through all of them found. */
  twinGroups(session: Session, object: string, page: { limit: number; after?: string }): Promise<TwinGroups>
  changeSets(
    session: Session,
    question: { limit: number; before?: string; actor?: string; via?: string; object?: string; undone?: boolean },
  ): Promise<JsonText>
  changeSet(session: Session, id: string, page: { limit: number; after?: string }): Promise<JsonText>
  /** Removed records that still can be restored: `{"rows":[{"id","object","title","removedAt","removedBy","changeSet"}],"next"}`. */
  bin(session: Session, question: { object?: string; limit: number; before?: string }): Promise<JsonText>
}>

/** Answers to reading calls. Those named here are one statement each; `explain` answers the statement instead. */
export type Reads = ScopedReads &
  Readonly<{
    /** `{"rows":[…],"next":…}` */
    list(session: Session, question: ListQuestion): Promise<JsonText>
    /** The rows of several such pages by one statement: JSON text of an array of arrays, in the order of the questions. */
    lists(session: Session, questions: readonly ListQuestion[]): Promise<JsonText>
    /** `{"value":8800,"exact":true}`; stops at 10,000 unless `exact`. */
    count(session: Session, question: Omit<ListQuestion, 'limit'>, exact: boolean): Promise<JsonText>
    /** The record. @throws `kernel.not-found` */
    one(session: Session, question: OneQuestion): Promise<JsonText>
    /** `{"rows":[…]}` */
    aggregate(session: Session, question: AggregateQuestion): Promise<JsonText>
    /** `{"sql","params","notes","access"}` of the same questions, which are not asked. */
    explain(
      session: Session,
      question:
        | ({ kind: 'list' | 'count' } & ListQuestion)
        | ({ kind: 'one' } & OneQuestion)
        | ({ kind: 'aggregate' } & AggregateQuestion)
        | ({ kind: 'search' } & SearchQuestion),
    ): Promise<JsonText>
    /** The same of readings in several statements: the call is made, its statements stand one after the other, parameters counted on. */
    explainCall(session: Session, call: (reads: ScopedReads) => Promise<unknown>): Promise<JsonText>
    /** Hits over all objects, grouped: `{"groups":[{"object","hits":[{"id","title","field","text"}]}]}`. */
    search(session: Session, question: SearchQuestion): Promise<JsonText>
  }>

/** Object calls by name for the doors: input as it came over the wire, unchecked. */
export type Writes = Readonly<{
  /** Creates the rows; answers them as stored, in order, as JSON text of an array. */
  create(work: Work, object: string, rows: readonly unknown[]): Promise<JsonText>
  change(work: Work, object: string, id: string, to: unknown): Promise<JsonText>
  /** @throws `kernel.expected-other-count` unless exactly `expect` records match. Answers `{"changed":n}`. */
  changeWhere(work: Work, object: string, which: Readonly<{ filter: FilterInput; to: unknown; expect: number }>): Promise<JsonText>
  remove(work: Work, object: string, ids: readonly string[]): Promise<void>
  removeWhere(work: Work, object: string, filter: FilterInput, expect: number): Promise<JsonText>
  restore(work: Work, object: string, id: string): Promise<JsonText>
  /** Remembers that these records are not the same. Answers how many pairs that are. */
  keepApart(work: Work, object: string, ids: readonly string[]): Promise<number>
  runAction(work: Work, action: string, input: unknown): Promise<JsonText>
}>

export type UndoPreview = Readonly<{
  restores: number
  conflicts: readonly Readonly<{
    object: string
    record: string
    title: string | null
    field: string
    now: unknown
    then: unknown
    nowBy: string | null
    nowAt: string | null
  }>[]
  /** Conflicts in all; `conflicts` is one page of them, `next` the cursor of the next one. */
  conflictsTotal: number
  next: string | null
}>
/** A link that came back empty, because what it named is gone. */
export type Emptied = Readonly<{ object: string; id: string; field: string }>
export type UndoAnswer = Readonly<{ changeSet: string; restored: number; kept: number; emptied: readonly Emptied[] }>
export type UndoChoice = Readonly<{ resolve?: Readonly<Record<string, 'keep' | 'restore'>>; conflicts?: 'keep' | 'restore'; note?: string }>

/** What changed, for live updates; announced after commit, coalesced. */
export type Touched = Readonly<{
  workspace: string
  object: string
  /** Up to where the workspace's server had been written then; stands where standbys are read from. */
  seen?: string
  /** Absent when there were too many to name. */
  records?: readonly Readonly<{ id: string; kind: 'create' | 'update' | 'remove'; owner: string | null; department: string | null }>[]
}>

export type NewWorkspace = Readonly<{
  slug: string
  name: string
  locale: 'zh-CN' | 'zh-TW' | 'en'
  currency?: string
  timeZone?: string
  region?: string
  /** The cluster it shall lie on; `main` unless told otherwise. */
  cluster?: string
}>

/** The record engine of one installation. */
export type Engine = Readonly<{
  database: Database
  modules: readonly ModuleDef[]
  reads: Reads
  writes: Writes
  /** The catalog of a workspace as of now; cached, dropped when it changes here or in another process. */
  catalogOf(workspace: WorkspaceFacts): Promise<Catalog>
  /** Objects whose records make the catalog: when one is written, the catalog is another. */
  catalogObjects: ReadonlySet<string>
  accessOf(workspace: WorkspaceFacts): Promise<Access>
  /** The rules for signing in; in force with the answer to whoever wrote them. */
  policiesOf(workspace: WorkspaceFacts): Promise<readonly Policy[]>
  /** Facts by slug. @throws `kernel.not-found` */
  workspace(slug: string): Promise<WorkspaceFacts>
  workspaces(): Promise<readonly WorkspaceFacts[]>
  /** Makes schema, tables, seeds; all or nothing. @throws `kernel.not-unique` for a taken slug, `kernel.bad-value` for a bad one. */
  createWorkspace(spec: NewWorkspace): Promise<WorkspaceFacts>
  /** Everything of it, for good. */
  dropWorkspace(slug: string): Promise<void>
  /** The actor of a member, with roles and departments; cached, dropped within a second when they change. @throws `kernel.unauthenticated` for unknown or inactive members. */
  actorOf(workspace: WorkspaceFacts, memberId: string, settings?: { locale?: Actor['locale']; timeZone?: string }): Promise<Actor>
  /** One transaction, one change set. Commits when `run` answers, rolls back when it throws. */
  work<T>(session: Session, road: WorkRoad, run: (work: Work, tx: Connection) => Promise<T>): Promise<T>
  previewUndo(session: Session, changeSet: string, o?: { cursor?: string }): Promise<UndoPreview>
  /** @throws `kernel.undo-conflicts` with the preview in details when choices are missing. */
  undo(session: Session, changeSet: string, choice: UndoChoice, road: WorkRoad): Promise<UndoAnswer>
  /** Live updates of this and other processes; answers how to stop. */
  onTouched(listener: (touched: readonly Touched[]) => void): () => void
  /** SQL that would bring the database to the catalog; empty when nothing is to do. */
  pendingSchema(workspace: WorkspaceFacts): Promise<readonly string[]>
  migrate(): Promise<void>
  /** The same for one workspace, listed or not. */
  migrateOne(workspace: WorkspaceFacts): Promise<void>
  /** What processes keep of the workspace is read anew: it was restored, replaced or removed. */
  forget(slug: string): Promise<void>
  /** The same for the same text in every process of this installation; nobody outside can make it. */
  mark(text: string): string
  close(): Promise<void>
}>
