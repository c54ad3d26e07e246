import { Select } from 'antd'
import { useState } from 'react'
import type { LinkValue } from '../../../web/data/meta-types.ts'
import { useMeta } from '../../../web/data/use-meta.ts'
import { controlProps, popupClass } from '../../../web/fields/input-props.ts'
import { RecordPicker } from '../../../web/fields/record-picker.tsx'
import { useTitles } from '../../../web/fields/record-titles.tsx'
import type { CellProps, FilterProps, FilterTextProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { AppLink, recordAddress } from '../../../web/parts/app-link.tsx'
import type { AnyLink } from '../../fields.ts'

/** Objects whose records can be named. */
function useTargets() {
  return Object.values(useMeta().objects)
    .filter((object) => object.may.read && !object.partOf)
    .map(({ name, label }) => ({ value: name, label }))
}

function AnyLinkCell({ value, place }: CellProps) {
  const { object, id } = value as AnyLink
  const target = useMeta().objects[object]
  const [title] = useTitles(object, place === 'cell' ? [] : [id])
  if (!target) return <span className="zk-value">{object}</span>
  return (
    <AppLink className="zk-value" to={recordAddress(target.plural, id)} onClick={(event) => event.stopPropagation()}>
      {title ? `${target.label} · ${title}` : target.label}
    </AppLink>
  )
}

function AnyLinkInput(props: InputProps) {
  const { value, onChange } = props
  const say = useTexts()
  const given = value as AnyLink | null
  const targets = useTargets()
  const [object, setObject] = useState(given?.object ?? null)
  const [title] = useTitles(given?.object ?? '', given ? [given.id] : [])
  const choose = (next: string | null) => {
    setObject(next)
    onChange(null)
  }
  return (
    <span className="zk-row zk-fullwidth">
      <Select<string>
        {...controlProps(props)}
        className="zk-any-object"
        aria-label={say('field.any-link.object')}
        classNames={{ popup: { root: popupClass } }}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        allowClear={!props.field.required}
        value={object as string}
        options={targets}
        onChange={(next: string | undefined) => choose(next ?? null)}
      />
      {object && (
        <RecordPicker
          {...props}
          key={object}
          to={object}
          value={given ? { id: given.id, title: title ?? '' } : null}
          onChange={(next) => onChange(next && { object, id: (next as LinkValue).id })}
          onDone={(next) => props.onDone?.(next ? { object, id: (next as LinkValue).id } : null)}
        />
      )}
    </span>
  )
}

/** Filters by object alone: all that hangs on a customer, whichever. */
function AnyLinkFilter({ value, onChange, field, autoFocus }: FilterProps) {
  const targets = useTargets()
  const chosen = (value as Partial<AnyLink> | undefined)?.object ?? null
  return (
    <Select<string>
      aria-label={field.label}
      {...(autoFocus ? { autoFocus } : {})}
      showSearch={{ optionFilterProp: 'label' }}
      value={chosen as string}
      options={targets}
      onChange={(object) => onChange({ object })}
    />
  )
}

function AnyLinkText({ value }: FilterTextProps) {
  const meta = useMeta()
  const one = (Array.isArray(value) ? value[0] : value) as Partial<AnyLink> | undefined
  return <>{meta.objects[one?.object ?? '']?.label ?? one?.object}</>
}

export const anyLinkWeb: WebFieldType = {
  kind: 'anyLink',
  Cell: AnyLinkCell,
  Input: AnyLinkInput,
  Filter: AnyLinkFilter,
  FilterText: AnyLinkText,
  width: 180,
  toWriting: (value) => ({ object: (value as AnyLink).object, id: (value as AnyLink).id }),
  toClipboard: (value) => `${(value as AnyLink).object}/${(value as AnyLink).id}`,
}
