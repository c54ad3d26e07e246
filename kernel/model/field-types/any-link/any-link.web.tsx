import { Select } from 'antd'
import { useState } from 'react'
import type { FieldMeta, LinkValue } from '../../../web/data/meta-types.ts'
import { useMeta } from '../../../web/data/use-meta.ts'
import { controlProps, popupClass } from '../../../web/fields/input-props.ts'
import { RecordPicker } from '../../../web/fields/record-picker.tsx'
import { useTitles } from '../../../web/fields/record-titles.tsx'
import type { CellProps, FilterProps, FilterTextProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { AppLink, recordAddress } from '../../../web/parts/app-link.tsx'
import type { AnyLink } from '../../fields.ts'

/** As answered; the title is missing where the value was only just chosen, null where the record is out of reach. */
type Named = AnyLink & Readonly<{ title?: string | null }>

/** Objects whose records the field can name. */
function useTargets({ options }: FieldMeta) {
  const objects = Array.isArray(options.objects) && options.objects.length > 0 ? (options.objects as readonly string[]) : null
  return Object.values(useMeta().objects)
    .filter((object) => object.may.read && !object.partOf && (objects === null || objects.includes(object.name)))
    .map(({ name, label }) => ({ value: name, label }))
}

function AnyLinkCell({ value }: CellProps) {
  const say = useTexts()
  const { object, id, title: answered } = value as Named
  const target = useMeta().objects[object]
  const [looked] = useTitles(object, answered === undefined ? [id] : [])
  if (!target || answered === null) {
    const kind = target?.label ?? object
    return <span className="zk-value zk-second">{answered === null ? `${kind} · ${say('analysis.group.hidden')}` : kind}</span>
  }
  const text = [target.label, answered ?? looked].filter(Boolean).join(' · ')
  return (
    <AppLink className="zk-value" to={recordAddress(target.plural, id)} title={text} onClick={(event) => event.stopPropagation()}>
      {text}
    </AppLink>
  )
}

const named = (object: string, { id, title }: LinkValue): Named => ({ object, id, ...(title ? { title } : {}) })

function AnyLinkInput(props: InputProps) {
  const { value, onChange } = props
  const say = useTexts()
  const given = value as Named | null
  const targets = useTargets(props.field)
  const [object, setObject] = useState(given?.object ?? null)
  const [looked] = useTitles(given?.object ?? '', given && given.title === undefined ? [given.id] : [])
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
          value={given ? { id: given.id, title: given.title ?? looked ?? '' } : null}
          onChange={(next) => onChange(next && named(object, next as LinkValue))}
          onDone={(next) => props.onDone?.(next ? named(object, next as LinkValue) : null)}
        />
      )}
    </span>
  )
}

/** Filters by object alone: all that hangs on a customer, whichever. */
function AnyLinkFilter({ value, onChange, field, autoFocus }: FilterProps) {
  const targets = useTargets(field)
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
