import type { FormulaSort } from '../../model/field-type.ts'

/** The catalog as this person may see it: what `GET /api/v1/meta` answers. */
export type Meta = Readonly<{
  version: string
  /** `fiscalMonth`: in which, 1 to 12, the fiscal year begins. */
  workspace: WorkspaceMeta & Readonly<{ fiscalMonth: number }>
  person: PersonMeta
  modules: readonly ModuleMeta[]
  objects: Readonly<Record<string, ObjectMeta>>
  reports: readonly ReportMeta[]
  /** Home pages that fit this person, his usual one first. */
  homes: readonly HomeMeta[]
  /** Sentences of the modules' faults by code, `{{…}}` still in them. */
  faults: Readonly<Record<string, string>>
}>

export type WorkspaceMeta = Readonly<{
  slug: string
  name: string
  currency: string
  timeZone: string
  locale: string
  region: string
  demo?: boolean
}>
export type PersonMeta = Readonly<{
  id: string
  name: string
  email: string
  roles: readonly string[]
  locale: string
  timeZone: string
  seenBy?: Readonly<{ id: string; name: string }>
}>
export type ModuleMeta = Readonly<{ name: string; label: string; objects: readonly string[] }>
/** A declared report with its texts; the report page knows the rest of it. */
export type ReportMeta = Readonly<{ name: string; label: string }> & Readonly<Record<string, unknown>>

/** One part of a home page: what its kind takes stands beside. `label`: what somebody called it. */
export type HomeTileMeta = Readonly<{ kind: string; width: string; label?: string; object?: string }> & Readonly<Record<string, unknown>>
/** `isOwn`: made by this workspace. */
export type HomeMeta = Readonly<{ name: string; label: string; isOwn: boolean; tiles: readonly HomeTileMeta[] }>

export type Verb = 'read' | 'create' | 'update' | 'remove' | 'export' | 'import' | 'share'

export type ObjectMeta = Readonly<{
  name: string
  /** As in addresses: `payment-plans`. */
  plural: string
  label: string
  labelPlural: string
  icon: string
  module: string
  /** Field whose value stands for the record. */
  title: string
  owned: boolean
  /** How far the reader's own reading goes, of what has owners. */
  scope?: 'none' | 'own' | 'department' | 'below' | 'all'
  tree: string | null
  /** Before this moment nothing of its past is kept. */
  keptFrom?: string
  /** Fields by which duplicates are told. */
  duplicates?: readonly string[]
  /** For whoever sets it: ways to tell duplicates by, and whether the object says that one is sure by itself. */
  ways?: readonly Readonly<{ name: string; by: readonly string[]; sure: boolean }>[]
  /** Link whose target's readers may read this record too. */
  follows: readonly string[]
  /** Only exists as a line of the record that this link names. */
  partOf: string | null
  /** In whose navigation its list stands. */
  listedFor: 'readers' | 'editors' | 'nobody'
  /** Holds for records that somebody still works on. */
  open?: Readonly<Record<string, unknown>>
  may: Readonly<Record<Verb, boolean>>
  fields: Readonly<Record<string, FieldMeta>>
  /** What an import may be asked to bring about. */
  importBrings?: readonly Readonly<{ name: string; label: string; why: string }>[]
  children: Readonly<Record<string, ChildrenMeta>>
  views: ViewsMeta
  /** Choice that decides how a record is laid out, and the looks of the values that have their own. */
  recordType?: string | null
  viewsByType?: Readonly<Record<string, ViewsMeta>>
  isCustom?: boolean
  /** Rules of this workspace, with what they say when broken. */
  checks?: readonly CheckMeta[]
  actions: readonly ActionMeta[]
}>

export type CheckMeta = Readonly<{ name: string; must: string; when?: string; field?: string; says?: string; isOff?: boolean }>

export type ChoiceMeta = Readonly<{ key: string; label: string; color?: string }> & Readonly<Record<string, unknown>>

export type FieldMeta = Readonly<{
  name: string
  kind: string
  label: string
  help?: string
  required: boolean
  readOnly: boolean
  unique: boolean
  system: boolean
  /** As declared; choices come with their labels, links with `to`. */
  options: Readonly<Record<string, unknown>> & Readonly<{ choices?: readonly ChoiceMeta[]; to?: string }>
  /** Operators a filter may use on it. */
  operators: readonly string[]
  sortable: boolean
  /** How formulas count with it. */
  sort?: FormulaSort
  /** Figures over its values: `sum`, `avg` … */
  measures?: readonly string[]
  isCustom?: boolean
  right: 'write' | 'read' | 'masked'
  default?: unknown
}>

export type ChildrenMeta = Readonly<{ name: string; object: string; by: string; label: string }>

export type ViewsMeta = Readonly<{
  list?: Readonly<{ columns: readonly string[]; sort?: string }>
  board?: Readonly<{
    by: string
    card: readonly string[]
    sum?: string
    weighted?: string
    closed?: Readonly<{ on: string; days: number }>
  }>
  /** `shownWhen`: in CEL over the record. */
  form?: readonly Readonly<{ section: string; label: string; rows: readonly (readonly string[])[]; shownWhen?: string }>[]
  facts?: readonly string[]
  path?: string
  /** Choice that keeps how far an ended record had come. */
  pathLeft?: string
  /** Choice that warns wherever the record is named. */
  mark?: string
  /** Reverse lists of the record page, in order; absent: all. */
  related?: readonly string[]
  /** Panels of modules in order, and those left out; one that neither names stands at the end. */
  panels?: readonly string[]
  hiddenPanels?: readonly string[]
}>

export type ActionMeta = Readonly<{
  name: string
  label: string
  many: boolean
  input: Readonly<Record<string, FieldMeta>>
  /** Stands in the menu, not beside the title. */
  aside?: boolean
  /** Taken by whoever reads the record. */
  byReaders?: boolean
  /** Where in the answer the record of another object stands that came of it. */
  made?: Readonly<{ name: string; object: string }>
  /** A filter over the record: where it does not hold, the button is hidden. */
  offered?: Readonly<Record<string, unknown>>
}>

/** A record in reading shape: a link is `{ id, title }`, money `{ amount, currency }`, days `YYYY-MM-DD`, instants ISO 8601 in UTC. */
export type Row = Readonly<Record<string, unknown>> & Readonly<{ id: string; version?: number }>
export type LinkValue = Readonly<{ id: string; title: string | null; mark?: string }>
