import { useState } from 'react'
import { isProblem } from '../../data/problem.ts'
import { showProblem } from '../../data/undo.ts'
import { dropDraft } from './draft-store.ts'
import { type Import, type Offer, useCreateImport } from './import-api.ts'
import type { Settings, Unclear } from './settings.ts'

type UnclearColumn = Readonly<{ column: string; candidates: readonly string[] }>
type Ways = Readonly<{ onMade(made: Import): void; onRefused(): void }>

/** Sends dry runs and imports; keeps what the server says against the settings. */
export function useSend({ onMade, onRefused }: Ways) {
  const create = useCreateImport()
  const [unclear, setUnclear] = useState<Unclear>({})
  const [complaint, setComplaint] = useState<string | null>(null)
  const refuse = (problem: unknown) => {
    if (!isProblem(problem) || problem.code !== 'kernel.bad-import') {
      showProblem(problem)
      return
    }
    const columns = problem.more.columns
    if (Array.isArray(columns))
      setUnclear(Object.fromEntries((columns as UnclearColumn[]).map(({ column, candidates }) => [column, candidates])))
    setComplaint(problem.issues.length > 0 ? problem.issues.map(({ detail }) => detail).join(' ') : problem.detail)
    onRefused()
  }
  const send = (offer: Offer, wish: Settings, dryRun: boolean) => {
    setComplaint(null)
    const made = (job: Import) => {
      if (!dryRun) dropDraft(offer.object)
      onMade(job)
    }
    create.mutate({ file: offer.file, object: offer.object, ...wish, dryRun }, { onSuccess: made, onError: refuse })
  }
  const forget = (next: Unclear) => {
    setUnclear(next)
    setComplaint(null)
  }
  return { send, forget, unclear, complaint, isSending: create.isPending }
}
