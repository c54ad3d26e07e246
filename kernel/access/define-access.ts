import type { KeyLimits } from '../accounts/api-keys.ts'
/** Scopes widen from left to right; `below` is the person's departments and all departments below them. */
export type Scope = 'none' | 'own' | 'department' | 'below' | 'all'
export type Verb = 'read' | 'create' | 'update' | 'remove'
export type FieldRight = 'hidden' | 'masked' | 'read' | 'write'

/** What one role may do to one object. Grants add up over a person's roles: the widest scope and the strongest field right count. */
export type Grant = Readonly<{
  role: string
  /** Object name; `*` stands for every object that has no grant of its own for this role. */
  object: string
  read: Scope
  create: boolean
  update: Scope
  remove: Scope
  export: boolean
  import: boolean
  /** Whether records that may be changed may be shared with others. */
  share: boolean
  /** Fields not named have the right of `*`; without it `write` where update is granted, else `read`. */
  fields: Readonly<Record<string, FieldRight>>
  /** Actions not named are allowed; `false` takes one away. */
  actions: Readonly<Record<string, boolean>>
}>

/** A filter as the API takes it. In walls `$me`, `$departments` and `$departmentsBelow` stand for those of the person. */
export type WallFilter = Readonly<Record<string, unknown>>

/** Cuts down what the grants give: whoever has the role reaches only records of the object that the filter holds for. */
export type Wall = Readonly<{ role: string; object: string; filter: WallFilter }>

type GrantSpec = Partial<Omit<Grant, 'role' | 'object'>>

/** Declares a grant; what is not said is not granted. */
export const grant = (role: string, object: { readonly name: string } | '*', spec: GrantSpec): Grant =>
  Object.freeze({
    role,
    object: object === '*' ? '*' : object.name,
    read: 'none',
    create: false,
    update: 'none',
    remove: 'none',
    export: false,
    import: false,
    share: false,
    fields: {},
    actions: {},
    ...spec,
  })

/** Declares a wall. Walls of all roles of a person hold together, whatever the grants give. */
export const wall = (role: string, object: { readonly name: string }, filter: WallFilter): Wall =>
  Object.freeze({ role, object: object.name, filter })

/** Who acts. Built once per session and cached; everything that decides rights is in it, so that no question costs a query. */
export type Actor = Readonly<{
  kind: 'person' | 'system'
  /** Member of the workspace; null for the system itself. */
  memberId: string | null
  name: string
  roles: readonly string[]
  /** Departments the person belongs to. */
  departments: readonly string[]
  /** Those and all below them, sorted; what scope `below` covers. */
  departmentsBelow: readonly string[]
  /** False when no record is shared with the person, so that no share branch is needed. */
  hasShares: boolean
  /** True when one of those shares says what goes along with its record, so that whoever reads a record need not read what follows it. */
  hasNarrowShares: boolean
  locale: 'zh-CN' | 'zh-TW' | 'en'
  timeZone: string
  /** Why the system acts; stands in the change set. */
  reason?: string
  /** What the key may do that is asked with, at most; absent for people and for keys without limits. */
  limits?: KeyLimits
  /** Set while an administrator looks at everything as this person does: he may read, and nothing else. */
  seenBy?: Readonly<{ memberId: string; name: string }>
}>

/** The system with full right and a reason that stands in the history. */
export const system = (reason: string): Actor =>
  Object.freeze({
    kind: 'system',
    memberId: null,
    name: 'system',
    roles: ['administrator'],
    departments: [],
    departmentsBelow: [],
    hasShares: false,
    hasNarrowShares: false,
    locale: 'en',
    timeZone: 'UTC',
    reason,
  })

/** One way in which records of an object come within reach; ways are joined by "or". `any` stands for all of them, where a wall cuts them down. */
export type Branch =
  | Readonly<{ way: 'any' }>
  | Readonly<{ way: 'own'; memberId: string }>
  | Readonly<{ way: 'departments'; ids: readonly string[] }>
  /** `child`: the object that follows the shared record, where the record is reached on its behalf; a share that says what goes along must name it. */
  | Readonly<{ way: 'shared'; memberId: string; departments: readonly string[]; roles: readonly string[]; write: boolean; child?: string }>
  /** `ids`: which parents that are, where they are few and known beforehand. */
  | Readonly<{ way: 'parent'; link: string; object: string; reach: Reach; ids?: readonly string[]; through?: Through }>

/** Children of a record that have the link instead of the record itself: their object, and their link back to the record. */
export type Through = Readonly<{ object: string; by: string }>

/** Which records of one object an actor may reach with one verb. */
export type Reach = Readonly<
  | { kind: 'all' }
  | { kind: 'none' }
  /** `walls`: filters all of which must hold besides. */
  | { kind: 'some'; branches: readonly Branch[]; walls?: readonly WallFilter[] }
>

/** What may be granted: verbs on single records, and what is done with many or with others. */
export type Right = Verb | 'export' | 'import' | 'share'

/** Everything the compiler and the write road ask about rights; made by `accessOf(catalog, grants)`. */
export type Access = Readonly<{
  /** Changes with the grants; part of cache keys. */
  version: string
  reach(actor: Actor, object: string, verb: Exclude<Verb, 'create'>): Reach
  /** How far somebody's own reading goes, in a word, for saying what a list or a sum is over; shares and walls aside. */
  readingScope(actor: Actor, object: string): Scope
  mayCreate(actor: Actor, object: string): boolean
  /** Verb allowed at all, on whichever records: what decides between 403 and 404. */
  may(actor: Actor, object: string, verb: Right): boolean
  mayAct(actor: Actor, object: string, action: string): boolean
  /** Filters that must hold for the records of an object, those of all roles, the person's own values filled in. */
  walls(actor: Actor, object: string): readonly Wall[]
  /** The grants that decide about an object: the person's own, role by role. */
  grants(actor: Actor, object: string): readonly Grant[]
  fieldRight(actor: Actor, object: string, field: string): FieldRight
}>
