import { Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { FilterBuilder, type FilterJson, type ObjectMeta, useFilterDraft } from '#kernel/web'
import type { ReportBody } from '../objects/index.ts'
import type { Draft, Pick } from './draft.ts'

export type FormProps = Readonly<{ draft: Draft; onChange(draft: Draft): void }>
export type PartProps = FormProps & Readonly<{ object: ObjectMeta; set(to: Partial<ReportBody>): void }>

/** Conditions with the editor of lists. */
export function Conditions({
  object,
  filter,
  onChange,
}: Readonly<{ object: ObjectMeta; filter: FilterJson; onChange(filter: FilterJson): void }>) {
  const { tree, change } = useFilterDraft(object, filter, onChange)
  return <FilterBuilder tree={tree} object={object} onChange={change} />
}

export function Labelled({ id, label, children }: Readonly<{ id: string; label: string; children: ReactNode }>) {
  return (
    <div className="zk-own-field">
      <label htmlFor={id} className="zk-field-label">
        {label}
      </label>
      {children}
    </div>
  )
}

type PickOneProps = Readonly<{
  label: string
  value: string | null
  picks: readonly Pick[]
  placeholder?: string
  isHidden?: boolean
  onChange(value: string): void
}>

/** One of a list, with words to search by. `isHidden`: its label is only read out. */
export function PickOne({ label, value, picks, placeholder, isHidden = false, onChange }: PickOneProps) {
  const id = useId()
  const input = (
    <Select<string>
      id={id}
      {...(isHidden ? { 'aria-label': label } : {})}
      className="zk-fullwidth"
      value={value as never}
      {...(placeholder ? { placeholder } : {})}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      options={picks.map((one) => ({ ...one }))}
      onChange={onChange}
    />
  )
  if (isHidden) return input
  return (
    <Labelled id={id} label={label}>
      {input}
    </Labelled>
  )
}
