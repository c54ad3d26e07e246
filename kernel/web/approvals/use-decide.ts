import { useState } from 'react'
import { showToast } from '../data/toasts.ts'
import { showProblem } from '../data/undo.ts'
import { useTexts } from '../i18n/texts.ts'
import { approvalsChanged, decide, type WholeCase } from './approval-api.ts'

/** Doing something with a case, and saying that it was done. */
export function useDecide(one: WholeCase) {
  const say = useTexts()
  const [busy, setBusy] = useState<string | null>(null)
  const run = async (verb: string, body: Readonly<Record<string, unknown>> = {}): Promise<boolean> => {
    setBusy(verb)
    try {
      await decide(one, verb, body)
      showToast({ text: say(`approval.done.${verb}`), tone: 'done' })
      return true
    } catch (error) {
      showProblem(error)
      // It is not as it was seen: the page shows how it is now.
      void approvalsChanged(one.object)
      return false
    } finally {
      setBusy(null)
    }
  }
  return { busy, run }
}
