import { keys, queryClient } from '../data/query-client.ts'
import { showDone, showProblem } from '../data/undo.ts'

export const savedViewsKey = (object: string) => keys.list('savedView', object)

/** Writes to a kept view and says so, with the way back. */
export async function writeView(object: string, run: () => Promise<{ changeSet: string | null }>, text: string): Promise<void> {
  try {
    showDone(text, (await run()).changeSet)
  } catch (error) {
    showProblem(error)
  }
  await queryClient.invalidateQueries({ queryKey: savedViewsKey(object) })
}
