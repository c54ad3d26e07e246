import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { FieldMeta, Row } from '../data/meta-types.ts'
import type { Format } from '../format/use-format.ts'

/**
 * All the browser knows about a kind of value: one constant per folder of `kernel/model/field-types/<kind>/<kind>.web.tsx`,
 * listed in `registry.ts`. Nothing else in the browser may branch on `kind`; what differs is a member here.
 *
 * Values are everywhere in *reading shape* (a link is `{ id, title }`, money `{ amount, currency }`, a day `YYYY-MM-DD`, nothing is `null`),
 * so that a value just typed can be drawn at once. `toWriting` makes of it what the server takes.
 */
export type WebFieldType = Readonly<{
  kind: string
  /** Draws a value. Never called with null. */
  Cell: ComponentType<CellProps>
  /** Edits a value. Absent on computed kinds. */
  Input?: ComponentType<InputProps>
  /** Edits the operand of a filter. Absent: the Input with the field itself. Operands are in writing shape. */
  Filter?: ComponentType<FilterProps>
  align?: 'right'
  /** Values of this kind fit into no column: lines of a record. */
  listed?: false
  /** Width of a column in pixels, where it matters by the field; 140 unless told otherwise. */
  width?: number | ((field: FieldMeta) => number)
  /** What stands once in the column header instead of in every cell: 万元, %. */
  unit?(field: FieldMeta, format: Format): string | undefined
  /** Needs the whole width of a form or a record page: long texts, lines. */
  wide?: true
  /** How a value is reached at a press: a number is dialled, a mail begun. */
  reach?: Readonly<{ icon: LucideIcon; href(value: unknown): string; text: string }>
  /** Is a table: on a record page it stands above the timeline, where there is room for it. */
  table?: true
  /** Stands beside a record's title as a tag instead of among the key facts. */
  asTag?(field: FieldMeta): boolean
  /** What is read is a mask and no value; what is typed is kept nowhere but on the server. */
  veiled?: true
  /** Values are sets: many records can get something added or taken away at once. */
  amendable?: true
  /** Sums of columns of this kind make sense. */
  total?: true
  /** Draws a number measured over values of this kind (a sum), where it is not simply the number. */
  Total?: ComponentType<CellProps>
  /** Kind to be drawn as: a formula as what comes out of it. */
  drawnAs?(field: FieldMeta): string
  /** What the server takes for a value; absent: the value itself. */
  toWriting?(value: unknown, field: FieldMeta): unknown
  /** Text for the clipboard, for tooltips and for the sentence of a filter. */
  toClipboard?(value: unknown, field: FieldMeta, format: Format): string
  /** Reading shape of pasted text; undefined where it cannot be understood. Absent: cells of this kind take no paste. */
  fromClipboard?(text: string, field: FieldMeta, format: Format): unknown
  /** Words of an operand in a filter sentence, where the operand alone does not say it: choice keys, record ids. */
  FilterText?: ComponentType<FilterTextProps>
}>

/** Where a value is drawn or edited. `cell`: a grid cell of 32 px; `fact`: one line in a record's head or a card; `record`: details; `form`; `filter`. */
export type Place = 'cell' | 'fact' | 'record' | 'form' | 'filter'

export type CellProps = Readonly<{ value: unknown; field: FieldMeta; object: string; row?: Row; place: Place }>

export type InputProps = Readonly<{
  /** Reading shape, or null. */
  value: unknown
  onChange(value: unknown): void
  field: FieldMeta
  object: string
  /** The record as far as known, for inputs that depend on other fields. */
  row?: Partial<Row>
  place: Place
  /** For the label's `htmlFor`; the focusable element carries it. */
  id?: string
  /** Given where no visible label stands: cells and filters. */
  'aria-label'?: string
  'aria-describedby'?: string
  autoFocus?: boolean
  disabled?: boolean
  status?: 'error' | 'warning'
  /** The person is done: chose an option, closed a picker. In a cell it saves and leaves; pass the value if it is newer than the last `onChange`. */
  onDone?(value?: unknown): void
  /** First key pressed on a focused cell: replaces the text. */
  typed?: string
}>

export type FilterProps = Readonly<{
  operator: string
  /** Operand in writing shape: what stands in the filter's JSON. */
  value: unknown
  onChange(value: unknown): void
  field: FieldMeta
  object: string
  autoFocus?: boolean
  'aria-label'?: string
}>

export type FilterTextProps = Readonly<{ operator: string; value: unknown; field: FieldMeta; object: string }>
