import { fail } from '../model/fault.ts'
import type { WorkState } from '../records/state.ts'
import { findWritten, fitsOf, lookedAt, type WrittenRecord } from './fits.ts'
import { markOf } from './marks.ts'

/**
 * Nothing is made that needs approval, and nothing is written of a record whose change waits for it, whatever road it comes by: form, call, bulk, import, undo.
 * A work that only tries is told what fits; one that decides makes the change that was approved, and holds to the locks of other cases.
 *
 * @throws `kernel.in-approval` with the case, `kernel.needs-approval` with the flow
 */
export async function approvalGuard(state: WorkState): Promise<void> {
  if (lookedAt(state).size === 0) return
  const as = markOf(state)
  const written = await findWritten(state)
  const passes = as?.kind === 'trial' ? as.passes : null
  const locked = written.find((record) => record.lockedBy !== null && record.lockedBy.id !== passes && !isFree(state, record))
  if (locked) fail('kernel.in-approval', { object: locked.object, id: locked.id, case: locked.lockedBy!.id, title: locked.lockedBy!.title })
  if (as?.kind === 'own') return
  const fits = fitsOf(state, written)
  if (as?.kind === 'trial') as.found.push(...fits)
  else if (fits[0]) {
    const titles = new Set(fits.map(({ flow }) => flow.body.title))
    fail('kernel.needs-approval', { object: fits[0].object, id: fits[0].id, flow: fits[0].flow.id, title: [...titles].join(' + ') })
  }
}

/** What the system keeps by itself, and who looks after a record, is no matter of its approval. */
function isFree({ catalog }: WorkState, { object, does, changed }: WrittenRecord): boolean {
  if (does === 'nothing') return true
  const { fields } = catalog.objects[object]!
  return does === 'change' && changed.every((name) => name === 'owner' || name === 'ownerDepartment' || fields[name]?.readOnly === true)
}
