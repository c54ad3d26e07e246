import { Input, Select } from 'antd'
import type { FieldMeta } from '../data/meta-types.ts'
import { toWriting, webTypeOf } from '../fields/type-of.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { operandShape, periodsFor } from './operators.ts'

export type OperandProps = Readonly<{ field: FieldMeta; object: string; operator: string; value: unknown; onChange(value: unknown): void }>

function Presence({ value, onChange, field, operator }: OperandProps) {
  const say = useTexts()
  const options = [true, false].map((is) => ({ value: String(is), label: say(`operator.${operator}.${is}`) }))
  return (
    <Select
      aria-label={field.label}
      value={String(value ?? true)}
      options={options}
      onChange={(text: string) => onChange(text === 'true')}
    />
  )
}

function Period({ value, onChange, field }: OperandProps) {
  const say = useTexts()
  const periods = periodsFor(useFormat().fiscalMonth)
  const words = typeof value === 'string' && !periods.includes(value) ? [value, ...periods] : periods
  const options = words.map((word) => ({ value: word, label: periodLabel(word, say) }))
  return (
    <Select
      aria-label={field.label}
      showSearch={{ optionFilterProp: 'label' }}
      value={(value as string) ?? null}
      options={options}
      onChange={onChange}
    />
  )
}

/** A period in words: its own text, or one with the number of days in it. */
export function periodLabel(word: string, say: ReturnType<typeof useTexts>): string {
  const [, way, count] = /^(last|next)(\d+)Days$/.exec(word) ?? []
  return way ? say(`period.${way}-days`, { count: Number(count) }) : say(`period.${word}`)
}

function One({ field, object, operator, value, onChange }: OperandProps) {
  const type = webTypeOf(field)
  const { choices } = field.options
  if (type.Filter)
    return <type.Filter field={field} object={object} operator={operator} value={value} onChange={onChange} aria-label={field.label} />
  if (choices) {
    const options = choices.map(({ key, label }) => ({ value: key, label }))
    return <Select aria-label={field.label} value={(value as string) ?? null} options={options} onChange={onChange} />
  }
  const Editor = type.Input
  if (!Editor) return <Input aria-label={field.label} value={String(value ?? '')} onChange={(event) => onChange(event.target.value)} />
  return (
    <Editor
      field={field}
      object={object}
      place="filter"
      aria-label={field.label}
      value={value ?? null}
      onChange={(next) => onChange(next === null ? undefined : toWriting(next, field))}
    />
  )
}

function Ends({ value, onChange, ...rest }: OperandProps) {
  const say = useTexts()
  const [from, to] = Array.isArray(value) ? value : [undefined, undefined]
  const set = (ends: readonly unknown[]) =>
    onChange(ends.every((end) => end === undefined || end === null) ? undefined : ends.map((end) => end ?? null))
  return (
    <span className="zk-row">
      <One {...rest} operator="gte" value={from ?? undefined} onChange={(next) => set([next, to])} />
      <span className="zk-meta">{say('operator.between.to')}</span>
      <One {...rest} operator="lte" value={to ?? undefined} onChange={(next) => set([from, next])} />
    </span>
  )
}

function Many(props: OperandProps) {
  const { field, value, onChange } = props
  const { choices } = field.options
  if (webTypeOf(field).Filter) return <One {...props} />
  const options = choices?.map(({ key, label }) => ({ value: key, label })) ?? []
  return (
    <Select
      aria-label={field.label}
      mode={choices ? 'multiple' : 'tags'}
      showSearch={{ optionFilterProp: 'label' }}
      maxTagCount="responsive"
      value={Array.isArray(value) ? (value as string[]) : []}
      options={options}
      onChange={onChange}
    />
  )
}

const inputs = { presence: Presence, period: Period, ends: Ends, many: Many, one: One } as const

/** Edits what an operator compares with. */
export function OperandInput(props: OperandProps) {
  const Editor = inputs[operandShape(props.operator)]
  return <Editor {...props} />
}
