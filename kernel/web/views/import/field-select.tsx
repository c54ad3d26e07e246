import { Select } from 'antd'
import { useMemo } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { Place } from './import-map.ts'

type FieldSelectProps = Readonly<{
  object: ObjectMeta
  places: readonly Place[]
  value: string | null
  label: string
  /** Paths that other columns feed already: they are named so. */
  taken: ReadonlySet<string>
  onChange(path: string | null): void
}>

/** Chooses where the texts of a column go; nothing leaves the column out. */
export function FieldSelect({ object, places, value, label, taken, onChange }: FieldSelectProps) {
  const say = useTexts()
  const options = useMemo(() => {
    const toOption = ({ path, label: name, field }: Place) => ({
      value: path,
      label: `${name}${field.required ? ' *' : ''}${taken.has(path) && path !== value ? ` ${say('import.taken')}` : ''}`,
      words: `${name} ${path}`,
    })
    const own = { label: object.label, options: places.filter(({ isBelow }) => !isBelow).map(toOption) }
    const below = [
      ...Map.groupBy(
        places.filter(({ isBelow }) => isBelow),
        ({ path }) => path.split('.')[0] ?? '',
      ),
    ].map(([name, group]) => ({ label: say('import.below', { field: object.fields[name]?.label ?? name }), options: group.map(toOption) }))
    return [own, ...below]
  }, [object, places, taken, value, say])
  return (
    <Select
      aria-label={label}
      className="zk-import-field"
      showSearch={{
        filterOption: (typed, option) =>
          String((option as { words?: string } | undefined)?.words ?? '')
            .toLowerCase()
            .includes(typed.toLowerCase()),
      }}
      allowClear
      placeholder={say('import.left-out')}
      value={value}
      options={options}
      popupMatchSelectWidth={320}
      onChange={(next: string | undefined) => onChange(next ?? null)}
    />
  )
}
