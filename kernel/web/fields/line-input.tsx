import { Input } from 'antd'
import type { ComponentProps } from 'react'
import { controlProps, useTyped } from './input-props.ts'
import type { CellProps, FilterProps, InputProps } from './web-field-type.ts'

type LineInputProps = InputProps &
  Readonly<{ type?: 'email' | 'tel' | 'url' | 'text'; placeholder?: string; suffix?: ComponentProps<typeof Input>['suffix'] }>

/** One line of text. */
export function LineInput({ type, placeholder, suffix, ...props }: LineInputProps) {
  const { value, onChange, onDone, typed, field } = props
  const write = (text: string) => onChange(text === '' ? null : text)
  useTyped(typed, write)
  const max = field.options.max
  return (
    <Input
      {...controlProps(props)}
      {...(type ? { type } : {})}
      {...(placeholder ? { placeholder } : {})}
      {...(suffix ? { suffix } : {})}
      {...(typeof max === 'number' ? { maxLength: max } : {})}
      autoComplete="off"
      value={typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value)}
      onChange={(event) => write(event.target.value)}
      onPressEnter={(event) => !event.nativeEvent.isComposing && onDone?.()}
    />
  )
}

/** One line of text that is clipped where it is too long; the whole of it shows on hover. */
export function LineCell({ value }: Pick<CellProps, 'value'>) {
  const text = String(value)
  return (
    <span className="zk-value" title={text}>
      {text}
    </span>
  )
}

/** Operand of `contains`, `startsWith` and other comparisons with a piece of text. */
export function LineFilter({ value, onChange, autoFocus, ...rest }: FilterProps) {
  return (
    <Input
      aria-label={rest['aria-label'] ?? rest.field.label}
      {...(autoFocus ? { autoFocus } : {})}
      allowClear
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    />
  )
}

/** Pasted text as one line; nothing where there is none. */
export const lineFromClipboard = (text: string): unknown => text.replace(/\s*\r?\n\s*/g, ' ').trim() || null
