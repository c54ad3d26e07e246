import { useCallback, useRef, useState } from 'react'
import { useCount } from '../../data/use-list.ts'
import { BulkBar } from '../bulk/bulk-bar.tsx'
import type { Selection } from '../bulk/selection.ts'
import type { ViewProps } from '../object-views.ts'
import { ListGrid, type ListGridHandle } from './list-grid.tsx'

/** The records of an object as rows. */
export function View({ object, state }: ViewProps) {
  const grid = useRef<ListGridHandle>(null)
  const [ids, setIds] = useState<readonly string[]>([])
  const [isAll, setAll] = useState(false)
  const { data: count } = useCount({ object: object.name, filter: state.where, q: state.q }, { exact: true, enabled: ids.length > 0 })
  const onSelect = useCallback((next: readonly string[]) => {
    setIds(next)
    setAll(false)
  }, [])
  const clear = () => grid.current?.unselect()
  // A write to everything takes a filter, and the words of a search are none.
  const all = count?.exact && !state.q ? count.value : null
  const selection: Selection = isAll && all !== null ? { where: state.where, q: state.q, count: all } : { ids }
  const onWritten = () => {
    clear()
    grid.current?.refresh()
  }
  return (
    <div className="zk-list">
      <ListGrid key={state.group ?? ''} ref={grid} object={object} state={state} onSelect={onSelect} />
      {ids.length > 0 && (
        <BulkBar
          object={object}
          state={state}
          selection={selection}
          all={all}
          onAll={() => setAll(true)}
          onClose={clear}
          onWritten={onWritten}
        />
      )}
    </div>
  )
}
