import { Button, Dropdown, Input } from 'antd'
import { Check, ChevronDown, X } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../i18n/texts.ts'
import type { WholeCase } from './approval-api.ts'
import { type Extra, ExtraDialog } from './extra-dialog.tsx'
import { useDecide } from './use-decide.ts'

/** What whoever is asked may do: one comment, two buttons, everything else in a menu. */
export function DecideBar({ one }: Readonly<{ one: WholeCase }>) {
  const say = useTexts()
  const { busy, run } = useDecide(one)
  const [comment, setComment] = useState('')
  const [extra, setExtra] = useState<Extra | null>(null)
  const needsComment = one.chain[one.step]?.commentNeeded === true
  const isSaid = comment.trim() !== ''
  const finish = async (verb: string) => {
    if (await run(verb, { comment })) setComment('')
  }
  const extras: readonly Extra[] = ['return', 'hand-over', 'add', 'ask', 'copy']
  return (
    <div className="zk-decide">
      <Input.TextArea
        rows={2}
        maxLength={2000}
        value={comment}
        placeholder={say(needsComment ? 'approval.comment.needed' : 'approval.comment')}
        aria-label={say('approval.comment')}
        onChange={(event) => setComment(event.target.value)}
      />
      <div className="zk-decide-buttons">
        <Button
          type="primary"
          icon={<Check size={14} aria-hidden="true" />}
          disabled={needsComment && !isSaid}
          loading={busy === 'approve'}
          onClick={() => void finish('approve')}
        >
          {say('approval.do.approve')}
        </Button>
        <Button
          danger
          icon={<X size={14} aria-hidden="true" />}
          disabled={!isSaid}
          title={isSaid ? '' : say('approval.comment.needed')}
          loading={busy === 'reject'}
          onClick={() => void finish('reject')}
        >
          {say('approval.do.reject')}
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{ items: extras.map((key) => ({ key, label: say(`approval.do.${key}`) })), onClick: ({ key }) => setExtra(key as Extra) }}
        >
          <Button icon={<ChevronDown size={14} aria-hidden="true" />} iconPlacement="end">
            {say('approval.more')}
          </Button>
        </Dropdown>
      </div>
      {extra && <ExtraDialog one={one} kind={extra} comment={comment} onClose={() => setExtra(null)} />}
    </div>
  )
}

/** What whoever submitted it may do. */
export function SubmitterBar({ one, onCorrect }: Readonly<{ one: WholeCase; onCorrect(): void }>) {
  const say = useTexts()
  const { busy, run } = useDecide(one)
  const [extra, setExtra] = useState<Extra | null>(null)
  if (one.state !== 'running') return null
  return (
    <div className="zk-decide-buttons">
      {one.may.resubmit && one.does !== 'remove' && <p className="zk-second zk-small zk-decide-how">{say('approval.correct.how')}</p>}
      {one.may.resubmit && (
        <Button type="primary" loading={busy === 'resubmit'} onClick={() => void run('resubmit')}>
          {say('approval.do.resubmit')}
        </Button>
      )}
      {one.may.correct && <Button onClick={onCorrect}>{say('approval.do.correct')}</Button>}
      {!one.may.decide && <Button onClick={() => setExtra('ask')}>{say('approval.do.ask')}</Button>}
      {one.may.recall && (
        <Button loading={busy === 'recall'} onClick={() => void run('recall')}>
          {say('approval.do.recall')}
        </Button>
      )}
      {extra && <ExtraDialog one={one} kind={extra} comment="" onClose={() => setExtra(null)} />}
    </div>
  )
}
