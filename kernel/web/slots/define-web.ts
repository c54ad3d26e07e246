import type { ComponentType, ReactNode } from 'react'
import type { RulesDef } from '../../model/define-rules.ts'
import type { ObjectMeta, Row, Verb } from '../data/meta-types.ts'
import type { FilterJson } from '../data/use-list.ts'
import type { TextFiles } from '../i18n/texts.ts'

/** Special screen: a route of its own. Its title is the text `page.<name>`. */
export type PageDef = Readonly<{
  /** `sales.forecast` */
  name: string
  /** With parameters as in `/o/$plural/$id`. */
  path: string
  /** `opportunity:read`: without it the page says that the right is missing, and no menu shows it. */
  needs?: `${string}:${Verb}`
  load(): Promise<{ Page: ComponentType }>
}>

/** `heading`: what somebody called it where it stands on a home page. */
export type PanelProps = Readonly<{ object: ObjectMeta; row: Row; heading?: string | undefined }>

/** Part of another object's record page. Its title is the text `panel.<name>`. */
export type PanelDef = Readonly<{
  name: string
  on: string
  /** Object whose records it is about: it stands before those alone who may read them, since to the others it could only say that there are none. */
  needs?: string
  load(): Promise<{ Panel: ComponentType<PanelProps> }>
  /** May stand on a home page by itself, as what the record says; it has a frame and a heading of its own. */
  onHome?: true
}>

export type TimelineEntryProps = Readonly<{ object: ObjectMeta; row: Row }>

/** Records of an object that stand in the timelines of the records they belong to. `at`: the moment by which they stand there. */
export type TimelineDef = Readonly<{
  of: string
  at: string
  /** Which of them stand there; without one all. */
  filter?: FilterJson
  /** Icon of its entries. */
  icon: string
  load(): Promise<{ Entry: ComponentType<TimelineEntryProps> }>
  /** Makes a new one at the top of the timeline; the link to the record stands in `initial`. */
  compose?(): Promise<{ Composer: ComponentType<ComposerProps> }>
}>
export type ComposerProps = Readonly<{ object: ObjectMeta; row: Row; initial: Partial<Row> }>

/** `onFill` puts values into the form, in reading shape, as if they were typed. */
export type FormPartProps = Readonly<{ object: ObjectMeta; values: Partial<Row>; onFill(values: Partial<Row>): void }>

/** Part of the form of a new record, below its first row: something that finds values for it. */
export type FormPartDef = Readonly<{ name: string; on: string; load(): Promise<{ Part: ComponentType<FormPartProps> }> }>

/** Records that wait for the person: a condition with `me` in it. Title is the text `worklist.<name>`. */
export type WorklistDef = Readonly<{ name: string; of: string; filter: FilterJson; sort?: string; shows: readonly string[] }>

/** A way of looking at the list of an object that is there from the start. Title is the text `ready.<name>`. */
export type ReadyView = Readonly<{ name: string; of: string; filter: FilterJson; sort?: string; columns?: readonly string[] }>

/** What somebody has in hand instead of what he did: whose it is, where not the owner's, and the field that is summed instead of counted. */
export type HeldFigure = Readonly<{ by?: string; sum?: string }>

/** How much of something each person did within a period: records of an object by its owner. Title is the text `figure.<name>`. */
export type FigureDef = Readonly<{ name: string; of: string; filter(period: string): FilterJson; held?: HeldFigure }>

/** Records that stand in the calendar of their owner: `at` is a day or a moment of theirs, `says` what is to be done there, where that is not the title. */
export type AgendaDef = Readonly<{ of: string; at: string; filter: FilterJson; says?: string }>

/** Entry of a page in the navigation, below the objects of a module; `foot` stands at its bottom. `isRule`: it stands among the rules of its module. */
export type MenuEntry = Readonly<{ under: string; page: string; icon: string; isRule?: boolean }>

/** A page that asks for what an action needs, for one record or several: it finds their ids in `ids`, with commas between. */
export type ActionPage = Readonly<{ action: string; page: string }>

/** A page that asks what becomes of what hangs on a record before it is removed: it finds its id in `ids`, and is told `becomes=removed`. */
export type RemovePage = Readonly<{ of: string; page: string }>

/** A flow of approval that is there to be taken: who decides is a superior, and after him the roles named. Title is the text `flow.<name>`. */
export type ReadyFlow = Readonly<{ name: string; of: string; action: string; condition?: string; roles?: readonly string[] }>

/** What stands around the tiles of the workbench: they are its children, which it may leave out. */
export type HomeFrameDef = Readonly<{ name: string; load(): Promise<{ Frame: ComponentType<{ children: ReactNode }> }> }>

export type WebDef = Readonly<{
  pages: readonly PageDef[]
  panels: readonly PanelDef[]
  /** Small parts beside the title of a record, without a heading. */
  headParts: readonly PanelDef[]
  formParts: readonly FormPartDef[]
  /** Panels in the approvals of such records: figures for whoever decides, by his own rights. */
  casePanels: readonly PanelDef[]
  timeline: readonly TimelineDef[]
  worklists: readonly WorklistDef[]
  figures: readonly FigureDef[]
  agenda: readonly AgendaDef[]
  ready: readonly ReadyView[]
  actionPages: readonly ActionPage[]
  removePages: readonly RemovePage[]
  flows: readonly ReadyFlow[]
  menu: readonly MenuEntry[]
  homeFrames: readonly HomeFrameDef[]
  texts?: TextFiles
  /** The module's rules, for forms; loaded with the first of them. */
  rules?(): Promise<{ rules: readonly RulesDef[] }>
}>

export const page = (name: string, spec: Omit<PageDef, 'name'>): PageDef => ({ name, ...spec })
export const formPart = (on: { readonly name: string }, name: string, spec: Pick<FormPartDef, 'load'>): FormPartDef => ({
  name,
  on: on.name,
  ...spec,
})
export const timelineOf = (of: { readonly name: string }, spec: Omit<TimelineDef, 'of'>): TimelineDef => ({ of: of.name, ...spec })
export const agendaOf = (of: { readonly name: string }, spec: Omit<AgendaDef, 'of'>): AgendaDef => ({ of: of.name, ...spec })
export const worklist = (
  of: { readonly name: string },
  name: string,
  spec: Pick<WorklistDef, 'filter' | 'sort' | 'shows'>,
): WorklistDef => ({
  name,
  of: of.name,
  ...spec,
})
export const readyView = (of: { readonly name: string }, name: string, spec: Omit<ReadyView, 'of' | 'name'>): ReadyView => ({
  name,
  of: of.name,
  ...spec,
})
export const figure = (of: { readonly name: string }, name: string, filter: FigureDef['filter']): FigureDef => ({
  name,
  of: of.name,
  filter,
})
export const heldFigure = (
  of: { readonly name: string },
  name: string,
  { filter, ...held }: HeldFigure & Readonly<{ filter: FilterJson }>,
): FigureDef => ({ name, of: of.name, filter: () => filter, held })
export const panel = (on: { readonly name: string }, name: string, spec: Pick<PanelDef, 'load' | 'onHome' | 'needs'>): PanelDef => ({
  name,
  on: on.name,
  ...spec,
})

export const readyFlow = (of: { readonly name: string }, name: string, spec: Omit<ReadyFlow, 'of' | 'name'>): ReadyFlow => ({
  name,
  of: of.name,
  ...spec,
})

/** What a module adds to the app: pages, panels on record pages, menu entries, texts, rules. */
export const defineWeb = (spec: Partial<WebDef>): WebDef =>
  Object.freeze({
    pages: [],
    panels: [],
    headParts: [],
    formParts: [],
    casePanels: [],
    timeline: [],
    worklists: [],
    figures: [],
    agenda: [],
    ready: [],
    actionPages: [],
    removePages: [],
    flows: [],
    menu: [],
    homeFrames: [],
    ...spec,
  })
