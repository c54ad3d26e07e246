import { Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { controlProps, useTyped } from './input-props.ts'
import type { InputProps } from './web-field-type.ts'

type NumberInputProps = InputProps &
  Readonly<{
    /** What a text means: undefined where it means nothing. */
    read(text: string): unknown
    /** A value as text to be edited. */
    write(value: unknown): string
    /** The value in words, shown while the text says it otherwise. */
    echo?(value: unknown, text: string): string | undefined
    prefix?: ReactNode
    suffix?: ReactNode
    align?: 'left' | 'right'
  }>

/** A value typed as text and read while typing. What cannot be read is marked, and gone when the field is left. */
export function NumberInput({ read, write, echo, prefix, suffix, align = 'left', ...props }: NumberInputProps) {
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
  const told = text !== null && !isBad && meant !== null ? echo?.(meant, text) : undefined
  const behind = told ? <span className="zk-echo">{told}</span> : suffix
  return (
    <Input
      {...controlProps(props)}
      {...(isBad ? { status: 'error' as const } : {})}
      {...(prefix ? { prefix } : {})}
      {...(behind ? { suffix: behind } : {})}
      className={align === 'right' ? 'zk-input-right' : ''}
      autoComplete="off"
      value={text ?? (value === null || value === undefined ? '' : write(value))}
      onChange={(event) => take(event.target.value)}
      onBlur={() => setText(null)}
      onPressEnter={(event) => {
        if (isBad || event.nativeEvent.isComposing) return
        setText(null)
        onDone?.(meant)
      }}
    />
  )
}
