import { createElement } from 'react'
import type { FieldMeta } from '../data/meta-types.ts'
import { plainValue } from './plain-value.tsx'
import type { WebFieldType } from './web-field-type.ts'

const byKind = new Map<string, WebFieldType>()
const computed = new Map<string, WebFieldType>()

/** Makes browser halves known. `registry.ts` does it once for all kinds. */
export function installTypes(types: readonly WebFieldType[]): void {
  for (const type of types) byKind.set(type.kind, type)
}

/** A kind as it looks where its value is computed: drawn and filtered alike, edited by nobody. */
function computedAs(kind: string): WebFieldType | undefined {
  const type = byKind.get(kind)
  if (!type || computed.has(kind)) return computed.get(kind)
  const { Input, fromClipboard: _fromClipboard, toWriting: _toWriting, ...rest } = type
  const Filter = type.Filter ?? (Input && asFilter(Input))
  const made: WebFieldType = { ...rest, ...(Filter ? { Filter } : {}) }
  computed.set(kind, made)
  return made
}

const asFilter =
  (Input: NonNullable<WebFieldType['Input']>): NonNullable<WebFieldType['Filter']> =>
  ({ operator: _operator, value, onChange, ...rest }) =>
    createElement(Input, { ...rest, value: value ?? null, place: 'filter', onChange: (next: unknown) => onChange(next ?? undefined) })

/** What is masked is a text, whatever its kind: drawn as it is, with no way to call, open or add it up. */
const maskedValue: WebFieldType = { kind: plainValue.kind, Cell: plainValue.Cell }

/** The browser half of a field's type; the plain text one for a kind that has none, and where the value is masked. */
export function webTypeOf(field: FieldMeta): WebFieldType {
  if (field.right === 'masked') return maskedValue
  const type = byKind.get(field.kind)
  const as = type?.drawnAs?.(field)
  return (as ? computedAs(as) : type) ?? plainValue
}

/** Whether adding several of them up means something. */
export const addsUp = (field: FieldMeta): boolean => webTypeOf(field).total === true && field.options.total !== false

/** What the server takes for a value in reading shape. */
export function toWriting(value: unknown, field: FieldMeta): unknown {
  if (value === null || value === undefined) return null
  const { toWriting: write } = webTypeOf(field)
  return write ? write(value, field) : value
}

/** Width of a column of this kind in pixels. */
export const widthOf = ({ width }: WebFieldType, field: FieldMeta): number => (typeof width === 'function' ? width(field) : (width ?? 140))
