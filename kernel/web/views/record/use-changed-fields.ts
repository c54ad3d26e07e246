import { useEffect, useRef, useState } from 'react'
import type { Row } from '../../data/meta-types.ts'

const shownMs = 1_300
const none: ReadonlySet<string> = new Set()

/** Names of the fields whose value has just become another, for as long as their tint fades. */
export function useChangedFields(row: Row | undefined): ReadonlySet<string> {
  const before = useRef<Row | undefined>(undefined)
  const [changed, setChanged] = useState(none)
  useEffect(() => {
    const former = before.current
    before.current = row
    if (!row || former?.id !== row.id) return
    const names = Object.keys(row).filter((name) => name !== 'version' && JSON.stringify(row[name]) !== JSON.stringify(former[name]))
    if (names.length === 0) return
    setChanged(new Set(names))
    const later = setTimeout(() => setChanged(none), shownMs)
    return () => clearTimeout(later)
  }, [row])
  return changed
}
