import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { GranteePicker, type Picked } from '../rights/pickers.tsx'
import type { WholeCase } from './approval-api.ts'
import { useDecide } from './use-decide.ts'

export type Extra = 'return' | 'hand-over' | 'add' | 'ask' | 'copy'
type Place = 'before' | 'after'

const needsText: readonly Extra[] = ['return', 'ask']
const needsPerson: readonly Extra[] = ['hand-over', 'add', 'copy']

/** Everything besides yes and no: back to a step, somebody else, one more person, a question, a copy. */
export function ExtraDialog({ one, kind, comment, onClose }: Readonly<{ one: WholeCase; kind: Extra; comment: string; onClose(): void }>) {
  const say = useTexts()
  const { busy, run } = useDecide(one)
  const [text, setText] = useState(comment)
  const [person, setPerson] = useState<Picked>(null)
  const [to, setTo] = useState<number | 'submitter'>('submitter')
  const [place, setPlace] = useState<Place>('after')
  const isReady = (!needsText.includes(kind) || text.trim() !== '') && (!needsPerson.includes(kind) || person !== null)
  const body = {
    return: { to, comment: text },
    'hand-over': { person: person?.id, comment: text },
    add: { person: person?.id, place, comment: text },
    ask: { comment: text },
    copy: { people: person ? [person.id] : [] },
  }[kind]
  const steps = one.chain
    .slice(0, Math.max(0, one.step))
    .flatMap((step, value) => (step.people.length > 0 ? [{ value, label: step.name }] : []))
  return (
    <Modal
      open
      title={say(`approval.do.${kind}`)}
      okText={say(`approval.do.${kind}`)}
      cancelText={say('form.cancel')}
      okButtonProps={{ disabled: !isReady, loading: busy !== null }}
      onOk={() => void run(kind, body).then((isDone) => isDone && onClose())}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className="zk-approval-form">
        {kind === 'return' && (
          <Select<number | 'submitter'>
            aria-label={say('approval.return.to')}
            value={to}
            options={[{ value: 'submitter' as const, label: say('approval.return.submitter', { name: one.submitter.name }) }, ...steps]}
            onChange={setTo}
          />
        )}
        {needsPerson.includes(kind) && <GranteePicker to="member" label={say('approval.person')} value={person} onChange={setPerson} />}
        {kind === 'add' && (
          <div className="zk-segments" role="group" aria-label={say('approval.place')}>
            {(['before', 'after'] as const).map((value) => (
              <button key={value} type="button" aria-pressed={place === value} onClick={() => setPlace(value)}>
                {say(`approval.place.${value}`)}
              </button>
            ))}
          </div>
        )}
        {kind !== 'copy' && (
          <Input.TextArea
            rows={3}
            maxLength={2000}
            value={text}
            placeholder={say(needsText.includes(kind) ? 'approval.comment.needed' : 'approval.comment')}
            aria-label={say('approval.comment')}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </div>
    </Modal>
  )
}
