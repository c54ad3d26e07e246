import { Input } from 'antd'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { controlProps, useTyped } from './input-props.ts'
import type { InputProps } from './web-field-type.ts'

type TypedInputProps = InputProps &
  Readonly<{
    /** What a text means: undefined where it means nothing. */
    read(text: string): unknown
    /** A value as text to be edited. */
    write(value: unknown): string
    /** The value in words, shown while the text says it otherwise. */
    echo?(value: unknown, text: string): string | undefined
    placeholder?: string
    prefix?: ReactNode
    suffix?: ReactNode
    align?: 'left' | 'right'
    onFocus?(): void
    onBlur?(): void
    onKeyDown?(event: KeyboardEvent): void
  }>

/** A value typed as text and read while typing. What cannot be read is marked, and gone when the field is left. */
export function TypedInput({
  read,
  write,
  echo,
  prefix,
  suffix,
  placeholder,
  align = 'left',
  onFocus,
  onBlur,
  onKeyDown,
  ...props
}: TypedInputProps) {
  const { value, onChange, onDone, typed } = props
  const [text, setText] = useState<string | null>(null)
  const meant = text === null ? value : read(text)
  const isBad = meant === undefined
  const take = (next: string) => {
    setText(next)
    const parsed = read(next)
    if (parsed !== undefined) onChange(parsed)
  }
  useTyped(typed, take)
  // What was set from outside, a day picked beside, counts more than the text before it.
  const isOvertaken = text !== null && !isBad && JSON.stringify(meant ?? null) !== JSON.stringify(value ?? null)
  const shown = text === null || isOvertaken ? (value === null || value === undefined ? '' : write(value)) : text
  const told = text !== null && !isOvertaken && !isBad && meant !== null ? echo?.(meant, text) : undefined
  const behind = told ? <span className="zk-echo">{told}</span> : suffix
  return (
    <Input
      {...controlProps(props)}
      {...(isBad ? { status: 'error' as const } : {})}
      {...(prefix ? { prefix } : {})}
      {...(behind ? { suffix: behind } : {})}
      {...(placeholder ? { placeholder } : {})}
      {...(onFocus ? { onFocus, onClick: onFocus } : {})}
      {...(onKeyDown ? { onKeyDown } : {})}
      className={align === 'right' ? 'zk-input-right' : ''}
      autoComplete="off"
      value={shown}
      onChange={(event) => take(event.target.value)}
      onBlur={() => {
        setText(null)
        onBlur?.()
      }}
      onPressEnter={(event) => {
        if (isBad || event.nativeEvent.isComposing) return
        setText(null)
        onDone?.(isOvertaken ? value : meant)
      }}
    />
  )
}
