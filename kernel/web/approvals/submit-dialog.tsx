import { Drawer } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { onRefused, read } from '../data/api.ts'
import { currentMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { useIsPhone } from '../parts/use-is-phone.ts'
import type { Change, WholeCase } from './approval-api.ts'
import { CorrectForm } from './correct-form.tsx'
import { changeOf } from './refused.ts'
import { SubmitForm } from './submit-form.tsx'
import './approvals.css'

type Open = Readonly<{ change: Change; returned: WholeCase | null }>

/**
 * Opens whenever a call was refused because it needs approval first, wherever on the page it came from; and where the record waits with the one who makes the
 * call, because his change was returned to him: then he may submit that again as he has typed it now.
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
        if (change) setOpen({ change, returned: null })
      }),
      onRefused('kernel.in-approval', (refused) => {
        const change = changeOf(refused, currentMeta())
        if (!change || refused.path.startsWith('/approval')) return
        read<WholeCase>(`/approval/cases/${String(refused.problem.more.case)}`).then(
          (returned) => returned.may.resubmit && returned.does === change.does && setOpen({ change, returned }),
          () => undefined,
        )
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  if (!open) return null
  const { change, returned } = open
  const object =
    typeof change.object === 'string'
      ? change.object
      : (Object.values(currentMeta().objects).find(({ actions }) => actions.some(({ name }) => name === change.action))?.name ?? '')
  return (
    <Drawer
      open
      size={isPhone ? '100%' : 480}
      zIndex={1100}
      title={say(returned ? 'approval.state.returned' : 'approval.needed')}
      onClose={close}
      destroyOnHidden
    >
      {returned ? (
        <CorrectForm one={returned} change={change} onClose={close} />
      ) : (
        <SubmitForm change={change} object={object} onClose={close} />
      )}
    </Drawer>
  )
}
