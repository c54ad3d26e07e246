import { AutoComplete } from 'antd'
import { useState } from 'react'
import type { LinkValue } from '../data/meta-types.ts'
import { useList } from '../data/use-list.ts'
import { useMeta } from '../data/use-meta.ts'
import { controlProps, popupClass, useTyped } from './input-props.ts'
import type { InputProps } from './web-field-type.ts'

type Offers = Readonly<{ by: string; at: Readonly<Record<string, string>> }>
const most = 50

/** Texts of one object: of the record that the link names, or of those that belong to it. */
function useTextsOf(
  [object, field]: readonly [string, string],
  { by, of, target }: Readonly<{ by: string; of: string | null; target: unknown }>,
) {
  const { rows } = useList(
    { object, filter: object === target ? { id: of } : { [by]: of }, fields: ['id', field], limit: most },
    { enabled: of !== null },
  )
  return of === null ? [] : rows.flatMap((row) => (row[field] ? [String(row[field])] : []))
}

/** One line of text with words that stand elsewhere on offer; any other may be typed. They are asked for once somebody is here. */
export function OfferedInput(props: InputProps) {
  const { value, onChange, onDone, typed, field, object, row } = props
  const [isHere, setHere] = useState(Boolean(props.autoFocus))
  const { objects } = useMeta()
  const { by, at } = field.options.offers as Offers
  const link = row?.[by] as LinkValue | string | null | undefined
  const of = isHere ? (typeof link === 'string' ? link : (link?.id ?? null)) : null
  const target = objects[object]?.fields[by]?.options.to
  const [own, theirs] = Object.entries(at).filter(([name]) => objects[name])
  const words = [
    ...useTextsOf(own ?? ['', ''], { by, of: own ? of : null, target }),
    ...useTextsOf(theirs ?? ['', ''], { by, of: theirs ? of : null, target }),
  ]
  const write = (text: string) => onChange(text === '' ? null : text)
  useTyped(typed, write)
  return (
    <AutoComplete
      {...controlProps(props)}
      className="zk-fullwidth"
      classNames={{ popup: { root: popupClass } }}
      popupMatchSelectWidth={false}
      value={(value as string | null) ?? ''}
      options={[...new Set(words)].map((word) => ({ value: word }))}
      maxLength={Number(field.options.max ?? 200)}
      onFocus={() => setHere(true)}
      onChange={write}
      onSelect={(word: string) => onDone?.(word)}
    />
  )
}
