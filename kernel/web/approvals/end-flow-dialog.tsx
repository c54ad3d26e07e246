import { Modal, Radio } from 'antd'
import { useState } from 'react'
import { call } from '../data/api.ts'
import { showToast } from '../data/toasts.ts'
import { showProblem } from '../data/undo.ts'
import { useTexts } from '../i18n/texts.ts'
import { approvalsChanged } from './approval-api.ts'

const endings = ['finish', 'restart', 'approve'] as const
export type EndWish = Readonly<{ id: string; title: string; remove: boolean; count: number }>

/** What becomes of running cases when their flow is switched off or removed. */
export function EndFlowDialog({ wish, onClose }: Readonly<{ wish: EndWish; onClose(): void }>) {
  const say = useTexts()
  const [running, setRunning] = useState<(typeof endings)[number]>('finish')
  const [isBusy, setBusy] = useState(false)
  const end = async () => {
    setBusy(true)
    try {
      const { body } = await call<{ cases: number; left: readonly unknown[] }>('POST', `/approval/flows/${wish.id}/close`, {
        body: { running, remove: wish.remove },
      })
      await approvalsChanged()
      showToast({ text: say('approval.flow.ended', { count: body.cases, left: body.left.length }), tone: 'done' })
      onClose()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={wish.title}
      okText={say(wish.remove ? 'approval.flow.remove' : 'approval.flow.off')}
      cancelText={say('form.cancel')}
      okButtonProps={{ loading: isBusy, danger: wish.remove }}
      onOk={() => void end()}
      onCancel={onClose}
    >
      <div className="zk-approval-form">
        <p>{say('approval.flow.running', { count: wish.count })}</p>
        <Radio.Group vertical value={running} onChange={(event) => setRunning(event.target.value as typeof running)}>
          {endings.map((value) => (
            <Radio key={value} value={value}>
              {say(`approval.ending.${value}`)}
            </Radio>
          ))}
        </Radio.Group>
      </div>
    </Modal>
  )
}
