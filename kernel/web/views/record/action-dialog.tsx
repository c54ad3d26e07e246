import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import type { ActionMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { isProblem } from '../../data/problem.ts'
import { titleOf } from '../../data/use-meta.ts'
import { toWriting } from '../../fields/type-of.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink } from '../../parts/app-link.tsx'
import { isCommand } from '../../parts/keys.ts'
import { focusOpened, isInside } from '../form/form-body.tsx'
import { FormField } from '../form/form-field.tsx'
import { type FormIssues, issuesOf, noIssues } from '../form/form-issues.ts'
import { useRunAction } from './record-actions.ts'
import '../form/form.css'

type ActionInput = Readonly<Record<string, unknown>>
type AskDialogProps = Readonly<{
  object: ObjectMeta
  action: ActionMeta
  title: string
  isPending: boolean
  run(input: ActionInput): Promise<unknown>
  onClose(): void
}>

const isGiven = (value: unknown): boolean => value !== null && value !== undefined && value !== ''

/** Asks for what an action on one record needs and runs it. */
export function ActionDialog({ object, row, action, onClose }: Pick<AskDialogProps, 'object' | 'action' | 'onClose'> & { row: Row }) {
  const say = useTexts()
  const { run, isPending } = useRunAction(object, action)
  const names = { action: action.label, title: titleOf(object, row) }
  return (
    <AskDialog
      {...{ object, action, isPending, onClose }}
      title={say('record.action-title', names)}
      run={(input) => run(row.id, input, say('record.action-done', names))}
    />
  )
}

/** Asks for what an action needs and has it run. */
export function AskDialog({ object, action, title, isPending, run, onClose }: AskDialogProps) {
  const say = useTexts()
  const body = useRef<HTMLFormElement>(null)
  const fields = Object.values(action.input)
  const [values, setValues] = useState<Partial<Row>>(() => presetsOf(action))
  const [issues, setIssues] = useState<FormIssues>(noIssues)
  const submit = async () => {
    const empty = fields.filter((field) => field.required && !isGiven(values[field.name]))
    if (empty.length > 0) {
      setIssues({ byField: Object.fromEntries(empty.map(({ name }) => [name, say('form.required')])), rest: [] })
      return
    }
    const given = fields.filter(({ name }) => isGiven(values[name]))
    const input = Object.fromEntries(given.map((field) => [field.name, toWriting(values[field.name], field)]))
    try {
      await run(input)
      onClose()
    } catch (error) {
      if (!isProblem(error)) throw error
      setIssues(issuesOf(error, (name) => name in action.input))
    }
  }
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      afterOpenChange={(isOpen) => isOpen && focusOpened(body.current)}
      footer={
        <>
          <Button onClick={onClose}>{say('form.cancel')}</Button>
          <Button type="primary" loading={isPending} onClick={() => void submit()}>
            {action.label}
          </Button>
        </>
      }
    >
      <form
        ref={body}
        className="zk-form zk-form-narrow"
        noValidate
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
            {issues.rest.join(' ')} {issues.goTo && <AppLink to={issues.goTo}>{say('problem.go')}</AppLink>}
          </p>
        )}
        {fields.map((field) => (
          <FormField
            key={field.name}
            field={field}
            object={object.name}
            values={values}
            issue={issues.byField[field.name]}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
          />
        ))}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Modal>
  )
}

const presetsOf = (action: ActionMeta): Partial<Row> =>
  Object.fromEntries(
    Object.values(action.input).flatMap(({ name, default: preset }) =>
      preset === undefined || preset === 'today' || preset === 'me' ? [] : [[name, preset]],
    ),
  )
