import { defineGuard, fail, type Work } from '#kernel'
import { everyOf } from '../count/every.ts'
import { commissionException, commissionLine, commissionStatement } from '../objects/index.ts'

const fixed = ['approved', 'locked']

/** What is approved or paid never changes: no line of it is made, changed or taken away, whichever road it is. */
export const lineGuard = defineGuard(commissionLine, async (work, written) => {
  const ids = written.flatMap(({ row, was }) => [...(row ? [row.statement as string] : []), ...(was ? [String(was.statement)] : [])])
  await holdStatements(work, ids)
  const [stands] = await everyOf(work, commissionStatement, { field: 'id', among: ids, more: { status: { in: fixed } } })
  if (stands) fail('commissions.locked', { statement: stands.name })
})

/** Neither does it itself; one that is calculated is not removed. */
export const statementGuard = defineGuard(commissionStatement, async (_work, written) => {
  for (const { row, was } of written) {
    if (!was) continue
    if (was.status === 'locked') fail('commissions.locked', { statement: was.name })
    if (!row && was.status !== 'open') fail('commissions.locked', { statement: was.name })
  }
})

/** What was agreed to is undone by nobody, nor taken away: a month may have been paid by it. */
export const exceptionGuard = defineGuard(commissionException, async (_work, written, { isUndo }) => {
  const gone = written.find(({ row, was }) => was?.state === 'approved' && (!row || isUndo))
  if (gone) fail('commissions.decided')
})

/** Of two works, one that closes a statement and one that writes its lines, the second sees what the first has done. */
async function holdStatements(work: Work, ids: readonly string[]): Promise<void> {
  const names = [...new Set(ids)].toSorted().map((id) => `statement ${id}`)
  if (names.length > 0) await work.hold(names)
}
