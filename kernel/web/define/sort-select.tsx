import { Select } from 'antd'
import type { ObjectMeta } from '../data/meta-types.ts'
import { orderWords } from '../filter/order-words.ts'
import { useTexts } from '../i18n/texts.ts'

type SortSelectProps = Readonly<{ id: string; object: ObjectMeta; value: string | null; onChange(sort: string | null): void }>

/** By what field records stand in order, and which way. */
export function SortSelect({ id, object, value, onChange }: SortSelectProps) {
  const say = useTexts()
  const fields = Object.values(object.fields).filter((field) => field.sortable && field.right !== 'masked' && field.name !== 'id')
  const options = fields.flatMap((field) =>
    ['', '-'].map((sign) => ({ value: `${sign}${field.name}`, label: `${field.label} · ${orderWords(field, sign === '-', say)}` })),
  )
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? (null as never as string)}
      placeholder={say('tile.usual')}
      options={options}
      onChange={(sort?: string) => onChange(sort ?? null)}
    />
  )
}
