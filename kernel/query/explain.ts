import { toExplained } from '../db/sql.ts'
import type { Compiled } from './question.ts'

export type Explained = Readonly<{
  sql: string
  params: readonly unknown[]
  /** What each parameter is, where that is known. */
  notes: readonly (string | null)[]
  /** Lines that come from permission, first and last, counted from 1. */
  access: readonly Readonly<{ from: number; to: number }>[]
}>

/** A statement as people read it. Compile it with `explain`, else no lines are marked. */
export function explain({ sql }: Compiled): Explained {
  const shown = toExplained(sql)
  const lines = shown.sql.split('\n')
  const access: { from: number; to: number }[] = []
  const open: number[] = []
  lines.forEach((line, i) => {
    if (line.trim() === '/* access */') open.push(i + 2)
    if (!line.trim().startsWith('/* end access */')) return
    const from = open.pop()
    // What lies inside of another range is told by that one.
    if (from !== undefined && open.length === 0) access.push({ from, to: i })
  })
  return { ...shown, access }
}
