import { Input, InputNumber, Modal } from 'antd'
import { useId, useState } from 'react'
import { showDone, showProblem, useAction, useMeta, useSave, useTexts } from '#kernel/web'
import type { Period } from '#objects/targets'
import type { Saying } from './forecast-page.tsx'

type Props = Readonly<{ saying: Saying; period: Period; onClose(): void; onDone(): void }>

/** What somebody says of his own period, or what his superior makes of it and why. */
export function SayDialog({ saying: { way, line }, period, onClose, onDone }: Props) {
  const say = useTexts()
  const id = useId()
  const { currency } = useMeta().workspace
  const [amount, setAmount] = useState<number | null>(line?.submitted?.amount ?? line?.forecast ?? null)
  const [note, setNote] = useState('')
  const submit = useAction('forecasts.submit')
  const save = useSave('forecastAdjustment')
  const isBusy = submit.isPending || save.isPending
  const done = () => {
    showDone(say(way === 'submit' ? 'forecasts.submit.done' : 'forecasts.adjust.done'), null)
    onDone()
  }
  const send = () => {
    const money = { amount: amount ?? 0, currency }
    if (way === 'submit')
      submit.mutate(
        { input: { kind: period.kind, from: period.from, amount: money, ...(note ? { note } : {}) } },
        { onSuccess: done, onError: showProblem },
      )
    else
      save.mutate(
        { values: { person: line?.id, kind: period.kind, from: period.from, amount: money, reason: note } },
        { onSuccess: done, onError: showProblem },
      )
  }
  return (
    <Modal
      open
      title={say(way === 'submit' ? 'forecasts.submit.title' : 'forecasts.adjust.title', { name: line?.name ?? '' })}
      okText={say(way === 'submit' ? 'forecasts.submit' : 'forecasts.adjust')}
      okButtonProps={{ disabled: amount === null || (way === 'adjust' && note.trim() === ''), loading: isBusy }}
      onOk={send}
      onCancel={onClose}
    >
      <div className="zk-forecast-say">
        <label htmlFor={`${id}-amount`}>
          {say('forecasts.say.amount')}
          <InputNumber<number>
            id={`${id}-amount`}
            value={amount}
            onChange={setAmount}
            min={0}
            precision={2}
            style={{ width: '100%' }}
            autoFocus
          />
        </label>
        <label htmlFor={`${id}-note`}>
          {say(way === 'submit' ? 'forecasts.say.note' : 'forecasts.say.reason')}
          <Input.TextArea id={`${id}-note`} value={note} onChange={(event) => setNote(event.target.value)} maxLength={500} rows={3} />
        </label>
        <p className="zk-meta">{say(way === 'submit' ? 'forecasts.submit.means' : 'forecasts.adjust.means')}</p>
      </div>
    </Modal>
  )
}
