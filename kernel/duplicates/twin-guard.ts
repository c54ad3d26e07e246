import { system } from '../access/define-access.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { duplicateSetting } from '../model/sameness.ts'
import { readRows } from '../records/read-rows.ts'
import type { TouchedRecord, WorkState } from '../records/state.ts'
import { judgeOf } from './judge.ts'
import { candidatesOf, storedByTerm } from './stored-twins.ts'
import { actingTerms, twinTerms } from './twin-terms.ts'

const keeper = system('duplicates that are refused')

/**
 * Where the workspace refuses them, nobody makes a record that surely is there already, whatever road it comes by: form, call, action, import. Those whose roles
 * let them may; what the system makes by itself, and what an undo brings back, is let through. Nothing of the other record is told but by which fields.
 *
 * @throws `kernel.duplicate`
 */
export async function twinGuard(state: WorkState): Promise<void> {
  const { actor } = state.session
  if (actor.kind === 'system' || state.road.undoes !== undefined) return
  for (const [name, touched] of state.touched) {
    const object = state.catalog.objects[name]
    if (!object || !touched?.some(({ kind }) => kind === 'create') || !(await refusesSure(state, object))) continue
    // Of two who make the same at once the second waits for the first, and sees what it made.
    await state.workOf(keeper).hold([`sure duplicates of ${name}`])
    await refuseSure(state, object, touched)
  }
}

/** Whether a sure duplicate that this person makes is refused. */
export async function refusesSure(state: WorkState, { name, duplicates }: CatalogObject): Promise<boolean> {
  if (duplicates.length === 0) return false
  const [setting] = await state.workOf(keeper).settings(duplicateSetting)
  if (!setting || (setting.blockSure === true) === (setting.blockElse ?? []).includes(name)) return false
  return !(setting.passRoles ?? []).some((role) => state.session.actor.roles.includes(role))
}

async function refuseSure(state: WorkState, object: CatalogObject, touched: readonly TouchedRecord[]): Promise<void> {
  const scope = { state, actor: keeper }
  const made = touched.filter(({ kind }) => kind === 'create').map(({ id }) => id)
  const rows = await readRows(scope, object, made)
  const terms = new Map([...rows].map(([id, { values }]) => [id, actingTerms(object, twinTerms(object, values))]))
  const stored = await storedByTerm(scope, object, [...new Set([...terms.values()].flat())])
  const judge = await judgeOf(state, object)
  for (const [id, own] of terms) {
    const others = candidatesOf(own, stored).filter((one) => one.id !== id)
    const sure = others.map((one) => judge(one.terms)).find((said) => said.sure)
    if (sure) fail('kernel.duplicate', { object: object.name, fields: sure.by })
  }
}
