import { useMutation } from '@tanstack/react-query'
import { Dropdown } from 'antd'
import { Zap } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ActionMeta, ObjectMeta } from '../../data/meta-types.ts'
import type { Problem } from '../../data/problem.ts'
import { startRun } from '../../data/runs.ts'
import { useTexts } from '../../i18n/texts.ts'
import { pageOfAction } from '../../slots/installed.ts'
import { BulkButton } from './bulk-button.tsx'
import { chosenBy, type Selection, sizeOf } from './selection.ts'

const AskDialog = lazy(() => import('../record/action-dialog.tsx').then(({ AskDialog: asks }) => ({ default: asks })))

/** Verbs of the object that are taken on each of the chosen records, in the background; those it cannot be done with are left out with the reason. */
export function BulkActions({ object, selection, onStarted }: Readonly<{ object: ObjectMeta; selection: Selection; onStarted(): void }>) {
  const say = useTexts()
  const [asked, setAsked] = useState<ActionMeta | null>(null)
  const start = useMutation<unknown, Problem, Readonly<Record<string, unknown>>>({
    mutationFn: (input) => startRun(`/${object.plural}/bulk`, { do: 'act', action: asked!.name, input, ...chosenBy(selection) }),
    onSuccess: onStarted,
  })
  const actions = object.actions.filter(({ many, name, byReaders }) => many && !pageOfAction(name) && (object.may.update || byReaders))
  if (actions.length === 0) return null
  const items = actions.map(({ name, label }) => ({ key: name, label }))
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => setAsked(actions.find(({ name }) => name === key) ?? null) }}>
        <span>
          <BulkButton icon={<Zap size={16} strokeWidth={1.5} aria-hidden="true" />}>{say('list.act')}</BulkButton>
        </span>
      </Dropdown>
      {asked && (
        <Suspense fallback={null}>
          <AskDialog
            object={object}
            action={asked}
            title={say('list.act.title', { action: asked.label, count: sizeOf(selection), objects: object.labelPlural })}
            isPending={start.isPending}
            run={(input) => start.mutateAsync(input)}
            onClose={() => setAsked(null)}
          />
        </Suspense>
      )}
    </>
  )
}
