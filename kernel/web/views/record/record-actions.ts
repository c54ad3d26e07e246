import { useRef } from 'react'
import type { ActionMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { showDone } from '../../data/undo.ts'
import { useAction } from '../../data/use-action.ts'
import { useMeta } from '../../data/use-meta.ts'
import { recordAddress } from '../../parts/app-link.tsx'
import { filterHolds } from './filter-holds.ts'

/** Verb of an action's name: `sales.win` → `win`. */
export const verbOf = (action: ActionMeta): string => action.name.slice(action.name.indexOf('.') + 1)

/** Actions that can be taken on the record as it is. */
export const offeredActions = (object: ObjectMeta, row: Row): readonly ActionMeta[] =>
  object.actions.filter((action) => (object.may.update || action.byReaders) && filterHolds(action.offered, row))

/** The action that moves the record along its path: the one that is told where to. */
export const movingAction = (object: ObjectMeta, row: Row): ActionMeta | undefined => {
  const { path } = object.views
  return path ? offeredActions(object, row).find((action) => path in action.input) : undefined
}

const idOf = (value: unknown): string => (typeof value === 'object' && value !== null ? String((value as Row).id) : String(value))

/** Runs an action on a record; when it is done, says so and offers to take it back. */
export function useRunAction(object: ObjectMeta, action: ActionMeta) {
  const { mutateAsync, isPending } = useAction(action.name, object.name)
  const { objects } = useMeta()
  const running = useRef<Promise<Readonly<Record<string, unknown>>> | null>(null)
  const start = async (id: string, input: Readonly<Record<string, unknown>>, done: string) => {
    const { result, changeSet } = await mutateAsync({ id, input })
    const made = action.made && objects[action.made.object]
    const of = made?.may.read && !made.partOf ? result[action.made!.name] : null
    // What came of it would be looked for elsewhere: the way there stands beside the sentence.
    // Whom or what it passed over an action says in words of its own.
    const said = typeof result.leftOut === 'string' ? `${done} ${result.leftOut}` : done
    showDone(said, changeSet, made && of ? recordAddress(made.plural, idOf(of)) : undefined)
    return result
  }
  // Whoever presses twice meant it once: the second press waits for the first.
  const run = (...given: Parameters<typeof start>) => {
    running.current ??= start(...given).finally(() => {
      running.current = null
    })
    return running.current
  }
  return { run, isPending }
}
