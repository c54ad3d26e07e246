import { Button, Drawer, Popover } from 'antd'
import { Check, TriangleAlert } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../data/meta-types.ts'
import { titleOf } from '../../data/use-meta.ts'
import { webTypeOf } from '../../fields/registry.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Tag } from '../../parts/tag.tsx'
import { useIsPhone } from '../../parts/use-is-phone.ts'
import { isFilled, needsOf } from './moves.ts'
import type { Gate, Values } from './use-move.ts'

type Props = Readonly<{ object: ObjectMeta; gate: Gate; isSending: boolean; onGo(values: Values): void; onLeave(): void }>
type AskedProps = Readonly<{
  field: FieldMeta
  object: ObjectMeta
  gate: Gate
  values: Values
  isFirst: boolean
  onChange(value: unknown): void
}>

/** One field that is asked for, filled in place. */
function Asked({ field, object, gate, values, isFirst, onChange }: AskedProps) {
  const Editor = webTypeOf(field).Input
  const id = `gate-${field.name}`
  const isOpen = gate.isRefusal && !isFilled(values[field.name])
  return (
    <div className="zk-gate-item">
      <label htmlFor={id} className={gate.isRefusal ? 'zk-strong' : 'zk-second'}>
        {gate.isRefusal &&
          (isOpen ? (
            <TriangleAlert size={16} strokeWidth={1.5} className="zk-warning" aria-hidden="true" />
          ) : (
            <Check size={16} strokeWidth={1.5} className="zk-success" aria-hidden="true" />
          ))}
        {field.label}
        {field.required && !gate.isRefusal && <span className="zk-error"> *</span>}
      </label>
      {field.help && <p className="zk-small zk-meta">{field.help}</p>}
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
        />
      )}
    </div>
  )
}

function Met({ object, gate }: Readonly<{ object: ObjectMeta; gate: Gate }>) {
  const met = needsOf(gate.move.to).filter((name) => !gate.asks.some((field) => field.name === name))
  return (
    <>
      {met.map((name) => (
        <p key={name} className="zk-gate-met">
          <Check size={16} strokeWidth={1.5} className="zk-success" aria-hidden="true" />
          {object.fields[name]?.label ?? name}
        </p>
      ))}
    </>
  )
}

function Questions({ object, gate, isSending, onGo, onLeave }: Props) {
  const say = useTexts()
  const [values, setValues] = useState<Values>({})
  const isReady = gate.asks.every((field) => isFilled(values[field.name]) || (!gate.isRefusal && !field.required))
  const needs = needsOf(gate.move.to)
  const met = needs.filter((name) => !gate.asks.some((field) => field.name === name)).length
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) onGo(Object.fromEntries(Object.entries(values).filter(([, value]) => isFilled(value))))
  }
  const title = gate.isRefusal
    ? say('board.gate', { column: gate.move.to.label, count: gate.asks.length })
    : (gate.move.action?.label ?? gate.move.to.label)
  return (
    <form
      className="zk-gate"
      aria-label={title}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onLeave()
      }}
    >
      <header className="zk-row">
        <h2 className="zk-strong zk-grow">{title}</h2>
        {gate.isRefusal && needs.length > 0 && <Tag color="amber">{say('board.gate.met', { met, all: needs.length })}</Tag>}
      </header>
      <p className="zk-small zk-meta zk-clip" title={titleOf(object, gate.row)}>
        {titleOf(object, gate.row)}
      </p>
      {gate.isRefusal && <Met object={object} gate={gate} />}
      {gate.asks.map((field, position) => (
        <Asked
          key={field.name}
          field={field}
          object={object}
          gate={gate}
          values={values}
          isFirst={position === 0}
          onChange={(value) => setValues((all) => ({ ...all, [field.name]: value }))}
        />
      ))}
      {gate.isRefusal && gate.refusal && <p className="zk-small zk-meta">{gate.refusal}</p>}
      <footer className="zk-row">
        <span className="zk-grow" />
        <Button onClick={onLeave}>{say('board.leave')}</Button>
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={isSending}>
          {gate.isRefusal ? say('board.move') : (gate.move.action?.label ?? say('board.move'))}
        </Button>
      </footer>
    </form>
  )
}

/** What a column asks of a card before it may enter, beside the place where the card was dropped. */
export function GatePanel(props: Props) {
  const isPhone = useIsPhone()
  const { gate, onLeave } = props
  const content = <Questions key={`${gate.row.id} ${gate.asks.map(({ name }) => name).join()}`} {...props} />
  if (isPhone) {
    return (
      <Drawer open placement="bottom" size="auto" closable={false} onClose={onLeave}>
        {content}
      </Drawer>
    )
  }
  return (
    <Popover open content={content} placement="rightTop" arrow={false}>
      <span className="zk-board-spot" style={{ left: gate.spot.x, top: gate.spot.y }} />
    </Popover>
  )
}
