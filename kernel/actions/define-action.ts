import type { Actor, Reach } from '../access/define-access.ts'
import type { ModuleDef } from '../define-module.ts'
import type { Kin } from '../duplicates/stored-twins.ts'
import type { Catalog } from '../model/catalog.ts'
import type { AnyObject, Change, NewRow, ObjectDef, RowOf } from '../model/define-object.ts'
import type { Fields, Id } from '../model/fields.ts'
import type { NoticeDef, Telling } from '../notices/define-notice.ts'
import type { AggregateQuestion, FilterInput, ListQuestion, WorkspaceFacts } from '../query/question.ts'
import type { WorkFiles } from '../stored-files/work-files.ts'

type Shape<F extends Fields> = NewRow<ObjectDef<string, F>>
export type Via = 'web' | 'api' | 'import' | 'automation' | 'agent' | 'job' | 'command'

/**
 * One unit of work: one actor, one transaction, one moment, one change set. Every read and write through it is cut to what the actor may do.
 * Rows are in writing shape: links are ids.
 */
export type Work = Readonly<{
  actor: Actor
  /** Start of the work. Use it instead of `new Date()`. */
  now: Date
  /** Day of `now` in the workspace's zone. */
  today: string
  workspace: WorkspaceFacts
  catalog: Catalog
  /** For their texts, in whatever language. */
  modules: readonly ModuleDef[]
  changeSetId: string
  via: Via
  /** @throws `kernel.not-found` when the record is absent or not readable: the two look alike on purpose. `lock` holds it to the end of the work. */
  one<O extends AnyObject>(object: O, id: Id<O['name']> | string, o?: { lock?: boolean }): Promise<RowOf<O>>
  /** At most `limit` rows (default 100, at most 10,000), newest change first unless `sort` says otherwise. */
  find<O extends AnyObject>(object: O, filter: FilterInput, o?: { limit?: number; sort?: readonly string[] }): Promise<RowOf<O>[]>
  /** A page of records as the API answers it: computed fields and paths among them, nothing that is hidden from the actor. One statement. */
  list(question: ListQuestion): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** The same with the cursor of the page behind. */
  page(question: ListQuestion): Promise<Readonly<{ rows: readonly Readonly<Record<string, unknown>>[]; next: string | null }>>
  /** Works that name the same thing wait for each other, until the first has ended. For what no record stands for yet. */
  hold(names: readonly string[]): Promise<void>
  /** How many there are, up to `most` where given. */
  count(object: AnyObject, filter: FilterInput, o?: { most?: number }): Promise<number>
  /** Figures by groups, as the API answers them. One statement. */
  aggregate(question: AggregateQuestion): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Whose records of an object the actor may read. */
  reach(object: AnyObject): Reach
  /**
   * By position of `rows`, which hold values by field, the records the actor may read that look the same by the object's ways to tell duplicates; the sure ones
   * first. Two spellings of a name or number are one. One statement.
   */
  kinOf(object: AnyObject, rows: readonly Readonly<Record<string, unknown>>[]): Promise<readonly (readonly Kin[])[]>
  /** By value of a field that is one column, how many there are; an empty value is null. One statement. */
  countBy<O extends AnyObject>(object: O, field: keyof RowOf<O> & string, filter: FilterInput): Promise<ReadonlyMap<string | null, number>>
  /** Whether the actor may see the values of a field as they are, neither hidden nor masked: rows of a work hold them in any case, what goes out of them must ask. */
  mayRead(object: Readonly<{ name: string }>, field: string): boolean
  mayWrite(object: Readonly<{ name: string }>, field: string): boolean
  /** A text of a field as the actor may see it: masked where it is masked for him, null where it is hidden. */
  shown(object: Readonly<{ name: string }>, field: string, value: string | null | undefined): string | null
  files: WorkFiles
  /**
   * All records of an object of which there are few, such as rules, in order of creation. For the system's work they are kept in the process until one of them is written,
   * and are to be treated as read-only.
   */
  settings<O extends AnyObject>(object: O): Promise<readonly RowOf<O>[]>
  /** By record, the positions, from 1, of those filters that hold for it. For the system alone, as filters of others hide nothing from it. One statement. */
  whichHold(object: AnyObject, filters: readonly FilterInput[], ids: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>>
  /** One statement per object for the whole set. */
  create<O extends AnyObject>(object: O, rows: readonly NewRow<O>[]): Promise<RowOf<O>[]>
  /** The same where nobody asks what became of them: their ids, in order, and a statement less. */
  add<O extends AnyObject>(object: O, rows: readonly NewRow<O>[]): Promise<Id<O['name']>[]>
  /** @throws `kernel.stale` when `version` is given and no longer true. */
  change<O extends AnyObject>(object: O, id: Id<O['name']> | string, to: Change<O>, o?: { version?: number }): Promise<RowOf<O>>
  changeMany<O extends AnyObject>(object: O, rows: readonly (Change<O> & { id: string; version?: number })[]): Promise<void>
  remove<O extends AnyObject>(object: O, ids: readonly string[]): Promise<void>
  call<I extends Fields, R extends Fields>(action: ActionDef<I, R>, input: Shape<I>): Promise<Shape<R>>
  /** The same transaction and change set under another actor; both stand in the history. */
  as(actor: Actor): Work
  /** A person as an actor, for reading as he would (`work.as`); null for somebody unknown. */
  actorFor(person: string, o: Pick<Actor, 'locale' | 'timeZone'>): Actor | null
  /** Those of the records that a person may read; none for somebody unknown. For deciding whom to tell. */
  readableBy(person: string, object: AnyObject, ids: readonly string[]): Promise<ReadonlySet<string>>
  /** By person, the head of the nearest department above who is active and somebody else; without those who have none. One statement. */
  superiorsOf(people: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Each of these persons finds a notice, once all this is true; whoever acts is never told of it himself. */
  tell(kind: NoticeDef, list: readonly Telling[]): void
  /** Announced in the same transaction, handled after commit, at least once. */
  emit(event: string, payload: Readonly<Record<string, unknown>>): void
}>

export type AlikeFrom = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

export type ActionDef<I extends Fields = Fields, R extends Fields = Fields> = Readonly<{
  name: string
  /** Object whose records offer the action; the field of `input` that names the record is the object's name. */
  on?: AnyObject
  /** Of an action that names no one record: the object by which the right to it is asked, and limits of keys. */
  about?: AnyObject
  /** The action whose right counts, where this one does the same to many. */
  twinOf?: string
  /** Bulk, palette and automation may use it on many records. */
  many: boolean
  input: I
  result: R
  fails: readonly string[]
  /**
   * Links of the input that may name a record which is there instead of a new one: what the new one would hold, as field → fields of the action's
   * record, of which the first that is filled counts. By that, records that look the same are offered.
   */
  alike?: AlikeFrom
  /** No step onward: it stands in the menu of the record, not beside its title. */
  aside?: true
  /** Whoever reads a record may take it, not only whoever may change it; the action asks for what it needs. */
  byReaders?: true
  /** For those who may change records of the object, this one or not: which of them may take it the action asks itself. */
  asksItself?: true
  /** Its answer tells what was hidden: each one is noted in the audit. */
  discloses?: true
  /** Hides the button where it can not work; the server decides again in `run`. Pure data: a filter over the record. */
  offered?: FilterInput
  run(work: Work, input: Shape<I>): Promise<Shape<R>>
}>

/** What is said of a verb; the rest has its usual value. */
type ActionSpec<I extends Fields, R extends Fields> = Pick<ActionDef<I, R>, 'input' | 'result' | 'run'> &
  Partial<Omit<ActionDef<I, R>, 'name'>>

/** Declares a verb: endpoint, button, palette entry, automation step and agent tool at once. */
export function defineAction<const I extends Fields, const R extends Fields>(
  name: `${string}.${string}`,
  spec: ActionSpec<I, R>,
): ActionDef<I, R> {
  return Object.freeze({ fails: [], many: false, ...spec, name })
}
