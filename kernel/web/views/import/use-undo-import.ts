import { useNavigate } from '@tanstack/react-router'
import { isProblem } from '../../data/problem.ts'
import { queryClient } from '../../data/query-client.ts'
import { showToast } from '../../data/toasts.ts'
import { showProblem } from '../../data/undo.ts'
import { useTexts } from '../../i18n/texts.ts'
import { type Import, useSteer } from './import-api.ts'

/** Takes an import back as a whole. Where somebody changed its records since, the page of the change asks what to keep. */
export function useUndoImport(job: Import) {
  const say = useTexts()
  const navigate = useNavigate()
  const steer = useSteer(job.id)
  const open = (changeSet: string) => void navigate({ to: `/history/${changeSet}` as never, search: {} as never })
  const run = () =>
    steer.mutate('undo', {
      onSuccess: ({ changeSet }) => {
        void queryClient.invalidateQueries({ queryKey: ['o'] })
        showToast({
          text: say('import.undone', { file: job.file.name }),
          tone: 'done',
          ...(changeSet ? { action: { label: say('history.look'), run: () => open(changeSet) } } : {}),
        })
      },
      onError: (problem) => {
        if (isProblem(problem) && problem.code === 'kernel.undo-conflicts' && job.changeSet) open(job.changeSet)
        else showProblem(problem)
      },
    })
  return { run, isPending: steer.isPending }
}
