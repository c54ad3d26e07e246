import { Button, Drawer, Modal, Popover } from 'antd'
import { Check, TriangleAlert } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { isFilled } from '../../../model/is-filled.ts'
import type { FieldMeta, ObjectMeta } from '../../data/meta-types.ts'
import { titleOf } from '../../data/use-meta.ts'
import { webTypeOf } from '../../fields/registry.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Tag } from '../../parts/tag.tsx'
import { useIsPhone } from '../../parts/use-is-phone.ts'
import { issuesOf, noIssues } from '../form/form-issues.ts'
import { type Gate, needsOf, type Values } from './gate.ts'
import './gate.css'

type Props = Readonly<{ object: ObjectMeta; gate: Gate; isSending: boolean; onGo(values: Values): void; onLeave(): void }>
type AskedProps = Readonly<{
  field: FieldMeta
  object: ObjectMeta
  gate: Gate
  values: Values
  issue: string | undefined
  isFirst: boolean
  onChange(value: unknown): void
}>

/** One field that is asked for, filled in place. */
function Asked({ field, object, gate, values, issue, isFirst, onChange }: AskedProps) {
  const say = useTexts()
  const id = useId()
  const Editor = webTypeOf(field).Input
  const isStep = gate.verb === null
  const Sign = isFilled(values[field.name]) ? Check : TriangleAlert
  const note = issue ?? field.help
  return (
    <div className="zk-gate-item" data-field={field.name}>
      <label htmlFor={id} className={isStep ? 'zk-strong' : 'zk-second'}>
        {isStep && <Sign size={16} strokeWidth={1.5} className={Sign === Check ? 'zk-success' : 'zk-warning'} aria-hidden="true" />}
        {field.label}
        {field.required && !isStep && (
          <span className="zk-error" title={say('form.required')}>
            <span aria-hidden="true"> *</span>
          </span>
        )}
      </label>
      {Editor && (
        <Editor
          id={id}
          value={values[field.name] ?? null}
          onChange={onChange}
          field={field}
          object={object.name}
          row={{ ...gate.row, ...values }}
          place="form"
          {...(isFirst ? { autoFocus: true } : {})}
          {...(issue ? { status: 'error' as const } : {})}
          {...(note ? { 'aria-describedby': `${id}-note` } : {})}
        />
      )}
      {note && (
        <p id={`${id}-note`} className={`zk-small ${issue ? 'zk-error' : 'zk-meta'}`} {...(issue ? { role: 'alert' } : {})}>
          {note}
        </p>
      )}
    </div>
  )
}

/** Conditions the record meets already, with what it has. */
function Met({ object, gate }: Readonly<{ object: ObjectMeta; gate: Gate }>) {
  const met = needsOf(gate.to).flatMap((name) => (gate.asks.some((field) => field.name === name) ? [] : (object.fields[name] ?? [])))
  return (
    <>
      {met.map((field) => {
        const { Cell } = webTypeOf(field)
        return (
          <p key={field.name} className="zk-gate-met">
            <Check size={16} strokeWidth={1.5} className="zk-success" aria-hidden="true" />
            <span className="zk-second">{field.label}</span>
            <span className="zk-clip">
              {isFilled(gate.row[field.name]) && (
                <Cell value={gate.row[field.name]} field={field} object={object.name} row={gate.row} place="fact" />
              )}
            </span>
          </p>
        )
      })}
    </>
  )
}

/** What the server said to the last try, beside the fields where it can be; what it said about a field is settled once that is filled. */
function saidOf({ problem, asks, verb }: Gate, values: Values) {
  if (!problem) return noIssues
  const said = issuesOf(problem, (name) => asks.some((field) => field.name === name))
  if (verb !== null) return said
  return { ...said, byField: Object.fromEntries(Object.entries(said.byField).filter(([name]) => name in values)) }
}

function useTitle({ verb, to, asks }: Gate): string {
  const say = useTexts()
  return verb ?? say('board.gate', { column: to.label, count: asks.length })
}

function Questions({ object, gate, isSending, onGo, onLeave, isTitled }: Props & Readonly<{ isTitled: boolean }>) {
  const say = useTexts()
  const title = useTitle(gate)
  const [values, setValues] = useState<Values>({})
  const isStep = gate.verb === null
  const isReady = gate.asks.every((field) => isFilled(values[field.name]) || (!isStep && !field.required))
  const needs = needsOf(gate.to)
  const met = needs.filter((name) => !gate.asks.some((field) => field.name === name)).length
  const said = saidOf(gate, values)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) onGo(Object.fromEntries(Object.entries(values).filter(([, value]) => isFilled(value))))
  }
  return (
    <form
      className="zk-gate"
      aria-label={title}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onLeave()
      }}
    >
      {isTitled && (
        <header className="zk-row">
          <h2 className="zk-strong zk-grow">{title}</h2>
          {isStep && needs.length > 0 && <Tag color="amber">{say('board.gate.met', { met, all: needs.length })}</Tag>}
        </header>
      )}
      <p className="zk-small zk-meta zk-clip" title={titleOf(object, gate.row)}>
        {titleOf(object, gate.row)}
      </p>
      {isStep && <Met object={object} gate={gate} />}
      {gate.asks.map((field, position) => (
        <Asked
          key={field.name}
          field={field}
          object={object}
          gate={gate}
          values={values}
          issue={said.byField[field.name]}
          isFirst={position === 0}
          onChange={(value) => setValues((all) => ({ ...all, [field.name]: value }))}
        />
      ))}
      {said.rest.length > 0 && <p className="zk-small zk-meta">{said.rest.join(' ')}</p>}
      <footer className="zk-row">
        <span className="zk-grow" />
        <Button onClick={onLeave}>{say('board.leave')}</Button>
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={isSending}>
          {gate.verb ?? say('board.move')}
        </Button>
      </footer>
    </form>
  )
}

/** What a step asks of a record before it may enter: beside the place where it was dropped, in the middle of the page, from below on a phone. */
export function GatePanel(props: Props) {
  const isPhone = useIsPhone()
  const { gate, onLeave } = props
  const title = useTitle(gate)
  const isModal = !isPhone && !gate.spot
  const content = <Questions key={`${gate.row.id} ${gate.asks.map(({ name }) => name).join()}`} {...props} isTitled={!isModal} />
  if (isPhone) {
    return (
      <Drawer open placement="bottom" size="auto" closable={false} onClose={onLeave}>
        {content}
      </Drawer>
    )
  }
  if (!gate.spot) {
    return (
      <Modal open title={title} width={420} footer={null} onCancel={onLeave}>
        {content}
      </Modal>
    )
  }
  return (
    <Popover open content={content} placement="rightTop" arrow={false}>
      <span className="zk-gate-spot" style={{ left: gate.spot.x, top: gate.spot.y }} />
    </Popover>
  )
}
