import { say } from '../i18n/texts.ts'
import { call } from './api.ts'
import { isProblem, placeOf } from './problem.ts'
import { queryClient } from './query-client.ts'
import { startRun } from './runs.ts'
import { showToast } from './toasts.ts'

/** Own change sets of this page, newest last: what Ctrl/⌘ Z takes back. */
const own: string[] = []

export function rememberChangeSet(changeSet: string | null): void {
  if (changeSet) own.push(changeSet)
  if (own.length > 50) own.shift()
}

/** Shows a problem in a toast; aborted calls are none. */
export function showProblem(error: unknown): void {
  if (!isProblem(error)) {
    if (!(error instanceof DOMException)) console.error(error)
    return
  }
  const issue = error.issues[0]
  const goTo = placeOf(error)
  const action = goTo ? { action: { label: say('problem.go'), run: () => window.location.assign(goTo) } } : {}
  showToast({ text: issue ? issue.detail || error.detail : error.detail, tone: 'error', ...action })
}

/** Links that came back empty, because what they named is gone. */
export type Emptied = readonly Readonly<{ object: string; id: string; field: string }>[]

/** How many links came back empty, as one more sentence; nothing where all are whole. */
export const emptiedWords = (emptied: Emptied = []): string => (emptied.length > 0 ? say('toast.emptied', { count: emptied.length }) : '')

/** From so many records on, taking back goes on in the background. */
export const manyRecords = 1_000

/** Takes a change set back; a large one in the background. Where records changed since, the page of the change set shows both values. */
export async function undoChangeSet(changeSet: string, records = 1): Promise<void> {
  try {
    if (records > manyRecords) {
      await startRun(`/change-sets/${changeSet}/undo/run`, {})
      own.splice(0, own.length, ...own.filter((id) => id !== changeSet))
      return
    }
    const { body } = await call<{ changeSet: string; emptied?: Emptied }>('POST', `/change-sets/${changeSet}/undo`, { body: {} })
    own.splice(0, own.length, ...own.filter((id) => id !== changeSet))
    await queryClient.invalidateQueries({ queryKey: ['o'] })
    showToast({
      text: say('toast.undone') + emptiedWords(body.emptied),
      tone: 'done',
      action: { label: say('toast.redo'), run: () => void undoChangeSet(body.changeSet) },
    })
  } catch (error) {
    if (isProblem(error) && error.code === 'kernel.undo-conflicts') {
      const address = `/history/${changeSet}`
      showToast({ text: error.detail, tone: 'error', action: { label: say('toast.look'), run: () => window.location.assign(address) } })
    } else showProblem(error)
  }
}

/** Takes back the newest change of this page that is not yet taken back. */
export async function undoLast(): Promise<void> {
  const changeSet = own.at(-1)
  if (changeSet) await undoChangeSet(changeSet)
}

/** Says what was done and offers to take it back; of several change sets the newest is taken back first. `goTo`: the address of what came of it. */
export function showDone(text: string, changeSets: string | readonly string[] | null, goTo?: string): void {
  const all = typeof changeSets === 'string' ? [changeSets] : (changeSets ?? [])
  for (const changeSet of all) rememberChangeSet(changeSet)
  const undoAll = async () => {
    for (const changeSet of [...all].reverse()) await undoChangeSet(changeSet)
  }
  const action = all.length > 0 ? { action: { label: say('toast.undo'), run: () => void undoAll() } } : {}
  showToast({ text, tone: 'done', goTo, ...action })
}
