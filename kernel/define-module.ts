import type { Grant, Wall } from './access/define-access.ts'
import type { PostDef } from './accounts/mail/define-post.ts'
import type { ActionDef } from './actions/define-action.ts'
import type { ConsequenceDef } from './actions/define-consequence.ts'
import type { GuardDef } from './actions/define-guard.ts'
import type { GuestDoor } from './http/guest-doors.ts'
import type { RoundDef } from './jobs/define-round.ts'
import type { AnyObject, ExtensionDef } from './model/define-object.ts'
import type { RulesDef } from './model/define-rules.ts'
import type { HomeBody } from './model/homes/home.ts'
import type { NoticeDef } from './notices/define-notice.ts'

/** Everything one module brings. Explicit lists, no scanning of folders. */
export type ModuleDef = Readonly<{
  name: string
  objects: readonly AnyObject[]
  /** Fields added to objects of modules below. */
  extensions: readonly ExtensionDef[]
  rules: readonly RulesDef[]
  // biome-ignore lint/suspicious/noExplicitAny: actions of all shapes stand in one list; each is checked where it is declared
  actions: readonly ActionDef<any, any>[]
  /** What comes of writing records. */
  consequences: readonly ConsequenceDef[]
  /** What must hold at the end of every work. */
  guards: readonly GuardDef[]
  /** Kinds of notices that the module tells people. */
  notices: readonly NoticeDef[]
  /** What the module looks after by the clock. */
  rounds: readonly RoundDef[]
  /** Letters of the module to people outside. */
  posts: readonly PostDef[]
  /** What the module answers to callers who have not signed in. */
  guestDoors: readonly GuestDoor[]
  grants: readonly Grant[]
  /** What cuts down the grants, role by role. */
  walls: readonly Wall[]
  roles: readonly string[]
  /** Fault codes of the module with their HTTP status. */
  faults: Readonly<Record<string, number>>
  reports: readonly ReportDef[]
  /** Home pages, before the workspace makes its own. `sales.team`; title is the text `home.sales.team`, a tile's may be `home.sales.team.‹tile.key›`. */
  homes: readonly HomeDef[]
  /** Where it stands in which month the fiscal year begins: of several records, the one that says so of itself. */
  fiscalYear?: Readonly<{ object: AnyObject; month: string; first: string }>
  /** Records a fresh workspace starts with; runs once per workspace, as the system, in order of the modules. */
  seed?: SeedDef
  /** Texts: locale → flat key → text. */
  texts: Readonly<Record<'zh-CN' | 'zh-TW' | 'en', Readonly<Record<string, string>>>>
}>

export type SeedDef = (work: import('./actions/define-action.ts').Work, context: { locale: 'zh-CN' | 'zh-TW' | 'en' }) => Promise<void>

/** A home page as a module declares it: its words stand in the locale files. */
export type HomeDef = Omit<HomeBody, 'labels'>

/** A measured question with its drawing, as data: everything in it can be asked over REST, so every figure opens to rows and shows its SQL. */
export type ReportDef = Readonly<{
  /** `sales.funnel`; title is the text `report.sales.funnel`. */
  name: string
  object: string
  /** Choices the reader may narrow by, as paths of fields. */
  filters: readonly string[]
  tiles: readonly Readonly<{
    /** Title is the text `report.‹report›.‹key›`, its definition `report.‹report›.‹key›.means`. */
    key: string
    /** `passage`: by a step and the furthest step since, as the share that came from each step to each later one. */
    draw: 'figure' | 'bar' | 'line' | 'funnel' | 'table' | 'passage'
    /** Body of `aggregate`; `{ today }`-like words of the filter language are allowed. */
    ask: Readonly<Record<string, unknown>>
    /** Shown figures in order: a measure's name, or a ratio of two measures. */
    show: readonly (string | Readonly<{ ratio: readonly [string, string]; as: string }>)[]
  }>[]
}>

export const defineModule = (spec: Pick<ModuleDef, 'name' | 'texts'> & Partial<ModuleDef>): ModuleDef =>
  Object.freeze({
    objects: [],
    extensions: [],
    rules: [],
    actions: [],
    consequences: [],
    guards: [],
    notices: [],
    rounds: [],
    posts: [],
    guestDoors: [],
    grants: [],
    walls: [],
    roles: [],
    faults: {},
    reports: [],
    homes: [],
    ...spec,
  })
