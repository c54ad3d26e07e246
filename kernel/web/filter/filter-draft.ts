import { useState } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import type { FilterJson } from '../data/use-list.ts'
import { fieldAt, useMeta } from '../data/use-meta.ts'
import { type Group, toJson, toTree } from './filter-tree.ts'

/** A condition while it is put together: its tree holds what is not complete yet, its filter does not. */
export function useFilterDraft(object: ObjectMeta, filter: FilterJson, onChange: (filter: FilterJson) => void) {
  const meta = useMeta()
  const [tree, setTree] = useState<Group>(() => toTree(filter, (path) => Boolean(fieldAt(meta, object, path))))
  return {
    tree,
    change: (next: Group) => {
      setTree(next)
      const json = toJson(next)
      if (JSON.stringify(json) !== JSON.stringify(filter)) onChange(json)
    },
  }
}
