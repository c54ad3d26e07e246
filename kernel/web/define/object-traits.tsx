import { Select } from 'antd'
import { useId } from 'react'
import { useObject } from '../data/use-meta.ts'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { type FieldDeclaration, type WholeDeclaration, wordOf } from './data.ts'
import { FieldLines, type FieldOption } from './field-lines.tsx'

/** What stands behind the records of an object of one's own: their title, what search finds, who reads along, which values are there once. */
export type Traits = Readonly<{
  title: string
  search: readonly string[]
  follows: readonly string[]
  tree: string | null
  unique: readonly (readonly string[])[]
}>

export const traitsOf = ({ title, search, follows, tree, unique }: WholeDeclaration): Traits => ({ title, search, follows, tree, unique })

/** What was changed, as it is sent; null takes away what is no longer said. Lines of unique keys without a field say nothing. */
export function changedTraits(now: Traits, former: Traits): Readonly<Record<string, unknown>> {
  const told = { ...now, unique: now.unique.filter((names) => names.length > 0) }
  const isOther = (name: keyof Traits) => JSON.stringify(told[name]) !== JSON.stringify(former[name])
  const sent = (value: Traits[keyof Traits]) => (value === null || value.length === 0 ? null : value)
  return Object.fromEntries((Object.keys(told) as (keyof Traits)[]).filter(isOther).map((name) => [name, sent(told[name])]))
}

type PickProps = Readonly<{
  trait: string
  options: readonly FieldOption[]
  value: readonly string[]
  isMany?: boolean
  onChange(names: readonly string[]): void
}>

function Pick({ trait, options, value, isMany = false, onChange }: PickProps) {
  const say = useTexts()
  const id = useId()
  return (
    <div className="zk-define-field">
      <label htmlFor={id} className="zk-field-label">
        {say(`define.object.${trait}`)}
      </label>
      <Select
        id={id}
        {...(isMany ? { mode: 'multiple' as const } : {})}
        allowClear={trait !== 'title'}
        showSearch={{ optionFilterProp: 'label' }}
        value={(isMany ? [...value] : (value[0] ?? null)) as never}
        options={options.map((one) => ({ ...one }))}
        onChange={(next: string | string[] | undefined) => onChange([next ?? []].flat())}
      />
      <p className="zk-small zk-meta">{say(`define.object.${trait}.help`)}</p>
    </div>
  )
}

type TraitsProps = Readonly<{ object: WholeDeclaration; value: Traits; onChange(change: Partial<Traits>): void }>

export function TraitsInput({ object, value, onChange }: TraitsProps) {
  const locale = useLocale()
  const meta = useObject(object.name)
  const pick = (fits: (field: FieldDeclaration) => boolean): readonly FieldOption[] =>
    Object.values(object.fields)
      .filter(fits)
      .map((field) => ({ value: field.name, label: wordOf(field, locale) }))
  const shown = (field: FieldDeclaration) => meta?.fields[field.name]
  const texts = pick((field) => !field.system && shown(field)?.sort === 'text' && !shown(field)?.options.to)
  const links = pick((field) => !field.system && typeof field.to === 'string')
  const parents = pick((field) => field.to === object.name)
  const stored = pick((field) => field.name === 'owner' || (!field.system && shown(field)?.sortable === true))
  return (
    <>
      <Pick trait="title" options={texts} value={[value.title]} onChange={([title]) => title && onChange({ title })} />
      <Pick trait="search" options={texts} value={value.search} isMany onChange={(search) => onChange({ search })} />
      {links.length > 0 && (
        <Pick trait="follows" options={links} value={value.follows} isMany onChange={(follows) => onChange({ follows })} />
      )}
      {parents.length > 0 && (
        <Pick
          trait="tree"
          options={parents}
          value={value.tree ? [value.tree] : []}
          onChange={([tree]) => onChange({ tree: tree ?? null })}
        />
      )}
      <FieldLines
        words="define.object.unique"
        options={stored}
        lines={value.unique}
        onChange={(at, names) => onChange({ unique: value.unique.with(at, names) })}
        onRemove={(at) => onChange({ unique: value.unique.toSpliced(at, 1) })}
        onAdd={() => onChange({ unique: [...value.unique, []] })}
      />
    </>
  )
}
