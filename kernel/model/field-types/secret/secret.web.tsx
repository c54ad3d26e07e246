import { Input } from 'antd'
import { Copy, Eye, EyeOff, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { call } from '../../../web/data/api.ts'
import { useAsOf } from '../../../web/data/as-of.ts'
import { isProblem } from '../../../web/data/problem.ts'
import { showToast } from '../../../web/data/toasts.ts'
import { pluralOf } from '../../../web/data/use-meta.ts'
import { controlProps, useTyped } from '../../../web/fields/input-props.ts'
import { LineCell, lineFromClipboard } from '../../../web/fields/line-input.tsx'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useTexts } from '../../../web/i18n/texts.ts'

const shownMs = 30_000
const isMask = (value: unknown): boolean => typeof value === 'string' && value.includes('•')
/** What was just typed is not drawn either. */
const maskOf = (value: unknown): string => (isMask(value) ? String(value) : '••••')

/** Asks for the value itself; it is kept nowhere but in what is drawn, and there for half a minute. */
function useRevealed({ field, object, row }: CellProps) {
  const [value, setValue] = useState<string | null>(null)
  useEffect(() => {
    if (value === null) return
    const timer = setTimeout(() => setValue(null), shownMs)
    return () => clearTimeout(timer)
  }, [value])
  const ask = async (): Promise<string | null> => {
    if (!row) return null
    try {
      const { body } = await call<{ value: string | null }>('POST', `/${pluralOf(object)}/${row.id}/reveal`, {
        body: { field: field.name },
      })
      return body.value
    } catch (error) {
      if (!isProblem(error)) throw error
      showToast({ text: error.detail, tone: 'error' })
      return null
    }
  }
  return { value, ask, show: async () => setValue(await ask()), hide: () => setValue(null) }
}

function Whole(props: CellProps) {
  const say = useTexts()
  const { value, ask, show, hide } = useRevealed(props)
  const copy = async () => {
    const text = value ?? (await ask())
    if (text === null) return
    try {
      await navigator.clipboard.writeText(text)
      showToast({ text: say('field.secret.copied'), tone: 'done' })
    } catch {
      showToast({ text: say('field.not-copied'), tone: 'error' })
    }
  }
  const button = (label: string, icon: React.ReactNode, run: () => void) => (
    <button
      type="button"
      className="zk-plain-button zk-copy zk-secret-button"
      aria-label={`${props.field.label}: ${label}`}
      title={label}
      onClick={(event) => {
        event.stopPropagation()
        run()
      }}
    >
      {icon}
    </button>
  )
  return (
    <span className="zk-copied">
      <span className="zk-secret" aria-live="polite">
        {value ?? maskOf(props.value)}
      </span>
      {value === null
        ? button(say('field.secret.show'), <Eye size={14} strokeWidth={1.5} aria-hidden="true" />, () => void show())
        : button(say('field.secret.hide'), <EyeOff size={14} strokeWidth={1.5} aria-hidden="true" />, hide)}
      {button(say('field.secret.copy'), <Copy size={14} strokeWidth={1.5} aria-hidden="true" />, () => void copy())}
    </span>
  )
}

function SecretCell(props: CellProps) {
  const asOf = useAsOf()
  if (props.place !== 'record' || !props.row || asOf) return <LineCell value={maskOf(props.value)} />
  // Another value is another one to ask for.
  return <Whole key={`${props.row.id} ${String(props.value)} ${String(props.row.version)}`} {...props} />
}

/** The mask stands where the value would: typing replaces the value, and nothing typed leaves it. */
function SecretInput(props: InputProps) {
  const say = useTexts()
  const { value, onChange, onDone, typed, field, place } = props
  const [kept] = useState(() => (isMask(value) ? value : null))
  const write = (text: string) => onChange(text === '' ? kept : text)
  useTyped(typed, write)
  const canClear = kept !== null && value === kept && place !== 'filter'
  const max = field.options.max
  return (
    <Input
      {...controlProps(props)}
      autoComplete="off"
      spellCheck={false}
      maxLength={typeof max === 'number' ? max : 200}
      value={isMask(value) || typeof value !== 'string' ? '' : value}
      {...(place === 'filter' ? { placeholder: say('field.secret.whole') } : {})}
      {...(canClear ? { placeholder: `${String(kept)} · ${say('field.secret.new')}` } : {})}
      suffix={
        canClear ? (
          <button
            type="button"
            className="zk-plain-button"
            aria-label={`${field.label}: ${say('field.secret.clear')}`}
            title={say('field.secret.clear')}
            onClick={() => onChange(null)}
          >
            <X size={14} strokeWidth={1.5} aria-hidden="true" />
          </button>
        ) : (
          <span />
        )
      }
      onChange={(event) => write(event.target.value)}
      onPressEnter={(event) => !event.nativeEvent.isComposing && onDone?.()}
    />
  )
}

export const secretWeb: WebFieldType = {
  kind: 'secret',
  Cell: SecretCell,
  Input: SecretInput,
  veiled: true,
  width: 120,
  toClipboard: maskOf,
  fromClipboard: lineFromClipboard,
}
