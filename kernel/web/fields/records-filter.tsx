import { Select } from 'antd'
import { useState } from 'react'
import { type FilterJson, useList } from '../data/use-list.ts'
import { titleOf, useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { popupClass } from './input-props.ts'
import { useTitles } from './record-titles.tsx'
import { useDebounced } from './use-debounced.ts'
import type { FilterProps } from './web-field-type.ts'

type RecordsFilterProps = FilterProps & Readonly<{ to: string; only?: FilterJson; withMe?: boolean; sort?: string }>

const many = new Set(['in', 'nin'])

/** Operand of a comparison with records: one id, or several for `in` and `nin`; `me` where people are meant. */
export function RecordsFilter({
  to,
  only,
  withMe = false,
  sort = '-updatedAt',
  operator,
  value,
  onChange,
  field,
  autoFocus,
}: RecordsFilterProps) {
  const say = useTexts()
  const target = useMeta().objects[to]
  const [q, setQ] = useState('')
  const settled = useDebounced(q.trim())
  const { rows, isFetching } = useList(
    {
      object: to,
      ...(settled ? { q: settled } : { sort: [sort] }),
      ...(only ? { filter: only } : {}),
      fields: ['id', target?.title ?? 'id'],
      limit: 20,
    },
    { enabled: Boolean(target) },
  )
  const ids = (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]) as readonly string[]
  const titles = useTitles(to, ids)
  const chosen = ids.map((id, i) => ({ value: id, label: titles[i] || '…' }))
  const options = [
    ...(withMe ? [{ value: 'me', label: say('value.me') }] : []),
    ...rows.map((row) => ({ value: row.id, label: (target && titleOf(target, row)) || say('field.untitled') })),
  ]
  const shared = {
    'aria-label': field.label,
    ...(autoFocus ? { autoFocus } : {}),
    labelInValue: true as const,
    className: 'zk-fullwidth',
    classNames: { popup: { root: popupClass } },
    showSearch: { filterOption: false, onSearch: setQ },
    popupMatchSelectWidth: false,
    loading: isFetching,
    options,
  }
  if (many.has(operator)) {
    return (
      <Select<{ value: string; label: string }[]>
        {...shared}
        mode="multiple"
        maxTagCount="responsive"
        value={chosen}
        onChange={(next) => onChange(next.length > 0 ? next.map((one) => one.value) : undefined)}
      />
    )
  }
  return (
    <Select<{ value: string; label: string }> {...shared} value={chosen[0] ?? (null as never)} onChange={(next) => onChange(next?.value)} />
  )
}
