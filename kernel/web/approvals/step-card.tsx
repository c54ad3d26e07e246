import { Button, Checkbox, Input } from 'antd'
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { ExpressionInput } from '../define/expression-input.tsx'
import { useTexts } from '../i18n/texts.ts'
import { GranteePicker } from '../rights/pickers.tsx'
import { ApproversInput } from './approvers-input.tsx'
import { ChoiceInput } from './choice-input.tsx'
import type { StepDraft } from './flow-draft.ts'

type StepProps = Readonly<{
  object: string
  step: StepDraft
  at: number
  count: number
  onChange(step: StepDraft): void
  onMove(by: number): void
  onRemove(): void
}>

const emptyOf = ({ empty }: StepDraft): 'skip' | 'administrator' | 'person' => (typeof empty === 'object' ? 'person' : empty)

/** Several people of one step decide together, alone or one after the other: those of a chain always in order. */
const hasMode = ({ approvers: { kind, people } }: StepDraft): boolean => kind === 'role' || (kind === 'people' && (people?.length ?? 0) > 1)

function StepHead({ step, at, count, onChange, onMove, onRemove }: Omit<StepProps, 'object'>) {
  const say = useTexts()
  return (
    <div className="zk-row zk-flow-step-head">
      <span className="zk-second">{at + 1}</span>
      <Input
        className="zk-grow"
        maxLength={100}
        value={step.name}
        aria-label={say('approval.step.name')}
        onChange={(event) => onChange({ ...step, name: event.target.value })}
      />
      <Button
        type="text"
        disabled={at === 0}
        aria-label={say('approval.step.up')}
        icon={<ArrowUp size={14} aria-hidden="true" />}
        onClick={() => onMove(-1)}
      />
      <Button
        type="text"
        disabled={at === count - 1}
        aria-label={say('approval.step.down')}
        icon={<ArrowDown size={14} aria-hidden="true" />}
        onClick={() => onMove(1)}
      />
      <Button type="text" aria-label={say('approval.step.remove')} icon={<Trash2 size={14} aria-hidden="true" />} onClick={onRemove} />
    </div>
  )
}

/** One step of a flow as a card. */
export function StepCard({ object, ...props }: StepProps) {
  const { step, onChange } = props
  const say = useTexts()
  const [hasWhen, setWhen] = useState((step.when ?? '') !== '')
  return (
    <section className="zk-card zk-flow-step" aria-label={step.name}>
      <StepHead {...props} />
      <ApproversInput object={object} value={step.approvers} onChange={(approvers) => onChange({ ...step, approvers })} />
      <div className="zk-flow-two">
        {hasMode(step) && (
          <ChoiceInput
            label={say('approval.mode')}
            value={step.mode}
            options={(['any', 'all', 'order'] as const).map((value) => ({ value, label: say(`approval.mode.${value}`) }))}
            onChange={(mode) => onChange({ ...step, mode })}
          />
        )}
        <ChoiceInput
          label={say('approval.self')}
          value={step.self}
          options={(['superior', 'skip', 'allow'] as const).map((value) => ({ value, label: say(`approval.self.${value}`) }))}
          onChange={(self) => onChange({ ...step, self })}
        />
        <ChoiceInput
          label={say('approval.nobody')}
          value={emptyOf(step)}
          options={(['administrator', 'skip', 'person'] as const).map((value) => ({ value, label: say(`approval.nobody.${value}`) }))}
          onChange={(empty) => onChange({ ...step, empty: empty === 'person' ? { person: '' } : empty })}
        />
        {typeof step.empty === 'object' && (
          <GranteePicker
            to="member"
            label={say('approval.nobody.person')}
            value={step.empty.person ? { id: step.empty.person, title: null } : null}
            onChange={(one) => onChange({ ...step, empty: { person: one?.id ?? '' } })}
          />
        )}
      </div>
      <span className="zk-define-checks">
        <Checkbox checked={step.commentNeeded ?? false} onChange={(event) => onChange({ ...step, commentNeeded: event.target.checked })}>
          {say('approval.step.comment')}
        </Checkbox>
        <Checkbox
          checked={hasWhen}
          onChange={(event) => {
            setWhen(event.target.checked)
            if (!event.target.checked) onChange({ ...step, when: '' })
          }}
        >
          {say('approval.step.when')}
        </Checkbox>
      </span>
      {hasWhen && (
        <ExpressionInput
          label={say('approval.step.when')}
          object={object}
          value={step.when ?? ''}
          onChange={(when) => onChange({ ...step, when })}
        />
      )}
    </section>
  )
}
