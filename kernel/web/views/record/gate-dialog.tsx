import { Button, Modal } from 'antd'
import { Check } from 'lucide-react'
import { useState } from 'react'
import type { ChoiceMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { isProblem } from '../../data/problem.ts'
import { useSave } from '../../data/use-save.ts'
import { toWriting, webTypeOf } from '../../fields/type-of.ts'
import { useTexts } from '../../i18n/texts.ts'
import { FormField } from '../form/form-field.tsx'
import { type FormIssues, issuesOf, noIssues } from '../form/form-issues.ts'
import { conditionsOf } from './path-steps.ts'
import '../form/form.css'

type GateDialogProps = Readonly<{
  object: ObjectMeta
  row: Row
  option: ChoiceMeta
  /** Fields that the server named beside those the step declares. */
  missing: readonly string[]
  /** All conditions are met and stored. */
  onPass(): void
  onClose(): void
}>

/** What a step asks for: met conditions first, missing ones to be filled in place. */
export function GateDialog({ object, row, option, missing, onPass, onClose }: GateDialogProps) {
  const say = useTexts()
  const save = useSave(object.name)
  const [values, setValues] = useState<Partial<Row>>({})
  const [issues, setIssues] = useState<FormIssues>(noIssues)
  const [conditions] = useState(() => conditionsOf(object, option, row, missing))
  const open = conditions.filter(({ isMet }) => !isMet)
  const isGiven = (name: string) => values[name] !== null && values[name] !== undefined
  const pass = async () => {
    try {
      const written = Object.fromEntries(open.map(({ field }) => [field.name, toWriting(values[field.name], field)]))
      await save.mutateAsync({ id: row.id, values: written })
      onPass()
    } catch (error) {
      if (!isProblem(error)) throw error
      setIssues(issuesOf(error, (name) => name in values))
    }
  }
  return (
    <Modal
      open
      title={say('record.gate', { stage: option.label })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('form.cancel')}</Button>
          <Button
            type="primary"
            disabled={!open.every(({ field }) => isGiven(field.name))}
            loading={save.isPending}
            onClick={() => void pass()}
          >
            {say('record.gate.move', { stage: option.label })}
          </Button>
        </>
      }
    >
      <ul className="zk-gate">
        {conditions
          .filter(({ isMet }) => isMet)
          .map(({ field }) => {
            const { Cell } = webTypeOf(field)
            return (
              <li key={field.name} className="zk-gate-met">
                <Check size={14} strokeWidth={2} aria-hidden="true" />
                <span className="zk-second">{field.label}</span>
                <Cell value={row[field.name]} field={field} object={object.name} row={row} place="fact" />
              </li>
            )
          })}
      </ul>
      {issues.rest.length > 0 && (
        <p className="zk-form-note zk-form-problem" role="alert">
          {issues.rest.join(' ')}
        </p>
      )}
      {open.map(({ field }) => (
        <FormField
          key={field.name}
          field={field}
          object={object.name}
          values={{ ...row, ...values }}
          issue={issues.byField[field.name]}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
    </Modal>
  )
}
