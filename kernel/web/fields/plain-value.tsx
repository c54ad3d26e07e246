import { Input } from 'antd'
import type { CellProps, InputProps, WebFieldType } from './web-field-type.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** One line of text for any value, whatever its kind. */
export function toPlainText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(toPlainText).join(', ')
  if (isRecord(value)) return toPlainText(value.title ?? value.label ?? value.name ?? value.amount ?? Object.values(value).filter(Boolean))
  return String(value)
}

function PlainCell({ value }: CellProps) {
  const text = toPlainText(value)
  return <span title={text}>{text}</span>
}

function PlainInput({ value, onChange, onDone, place, typed, field: _field, object: _object, row: _row, status, ...rest }: InputProps) {
  return (
    <Input
      {...rest}
      {...(status ? { status } : {})}
      variant={place === 'cell' ? 'borderless' : 'outlined'}
      value={typed ?? toPlainText(value)}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      onPressEnter={() => onDone?.()}
    />
  )
}

/** Draws a kind that has no browser half: as text, read-only where the value is not text. */
export const plainValue: WebFieldType = { kind: '*', Cell: PlainCell, Input: PlainInput, toClipboard: (value) => toPlainText(value) }
