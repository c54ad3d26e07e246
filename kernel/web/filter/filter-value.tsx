import { useMemo } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import type { FilterJson } from '../data/use-list.ts'
import { fieldAt, useMeta } from '../data/use-meta.ts'
import { useAbout } from '../fields/use-about.ts'
import type { CellProps, InputProps } from '../fields/web-field-type.ts'
import { useTexts } from '../i18n/texts.ts'
import { FilterWords } from './condition-chip.tsx'
import { FilterBuilder } from './filter-builder.tsx'
import { useFilterDraft } from './filter-draft.ts'
import { toTree } from './filter-tree.ts'
import './filter.css'

/** A filter that a record keeps, in words; as it is stored where the object it speaks of is not known here. */
export function FilterCell({ value, field, object, row }: CellProps) {
  const { about } = useAbout(field.options.filterOf, object, row)
  const meta = useMeta()
  const tree = useMemo(() => about && toTree(value as FilterJson, (path) => Boolean(fieldAt(meta, about, path))), [value, about, meta])
  if (!about || !tree) return <span title={JSON.stringify(value)}>{JSON.stringify(value)}</span>
  return (
    <span className="zk-filter-words">
      <FilterWords tree={tree} object={about} />
    </span>
  )
}

/** Puts a filter together that a record keeps. What is not complete yet is not kept. */
export function FilterInput({ value, onChange, field, object, row }: InputProps) {
  const say = useTexts()
  const { about, first } = useAbout(field.options.filterOf, object, row)
  if (!about) return <span className="zk-meta zk-small">{first && say('filter.first', { field: first.label })}</span>
  return <Builder key={about.name} about={about} filter={(value ?? {}) as FilterJson} onChange={onChange} />
}

type BuilderProps = Readonly<{ about: ObjectMeta; filter: FilterJson; onChange(filter: FilterJson | null): void }>

function Builder({ about, filter, onChange }: BuilderProps) {
  const { tree, change } = useFilterDraft(about, filter, (next) => onChange(Object.keys(next).length > 0 ? next : null))
  return <FilterBuilder tree={tree} object={about} onChange={change} />
}
