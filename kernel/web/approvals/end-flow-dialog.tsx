import { Modal, Radio } from 'antd'
import { useState } from 'react'
import { startRun } from '../data/runs.ts'
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
      await startRun('/approval-flows/bulk', { do: 'close', ids: [wish.id], running, remove: wish.remove })
      await approvalsChanged()
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
