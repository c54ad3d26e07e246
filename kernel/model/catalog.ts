import type { Grant } from '../access/define-access.ts'
import type { ConsequenceDef } from '../actions/define-consequence.ts'
import type { GuardDef } from '../actions/define-guard.ts'
import type { Vault } from '../sealing/vault.ts'
import type { AnyObject, AtMostOne, DuplicateWay, ViewHints } from './define-object.ts'
import type { RulesDef } from './define-rules.ts'
import type { CheckBody, LayoutBody } from './definition.ts'
import type { Column, FieldOptions, FieldType, Labels } from './field-type.ts'
import type { HomeBody } from './homes/home.ts'

/** A field of a running system: the declaration plus what was derived from it once. */
export type CatalogField = Readonly<{
  object: string
  name: string
  kind: string
  type: FieldType
  options: FieldOptions
  required: boolean
  unique: boolean
  indexed: boolean
  readOnly: boolean
  /** Kept by the kernel on every record: id, version, createdAt … */
  system: boolean
  default?: unknown
  /** Real columns of the object's table, in the order of the type; empty for computed fields and lines. */
  columns: readonly Column[]
  /** Object that values point to, where they do. */
  refers: string | null
  labels?: Labels
  help?: Labels
  isCustom?: true
}>

/** A reverse list: records of `object` whose link `by` names this record. */
export type CatalogChildren = Readonly<{ name: string; object: string; by: string; labels?: Labels }>

/** Records of `object` keep in `field` what stands in `from` of the record that their link `by` names. */
export type CatalogCopy = Readonly<{ object: string; field: string; by: string; from: string }>

export type CatalogObject = Readonly<{
  name: string
  /** As in addresses: `payment-plans`. */
  plural: string
  module: string
  table: string
  title: string
  owned: boolean
  /** Links whose targets' readers may read this record too; of a part, the link to the whole. */
  follows: readonly string[]
  /** Of those, the ones along which a record is changed; of one without an owner all of them. */
  changesAlong: readonly string[]
  partOf: string | null
  isFew: boolean
  /** Yes/no field that keeps records of some objects that follow from those who only read this one. */
  shut: Readonly<{ by: string; from: readonly string[] }> | null
  /** Of a choice, values whose records an undo leaves as they are. */
  stands: Readonly<Record<string, readonly string[]>>
  exchange: AnyObject['exchange'] | null
  listedFor: 'readers' | 'editors' | 'nobody'
  tree: string | null
  search: readonly string[]
  /** Before this moment nothing of its past is kept; null: all of it. ISO 8601 in UTC. */
  keptFrom: string | null
  duplicates: readonly DuplicateWay[]
  /** Fields of which the record's terms are made: what search finds, and what duplicates are told by. */
  terms: readonly string[]
  /** The table that holds the terms once more under the same ids, for their index alone; null where there are none. */
  words: string | null
  unique: readonly (readonly string[])[]
  atMostOne: readonly AtMostOne[]
  icon: string
  /** Filter for records that somebody still works on; null where all are. */
  open: Readonly<Record<string, unknown>> | null
  views: ViewHints
  fields: Readonly<Record<string, CatalogField>>
  children: Readonly<Record<string, CatalogChildren>>
  /** Where values of this object are kept a second time: `copyOf` of other objects' fields, read backwards. */
  copies: readonly CatalogCopy[]
  rules: readonly RulesDef[]
  consequences: readonly ConsequenceDef[]
  guards: readonly GuardDef[]
  labels?: Labels
  labelsPlural?: Labels
  recordType: string | null
  isCustom?: true
  /** What this workspace's rules demand of a record; `rules` holds them to it. */
  checks: readonly CheckBody[]
  /** In order of preference. */
  layouts: readonly LayoutBody[]
}>

export type CatalogModule = Readonly<{ name: string; objects: readonly string[] }>

/** Everything a workspace can do, checked and frozen; one per catalog version. */
export type Catalog = Readonly<{
  /** Changes when anything in the catalog changes; part of cache keys. */
  version: string
  objects: Readonly<Record<string, CatalogObject>>
  /** By plural as in addresses. */
  byPlural: Readonly<Record<string, CatalogObject>>
  modules: readonly CatalogModule[]
  /** Fault codes of the kernel and of modules with their HTTP status. */
  faults: Readonly<Record<string, number>>
  /** Rights that came with objects of this workspace. */
  grants: readonly Grant[]
  /** Home pages that this workspace made, in order of preference. */
  homes: readonly HomeBody[]
  /** The keys of the workspace, where something of it is kept shut. */
  vault?: Vault
  /** Month, 1 to 12, in which the fiscal year begins, where a module knows of one. */
  fiscalMonth?: number | undefined
}>

/** What a name of an object leads down to: its lines of that field, or a reverse list. */
export function childrenNamed(object: CatalogObject, name: string): CatalogChildren | undefined {
  const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined
  const parts = field?.type.parts?.(field.options)
  return parts ? { name, ...parts } : Object.hasOwn(object.children, name) ? object.children[name] : undefined
}

/** What nobody can give and must be there: the program alone makes such records. */
export const isOfProgram = ({ fields }: CatalogObject): boolean =>
  Object.values(fields).some((field) => field.required && field.readOnly && !field.system && field.default === undefined)
