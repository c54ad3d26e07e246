import type { CellEditRequestEvent, IRowNode } from 'ag-grid-community'
import { useState } from 'react'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import type { Problem } from '../../data/problem.ts'
import { showProblem } from '../../data/undo.ts'
import { fieldAt, useMeta } from '../../data/use-meta.ts'
import { useSave } from '../../data/use-save.ts'
import { toWriting } from '../../fields/registry.ts'
import { type GridRow, isTotal } from './row-kinds.ts'

/** A change that somebody else overtook: both values, and how to go on. */
export type StaleCell = Readonly<{ node: IRowNode<GridRow>; path: string; mine: unknown; problem: Problem }>

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** Saves cells: drawn at once, rolled back with the reason when refused, both values shown when the record changed meanwhile. */
export function useCellSave(object: ObjectMeta) {
  const meta = useMeta()
  const save = useSave(object.name)
  const [stale, setStale] = useState<StaleCell | null>(null)

  /** Answers whether the value was saved. Without `version` the value wins over whatever stands there. */
  const saveCell = async (node: IRowNode<GridRow>, path: string, value: unknown, o: { overwrite?: boolean } = {}): Promise<boolean> => {
    const before = node.data
    const field = fieldAt(meta, object, path)
    if (!before || isTotal(before) || !field || isSame(before[path], value)) return false
    node.setData({ ...before, [path]: value })
    const version = o.overwrite ? undefined : before.version
    try {
      const { row } = await save.mutateAsync({
        id: before.id,
        values: { [path]: toWriting(value, field) },
        version,
        shown: { [path]: value },
      })
      node.setData({ ...(node.data as Row), ...row })
      return true
    } catch (error) {
      node.setData(before)
      if ((error as Problem).code === 'kernel.stale') setStale({ node, path, mine: value, problem: error as Problem })
      else showProblem(error)
      return false
    }
  }
  const onCellEditRequest = ({ node, column, newValue }: CellEditRequestEvent<GridRow>) => void saveCell(node, column.getColId(), newValue)
  return { saveCell, onCellEditRequest, stale, closeStale: () => setStale(null) }
}
