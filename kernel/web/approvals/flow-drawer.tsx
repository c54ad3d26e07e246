import { Button, Checkbox, Drawer, Input, Select } from 'antd'
import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { call } from '../data/api.ts'
import { isProblem, type Problem } from '../data/problem.ts'
import { showDone } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { DrawerFoot } from '../define/drawer-foot.tsx'
import { ExpressionInput } from '../define/expression-input.tsx'
import { ProblemNote } from '../define/problem-note.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useIsPhone } from '../parts/use-is-phone.ts'
import { approvalsChanged } from './approval-api.ts'
import { ChoiceInput } from './choice-input.tsx'
import { type FlowDraft, isComplete, moved, newStep, type Occasion, toSteps } from './flow-draft.ts'
import { FlowTry } from './flow-try.tsx'
import { PeopleInput } from './people-input.tsx'
import { StepCard } from './step-card.tsx'

type Edit = Readonly<{ draft: FlowDraft; set(to: Partial<FlowDraft>): void }>
const occasions: readonly Occasion[] = ['change', 'create', 'remove', 'action']

/** What the flow looks at. */
function WhenPart({ draft, set }: Edit) {
  const say = useTexts()
  const meta = useMeta()
  const id = useId()
  // What people work with before what the system keeps for itself.
  const objects = Object.values(meta.objects)
    .filter(({ partOf, name }) => !partOf && !name.startsWith('approval'))
    .toSorted((a, b) => Number(a.module === 'kernel') - Number(b.module === 'kernel'))
  const object = meta.objects[draft.object]
  const fields = Object.values(object?.fields ?? {}).filter(({ system }) => !system)
  return (
    <>
      <div className="zk-flow-two">
        <ChoiceInput
          label={say('approval.flow.object')}
          value={draft.object}
          options={objects.map(({ name, label }) => ({ value: name, label }))}
          onChange={(name) => set({ object: name, action: null, watched: [], condition: null })}
        />
        <ChoiceInput
          label={say('approval.flow.occasion')}
          value={draft.occasion}
          options={occasions.map((value) => ({ value, label: say(`approval.occasion.${value}`) }))}
          onChange={(occasion) => set({ occasion, ...(occasion === 'action' ? {} : { action: null }) })}
        />
        {draft.occasion === 'action' && (
          <ChoiceInput
            label={say('approval.flow.action')}
            value={draft.action ?? ''}
            options={(object?.actions ?? []).map(({ name, label }) => ({ value: name, label }))}
            onChange={(action) => set({ action })}
          />
        )}
      </div>
      {object && draft.occasion === 'change' && (
        <div className="zk-define-field">
          <label htmlFor={id} className="zk-field-label">
            {say('approval.flow.watched')}
          </label>
          <Select
            id={id}
            mode="multiple"
            allowClear
            value={[...draft.watched]}
            placeholder={say('approval.flow.watched.any')}
            optionFilterProp="label"
            options={fields.map(({ name, label }) => ({ value: name, label }))}
            onChange={(watched: string[]) => set({ watched })}
          />
        </div>
      )}
      {object && (
        <ExpressionInput
          key={draft.object}
          label={say('approval.flow.condition')}
          help={say('approval.flow.condition.help')}
          object={draft.object}
          value={draft.condition ?? ''}
          onChange={(condition) => set({ condition })}
        />
      )}
    </>
  )
}

/** The steps as a list of cards. */
function StepsPart({ draft, set }: Edit) {
  const say = useTexts()
  const { steps } = draft
  return (
    <>
      {steps.map((step, at) => (
        <StepCard
          key={step.key}
          object={draft.object}
          step={step}
          at={at}
          count={steps.length}
          onChange={(to) => set({ steps: steps.with(at, to) })}
          onMove={(by) => set({ steps: moved(steps, at, by) })}
          onRemove={() => set({ steps: steps.toSpliced(at, 1) })}
        />
      ))}
      <Button
        icon={<Plus size={14} aria-hidden="true" />}
        onClick={() => set({ steps: [...steps, newStep(steps, say('approval.step.new', { number: steps.length + 1 }))] })}
      >
        {say('approval.step.add')}
      </Button>
    </>
  )
}

function RestPart({ draft, set }: Edit) {
  const say = useTexts()
  return (
    <>
      <div className="zk-flow-two">
        <ChoiceInput
          label={say('approval.flow.repeated')}
          value={draft.repeated}
          options={(['once', 'consecutive', 'each'] as const).map((value) => ({ value, label: say(`approval.repeated.${value}`) }))}
          onChange={(repeated) => set({ repeated })}
        />
        <ChoiceInput
          label={say('approval.flow.recall')}
          value={draft.recall}
          options={(['beforeLast', 'beforeFirst', 'never'] as const).map((value) => ({ value, label: say(`approval.recall.${value}`) }))}
          onChange={(recall) => set({ recall })}
        />
      </div>
      <PeopleInput label={say('approval.flow.copies')} value={draft.copies} onChange={(copies) => set({ copies })} />
      <Checkbox checked={draft.many} onChange={(event) => set({ many: event.target.checked })}>
        {say('approval.flow.many')}
      </Checkbox>
    </>
  )
}

/** Edits a flow without code. Running cases keep the version that they began with. */
export function FlowDrawer({
  flow,
  start,
  onClose,
}: Readonly<{ flow: Readonly<{ id: string; version: number }> | null; start: FlowDraft; onClose(): void }>) {
  const say = useTexts()
  const isPhone = useIsPhone()
  const id = useId()
  const [draft, setDraft] = useState(start)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const set = (to: Partial<FlowDraft>) => setDraft((before) => ({ ...before, ...to }))
  const save = async () => {
    setBusy(true)
    const body = { ...draft, condition: draft.condition?.trim() || null, steps: toSteps(draft.steps) }
    try {
      const { changeSet } = flow
        ? await call('PATCH', `/approval-flows/${flow.id}`, { body: { ...body, version: flow.version } })
        : await call('POST', '/approval-flows', { body })
      await approvalsChanged()
      showDone(say('approval.flow.saved'), changeSet)
      onClose()
    } catch (error) {
      if (!isProblem(error)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Drawer
      open
      size={isPhone ? '100%' : 720}
      title={say(flow ? 'approval.flow.edit' : 'approval.flow.new')}
      onClose={onClose}
      classNames={{ body: 'zk-drawer-body' }}
      destroyOnHidden
    >
      <div className="zk-define-form zk-flow-form">
        {problem && <ProblemNote problem={problem} />}
        <div className="zk-define-field">
          <label htmlFor={id} className="zk-field-label">
            {say('approval.flow.title')}
          </label>
          <Input id={id} maxLength={100} value={draft.title} onChange={(event) => set({ title: event.target.value })} />
        </div>
        <h2>{say('approval.flow.when')}</h2>
        <WhenPart draft={draft} set={set} />
        {draft.object && (
          <>
            <h2>{say('approval.flow.who')}</h2>
            <StepsPart draft={draft} set={set} />
            <FlowTry draft={draft} />
            <h2>{say('approval.flow.rest')}</h2>
            <RestPart draft={draft} set={set} />
          </>
        )}
      </div>
      <DrawerFoot label={say('form.save')} isReady={isComplete(draft)} isBusy={isBusy} onSave={() => void save()} onClose={onClose} />
    </Drawer>
  )
}
