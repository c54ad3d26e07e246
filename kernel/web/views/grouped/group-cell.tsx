import { ChevronDown, ChevronRight } from 'lucide-react'
import type { GroupRow } from '../list/row-kinds.ts'

type GroupCellProps = Readonly<{ row: GroupRow; onGroup(key: string): void }>

/** Head of a group: its name, how many records it has, and the way to open it. */
export function GroupCell({ row, onGroup }: GroupCellProps) {
  const { key, isOpen } = row.$group
  if (isOpen === null) return <span className="zk-strong zk-clip zk-group-shut">{row.text}</span>
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <button
      type="button"
      tabIndex={-1}
      className="zk-plain-button zk-row zk-group-head"
      aria-expanded={isOpen}
      title={row.text}
      onClick={() => onGroup(key)}
    >
      <Chevron size={16} strokeWidth={1.5} aria-hidden="true" />
      <span className="zk-strong zk-clip">{row.text}</span>
    </button>
  )
}
