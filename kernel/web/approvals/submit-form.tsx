import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { showToast } from '../data/toasts.ts'
import { showProblem } from '../data/undo.ts'
import { useTexts } from '../i18n/texts.ts'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { GranteePicker, type Picked } from '../rights/pickers.tsx'
import { type Change, type Preview, previewChange, submitChange } from './approval-api.ts'
import { ChainView } from './chain-view.tsx'
import { DiffersView } from './differs-view.tsx'

type Chosen = Readonly<Record<string, Picked>>

/** The chain with names before anything is submitted, people to be chosen, and a word for them. */
export function SubmitForm({ change, object, onClose }: Readonly<{ change: Change; object: string; onClose(): void }>) {
  const say = useTexts()
  const navigate = useNavigate()
  const [preview, setPreview] = useState<Preview | null>(null)
  const [chosen, setChosen] = useState<Chosen>({})
  const [comment, setComment] = useState('')
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    previewChange(change).then(setPreview, (error: unknown) => {
      showProblem(error)
      onClose()
    })
  }, [change, onClose])
  if (!preview) return <SkeletonLines lines={6} />
  const open = preview.chain.filter(({ choose }) => choose !== undefined)
  const isReady = open.every(({ key }) => chosen[key])
  const submit = async () => {
    setBusy(true)
    try {
      const picked = Object.fromEntries(Object.entries(chosen).flatMap(([key, one]) => (one ? [[key, [one.id]]] : [])))
      const id = await submitChange({ ...change, chosen: picked, ...(comment.trim() ? { comment } : {}) })
      showToast({ text: say('approval.submitted'), tone: 'done' })
      onClose()
      void navigate({ to: `/approvals/${id}` as never })
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="zk-approval-form">
      <p>
        <span className="zk-strong">{preview.flows.map(({ title }) => title).join(' + ')}</span>{' '}
        <span className="zk-second">{preview.title}</span>
      </p>
      <DiffersView object={object} differs={preview.differs} />
      <h2>{say('approval.chain')}</h2>
      <ChainView
        chain={preview.chain}
        extra={({ key, name, choose }) =>
          choose !== undefined && (
            <GranteePicker
              to="member"
              label={say('approval.choose', { step: name })}
              value={chosen[key] ?? null}
              onChange={(one) => setChosen({ ...chosen, [key]: one })}
            />
          )
        }
      />
      <Input.TextArea
        rows={3}
        maxLength={2000}
        value={comment}
        placeholder={say('approval.comment.why')}
        aria-label={say('approval.comment.why')}
        onChange={(event) => setComment(event.target.value)}
      />
      <div className="zk-decide-buttons">
        <Button type="primary" disabled={!isReady} loading={isBusy} onClick={() => void submit()}>
          {say('approval.do.submit')}
        </Button>
        <Button onClick={onClose}>{say('form.cancel')}</Button>
      </div>
    </div>
  )
}
