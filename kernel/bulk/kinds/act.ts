import { parseActionInput } from '../../actions/action-input.ts'
import type { ActionDef } from '../../actions/define-action.ts'
import { fail } from '../../model/fault.ts'
import { newId } from '../../model/uuid.ts'
import { openWork, runAction } from '../../records/open-work.ts'
import type { Scope } from '../../records/state.ts'
import { type BulkKind, objectOfRun } from '../bulk-kind.ts'
import { itemsOf } from '../bulk-rows.ts'
import { gather, readChoice, reasonOf, withTitles } from './chosen.ts'

type Wish = Readonly<Record<string, unknown>>

/** The action that a run is to take; one that cannot be taken on many records is none. */
function actionOf({ state }: Scope, { action: name }: Wish, object: string): ActionDef {
  const found = state.modules.flatMap((module) => module.actions as readonly ActionDef[]).find((one) => one.name === name)
  return found?.many && found.on?.name === object ? found : fail('kernel.unknown-action', { action: String(name), object })
}

const inputFor = ({ input }: Wish, object: string, id: string): Wish => ({ ...(input as Wish | undefined), [object]: id })

/**
 * An action on many records: on each as if whoever asked had taken it there, all in one change set. Where it refuses one, the batch is halved until that one
 * stands alone, and it is left out with the reason.
 */
export const actKind: BulkKind = {
  batch: 64,
  async begin(scope, run) {
    const object = run.object!.name
    const action = actionOf(scope, run.wish, object)
    if (!scope.state.access.mayAct(scope.actor, object, action.name)) fail('kernel.forbidden', { action: action.name })
    parseActionInput(scope, action, inputFor(run.wish, object, newId()))
    return gather(scope, run, readChoice(run.wish))
  },
  async step(scope, run, { limit, refused }) {
    const object = objectOfRun(scope, run)
    const action = actionOf(scope, run.wish, object.name)
    const ids = await itemsOf(scope.state.tx, scope.state.session.workspace, { run: run.id, after: run.place as string | null, limit })
    if (ids.length === 0) return null
    const leftOut = refused ? [reasonOf(ids[0]!, refused)] : []
    const taken = refused ? [] : ids
    const work = openWork(scope.state, scope.actor)
    for (const id of taken) await runAction(work, action, inputFor(run.wish, object.name, id))
    return {
      done: ids.length,
      place: ids.at(-1)!,
      counts: { acted: taken.length, leftOut: leftOut.length },
      leftOut: await withTitles(scope, object, leftOut),
    }
  },
}
