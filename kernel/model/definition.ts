import { defineObject } from './define-object.ts'
import type { Labels } from './field-type.ts'
import { choice, integer, json, text } from './fields.ts'

/** What customers may define; the body of each is read by `schema/definitions`. */
export const definitionKinds = ['object', 'field', 'rule', 'layout', 'home'] as const
export type DefinitionKind = (typeof definitionKinds)[number]

/**
 * A declaration that this workspace added: an object, a field, a rule, a layout, a home page. Records like any other, so they have history, undo and
 * live updates; what they come to is checked with all other declarations before anything is stored.
 */
export const definition = defineObject('definition', {
  plural: 'definitions',
  title: 'name',
  icon: 'blocks',
  search: [],
  fields: {
    kind: choice(definitionKinds, { required: true }),
    /** Object that it is about; for an object itself its own name, `*` where it is about none in particular. */
    object: text({ required: true, max: 60, indexed: true }),
    name: text({ required: true, max: 60 }),
    body: json({ required: true }),
    position: integer({ default: 0 }),
  },
  unique: [['kind', 'object', 'name']],
  views: {
    list: { columns: ['object', 'kind', 'name', 'position', 'updatedAt', 'updatedBy'], sort: 'object' },
    form: [{ section: 'basic', rows: [['kind', 'object'], ['name', 'position'], ['body']] }],
  },
})

/** Something that must hold of every record, in CEL: `must` is true or empty, wherever `when` is true or not given. */
export type CheckBody = Readonly<{
  name: string
  must: string
  when?: string
  /** Field that the message stands at. */
  field?: string
  message: Labels
  isOff?: boolean
}>

export type LayoutSection = Readonly<{
  section: string
  labels?: Labels
  rows: readonly (readonly string[])[]
  /** CEL over the record: the section is shown where it is true. */
  shownWhen?: string
}>

/** How an object looks for some roles and record types; the first that fits a reader, in order of position, is his. */
export type LayoutBody = Readonly<{
  name: string
  labels: Labels
  /** Empty: for every role. */
  roles: readonly string[]
  /** Values of the object's record type; empty: for all. */
  types: readonly string[]
  form?: readonly LayoutSection[]
  list?: Readonly<{ columns: readonly string[]; sort?: string }>
  board?: Readonly<{ by: string; card: readonly string[]; sum?: string }>
  facts?: readonly string[]
  /** Reverse lists of the record page in order; those not named are left out. */
  related?: readonly string[]
  path?: string
  /** Panels of modules on the record page, in order, and those left out; one that neither names stands at the end. */
  panels?: readonly string[]
  hiddenPanels?: readonly string[]
}>
