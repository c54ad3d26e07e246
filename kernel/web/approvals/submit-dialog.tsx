import { Drawer } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { onRefused, read } from '../data/api.ts'
import { currentMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { useIsPhone } from '../parts/use-is-phone.ts'
import type { Change, WholeCase } from './approval-api.ts'
import { CorrectForm } from './correct/correct-form.tsx'
import { changeOf } from './refused.ts'
import { SubmitForm } from './submit-form.tsx'
import './approvals.css'

type Open = Readonly<{ change: Change; waiting: WholeCase | null }>

/** Whether what waits is the same call, of the same record. */
const isOf = (waiting: WholeCase, change: Change): boolean =>
  waiting.does === change.does && waiting.record === change.id && waiting.action === change.action

/**
 * Opens whenever a call was refused because it needs approval first, wherever on the page it came from; and where the record waits because of a change of the one
 * who makes the call: then he may correct that by what he has typed now.
 */
export function SubmitDialog() {
  const say = useTexts()
  const isPhone = useIsPhone()
  const [open, setOpen] = useState<Open | null>(null)
  const close = useCallback(() => setOpen(null), [])
  useEffect(() => {
    const stops = [
      onRefused('kernel.needs-approval', (refused) => {
        const change = changeOf(refused, currentMeta())
        if (change) setOpen({ change, waiting: null })
      }),
      onRefused('kernel.in-approval', (refused) => {
        const change = changeOf(refused, currentMeta())
        if (!change || refused.path.startsWith('/approval')) return
        read<WholeCase>(`/approval/cases/${String(refused.problem.more.case)}`).then(
          (waiting) => waiting.may.correct && isOf(waiting, change) && setOpen({ change, waiting }),
          () => undefined,
        )
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  if (!open) return null
  const { change, waiting } = open
  const object =
    typeof change.object === 'string'
      ? change.object
      : (Object.values(currentMeta().objects).find(({ actions }) => actions.some(({ name }) => name === change.action))?.name ?? '')
  return (
    <Drawer
      open
      size={isPhone ? '100%' : 480}
      zIndex={1100}
      title={say(!waiting ? 'approval.needed' : waiting.step === -1 ? 'approval.state.returned' : 'approval.state.running')}
      onClose={close}
      destroyOnHidden
    >
      {waiting ? (
        <CorrectForm one={waiting} change={change} onClose={close} />
      ) : (
        <SubmitForm change={change} object={object} onClose={close} />
      )}
    </Drawer>
  )
}
