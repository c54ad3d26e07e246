import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { FieldMeta, Row } from '../../data/meta-types.ts'
import { isProblem } from '../../data/problem.ts'
import { showToast } from '../../data/toasts.ts'
import { showProblem } from '../../data/undo.ts'
import { useMeta } from '../../data/use-meta.ts'
import { useRow } from '../../data/use-row.ts'
import { toWriting, webTypeOf } from '../../fields/registry.ts'
import { useTexts } from '../../i18n/texts.ts'
import { isCommand } from '../../parts/keys.ts'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { isInside } from '../../views/form/form-body.tsx'
import { FormField } from '../../views/form/form-field.tsx'
import { type FormIssues, issuesOf, noIssues } from '../../views/form/form-issues.ts'
import { approvalsChanged, decide, type WholeCase } from '../approval-api.ts'
import { inReadingShape } from './reading-shape.ts'
import '../../views/form/form.css'

type Waiting = Readonly<{ fields: readonly FieldMeta[]; given: Readonly<Record<string, unknown>> }>

/** What of a case its submitter may correct: the values that he gave, or the input of the action. */
function useWaiting({ object: name, action, call, differs }: WholeCase): Waiting {
  const object = useMeta().objects[name]
  if (call?.input) return { fields: Object.values(object?.actions.find((one) => one.name === action)?.input ?? {}), given: call.input }
  const fields = Object.keys(call?.values ?? {}).flatMap((one) => object?.fields[one] ?? [])
  return {
    fields: fields.filter((field) => !field.readOnly && field.right === 'write' && webTypeOf(field).Input),
    given: Object.fromEntries(fields.map((field) => [field.name, differs[field.name]?.[1] ?? call?.values?.[field.name]])),
  }
}

/** What waits, in fields: what was changed in them waits instead, and everybody is asked about it anew. */
export function CorrectWaiting({ one, onClose }: Readonly<{ one: WholeCase; onClose(): void }>) {
  const meta = useMeta()
  // What was seen when it was begun: somebody else may be at it meanwhile, on another device.
  const [begun] = useState(one)
  const { fields, given } = useWaiting(begun)
  const { data: initial } = useQuery({
    queryKey: ['o', 'approvalTask', 'waiting', begun.id, begun.round],
    queryFn: () => inReadingShape(meta, Object.fromEntries(fields.map((field) => [field.name, field])), given),
  })
  const { data: row } = useRow(begun.object, begun.isReader && begun.does !== 'create' ? begun.record : undefined)
  if (!initial || (begun.isReader && begun.does !== 'create' && !row)) return <SkeletonLines lines={fields.length + 2} />
  return <CorrectFields one={begun} fields={fields} initial={initial} row={row} onClose={onClose} />
}

type FieldsProps = Readonly<{
  one: WholeCase
  fields: readonly FieldMeta[]
  initial: Partial<Row>
  row: Row | undefined
  onClose(): void
}>

function CorrectFields({ one, fields, initial, row, onClose }: FieldsProps) {
  const say = useTexts()
  const [typed, setTyped] = useState<Partial<Row>>({})
  const [comment, setComment] = useState('')
  const [issues, setIssues] = useState<FormIssues>(noIssues)
  const [isBusy, setBusy] = useState(false)
  const isBack = one.step === -1
  const isDecided = one.tasks.some(({ round, state }) => round === one.round && state === 'approved')
  const values = { ...row, ...initial, ...typed }
  const submit = async () => {
    setBusy(true)
    const changed = fields.filter(({ name }) => name in typed).map((field) => [field.name, toWriting(typed[field.name], field)])
    try {
      await decide(one, 'correct', { comment, [one.does === 'action' ? 'input' : 'values']: Object.fromEntries(changed) })
      showToast({ text: say(isBack ? 'approval.done.resubmit' : 'approval.done.correct'), tone: 'done' })
      onClose()
    } catch (error) {
      if (!isProblem(error) || (error.issues.length === 0 && error.status !== 422)) showProblem(error)
      else setIssues(issuesOf(error, (name) => fields.some((field) => field.name === name)))
      await approvalsChanged(one.object)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="zk-approval-form"
      noValidate
      aria-label={say('approval.correct')}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isCommand(event) && isInside(event)) void submit()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        if (isInside(event)) void submit()
      }}
    >
      {issues.rest.length > 0 && (
        <p className="zk-form-note zk-form-problem" role="alert">
          {issues.rest.join(' ')}
        </p>
      )}
      <div>
        {fields.map((field) => (
          <FormField
            key={field.name}
            field={field}
            object={one.object}
            values={values}
            issue={issues.byField[field.name]}
            onChange={(value) => setTyped({ ...typed, [field.name]: value })}
          />
        ))}
      </div>
      {!isBack && <p className="zk-second zk-small">{say(isDecided ? 'approval.correct.decided' : 'approval.correct.asks')}</p>}
      <Input.TextArea
        rows={2}
        maxLength={2000}
        value={comment}
        placeholder={say('approval.comment.why')}
        aria-label={say('approval.comment.why')}
        onChange={(event) => setComment(event.target.value)}
      />
      <div className="zk-decide-buttons">
        <Button type="primary" htmlType="submit" disabled={!isBack && Object.keys(typed).length === 0} loading={isBusy}>
          {say(isBack ? 'approval.do.resubmit' : 'approval.correct.save')}
        </Button>
        <Button onClick={onClose}>{say('form.cancel')}</Button>
      </div>
    </form>
  )
}
