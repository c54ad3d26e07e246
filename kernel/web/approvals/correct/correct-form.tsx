import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { showToast } from '../../data/toasts.ts'
import { showProblem } from '../../data/undo.ts'
import { useTexts } from '../../i18n/texts.ts'
import { type Change, decide, type WholeCase } from '../approval-api.ts'

/** What waits, or was returned, goes round again with what was just typed. */
export function CorrectForm({ one, change, onClose }: Readonly<{ one: WholeCase; change: Change; onClose(): void }>) {
  const say = useTexts()
  const navigate = useNavigate()
  const isBack = one.step === -1
  const [comment, setComment] = useState('')
  const [isBusy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    try {
      const { values, input } = change
      await decide(one, 'correct', { comment, ...(values ? { values } : {}), ...(input ? { input } : {}) })
      showToast({ text: say(isBack ? 'approval.done.resubmit' : 'approval.done.correct'), tone: 'done' })
      onClose()
      void navigate({ to: `/approvals/${one.id}` as never })
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="zk-approval-form">
      <p className="zk-strong">{one.title}</p>
      <p>{say(isBack ? 'approval.correct.why' : 'approval.correct.waits')}</p>
      <Input.TextArea
        rows={3}
        maxLength={2000}
        value={comment}
        placeholder={say('approval.comment.why')}
        aria-label={say('approval.comment.why')}
        onChange={(event) => setComment(event.target.value)}
      />
      <div className="zk-decide-buttons">
        <Button type="primary" loading={isBusy} onClick={() => void submit()}>
          {say(isBack ? 'approval.do.resubmit' : 'approval.correct.save')}
        </Button>
        <Button onClick={onClose}>{say('form.cancel')}</Button>
      </div>
    </div>
  )
}
