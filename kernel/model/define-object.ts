import type { Labels } from './field-type.ts'
import type { Field, Fields, Id } from './fields.ts'

type Key<F extends Fields> = (keyof F & string) | SystemField
/** Fields every record has; those of the owner only where the object is owned. */
export type SystemField =
  | 'id'
  | 'version'
  | 'createdAt'
  | 'createdBy'
  | 'updatedAt'
  | 'updatedBy'
  | 'externalId'
  | 'owner'
  | 'ownerDepartment'

export type ViewHints<F extends Fields = Fields> = Readonly<{
  list?: Readonly<{ columns: readonly Key<F>[]; sort?: `${'' | '-'}${Key<F>}` }>
  /** `closed`: the day on which records of ended columns ended; these show those of the last `days` alone, and say how many are older. */
  board?: Readonly<{
    by: keyof F & string
    card: readonly Key<F>[]
    sum?: keyof F & string
    weighted?: keyof F & string
    closed?: Readonly<{ on: keyof F & string; days: number }>
  }>
  /** Sections of form and record page: key (label `‹object›.section.‹key›`) and rows of fields. */
  form?: readonly Readonly<{ section: string; rows: readonly (readonly Key<F>[])[]; labels?: Labels; shownWhen?: string }>[]
  /** Key facts in the head of the record page. */
  facts?: readonly Key<F>[]
  /** Choice shown as a path of chevrons in the head of the record page. */
  path?: keyof F & string
  /** Choice of the same options that keeps how far an ended record had come: the path marks where it died. */
  pathLeft?: keyof F & string
  /** Choice that warns: as long as it holds something, that is said wherever the record is named. */
  mark?: keyof F & string
  /** Reverse lists of the record page, in order; absent: all of them. */
  related?: readonly string[]
  /** Panels of modules on the record page, in order, and those left out; one that neither names stands at the end. */
  panels?: readonly string[]
  hiddenPanels?: readonly string[]
}>

/** Fields of the kernel that an index may begin or end with. */
type SystemKey = 'id' | 'owner'

export type AtMostOne = Readonly<{ by: readonly string[]; where: string }>

export type ObjectDef<N extends string = string, F extends Fields = Fields> = Readonly<{
  name: N
  plural: string
  /** Field whose value stands for the record in links, search and headings. */
  title: keyof F & string
  fields: F
  /** Has `owner` and `ownerDepartment`; grants by scope look at them. */
  owned: boolean
  /** Links whose targets' readers may read this record too: one, or several of which any is enough. `parts.link`: a link of its lines or other children. */
  follows?: (keyof F & string) | readonly ((keyof F & string) | `${string}.${string}`)[]
  /** Of those, the ones along which a record that has an owner may be changed, too. */
  changesAlong?: readonly string[]
  /** Only exists as a line of the record that this link names. */
  partOf?: keyof F & string
  /** Link to the same object that makes a tree. */
  tree?: keyof F & string
  /** Fields whose texts search finds, most telling first. */
  search: readonly (keyof F & string)[]
  /**
   * Values by which two records are most likely the same: of each entry all of them together, of a list each by itself. `sure`: one such entry is enough to be sure.
   * `like`: the number of an entry whose values these are held against. `from`: what rules derive them from, so that it is asked while somebody types.
   */
  duplicates: readonly DuplicateWay<keyof F & string>[]
  /** Fields unique together among living records. */
  unique: readonly (readonly ((keyof F & string) | SystemKey)[])[]
  /** Of the living records with the same values in these fields, `owner` among them, at most one for which the yes/no holds. */
  atMostOne?: readonly AtMostOne[]
  icon: string
  /** There are a few dozen at most. What follows them is found by their names, which every process keeps, instead of by their owners. */
  isFew?: true
  /** While the yes/no holds for a record, those objects that follow it are within reach of those alone who may change it. */
  shut?: Readonly<{ by: keyof F & string; from: readonly string[] }>
  /** Of a choice, values whose records tell what happened: taking back the making of one leaves it. */
  stands?: Readonly<Record<string, readonly string[]>>
  /** Its records shape the workspace: a file of definitions carries those that `where` finds, called by these fields. */
  exchange?: Readonly<{ by: readonly (keyof F & string)[]; where?: Readonly<Record<string, unknown>> }>
  /** In whose navigation the list stands: of those who may change it, for what says how others work; of nobody, for what is met on other records. Absent: of whoever reads it. */
  listedFor?: 'editors' | 'nobody'
  /** Filter for records that somebody still works on. */
  open?: Readonly<Record<string, unknown>>
  views: ViewHints<F>
  labels?: Labels
  labelsPlural?: Labels
  /** Choice that decides which layout a record has. */
  recordType?: keyof F & string
  /** Defined in this workspace: its table begins with `x_`. */
  isCustom?: true
}>
// The one `any`: `keyof F` makes ObjectDef<string, Fields> too narrow to accept every object.
// biome-ignore lint/suspicious/noExplicitAny: variance, see above
export type AnyObject = ObjectDef<string, any>

type Value<X> = X extends Field<infer V> ? V : never
type Always<F> = { [K in keyof F]: F[K] extends Field<unknown, true> ? K : never }[keyof F]
type MustGive<F> = { [K in keyof F]: F[K] extends Field<unknown, boolean, true> ? K : never }[keyof F]
type Flat<T> = { [K in keyof T]: T[K] } & {}
type System<N extends string> = {
  id: Id<N>
  version: number
  createdAt: string
  createdBy: Id<'member'> | null
  updatedAt: string
  updatedBy: Id<'member'> | null
  externalId: string | null
  owner: Id<'member'> | null
  ownerDepartment: Id<'department'> | null
}

/** A record in writing shape: links are ids, money `{ amount, currency }`, days `YYYY-MM-DD`. */
export type RowOf<O extends AnyObject> = Flat<
  Omit<System<O['name']>, keyof O['fields']> & { [K in Always<O['fields']>]: Value<O['fields'][K]> } & {
    [K in Exclude<keyof O['fields'], Always<O['fields']>>]: Value<O['fields'][K]> | null
  }
>
/** What creating a record takes; an id may be given, else the kernel makes one. */
export type NewRow<O extends AnyObject> = Flat<
  { [K in MustGive<O['fields']>]: Value<O['fields'][K]> } & {
    [K in Exclude<keyof O['fields'], MustGive<O['fields']>>]?: Value<O['fields'][K]> | null
  } & { id?: Id<O['name']>; externalId?: string | null; owner?: Id<'member'> | null }
>
export type Change<O extends AnyObject> = Flat<
  Partial<{ [K in keyof O['fields']]: K extends Always<O['fields']> ? Value<O['fields'][K]> : Value<O['fields'][K]> | null }> & {
    externalId?: string | null
    owner?: Id<'member'> | null
  }
>

/** `spoken`: by how the value sounds, so that a name in letters meets one in characters; never sure, and nothing is done by it. */
export type DuplicateWay<K extends string = string> = Readonly<{
  by: readonly K[]
  sure?: boolean
  like?: number
  from?: readonly K[]
  spoken?: true
}>

type ObjectSpec<F extends Fields> = Omit<
  ObjectDef<string, F>,
  'name' | 'owned' | 'search' | 'duplicates' | 'unique' | 'icon' | 'views' | 'fields'
> & {
  fields: F
  owned?: boolean
  search?: readonly (keyof F & string)[]
  duplicates?: readonly DuplicateWay<keyof F & string>[]
  unique?: readonly (readonly ((keyof F & string) | SystemKey)[])[]
  icon?: string
  views?: ViewHints<F>
}

/**
 * Declares one kind of record. Pure frozen data: safe to import from the browser. Faults in it are found when the catalog is built, all at once.
 *
 * @param name singular, camelCase, unique over all modules; table, route and text keys derive from it.
 */
export function defineObject<const N extends string, const F extends Fields>(name: N, spec: ObjectSpec<F>): ObjectDef<N, F> {
  return Object.freeze({
    owned: false,
    search: [spec.title],
    duplicates: [],
    unique: [],
    icon: 'box',
    views: {},
    ...spec,
    name,
  }) as ObjectDef<N, F>
}

/** Fields that a module adds to an object of a module below it, and where its views show them. */
export type ExtensionDef = Readonly<{
  object: string
  fields: Fields
  /** Columns added to the list, before the last one. */
  columns: readonly string[]
  facts: readonly string[]
  /** Links among the added fields that the object follows too. */
  follows: readonly string[]
  /** Those of them along which a record that has an owner is changed, too: by whoever may change the target. */
  changesAlong: readonly string[]
  sections: readonly Readonly<{ section: string; rows: readonly (readonly string[])[] }>[]
}>

/** Adds fields to another module's object. With the module gone, they are gone; nobody's declaration is replaced. */
export const extendObject = (object: AnyObject, spec: Pick<ExtensionDef, 'fields'> & Partial<ExtensionDef>): ExtensionDef =>
  Object.freeze({ columns: [], facts: [], follows: [], changesAlong: [], sections: [], ...spec, object: object.name })
