import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { titleOf } from '../../data/use-meta.ts'
import { webTypeOf } from '../../fields/type-of.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import './form.css'

type Side = 'theirs' | 'mine'
const sides: readonly Side[] = ['theirs', 'mine']

type BoxProps = Readonly<{ side: Side; isChosen: boolean; choose(): void; field: FieldMeta; object: string; value: unknown; note: string }>

function Box({ side, isChosen, choose, field, object, value, note }: BoxProps) {
  const say = useTexts()
  const { Cell } = webTypeOf(field)
  return (
    <button type="button" className="zk-side" aria-pressed={isChosen} onClick={choose}>
      <span className="zk-meta zk-small">{say(`stale.${side}`)}</span>
      <span className="zk-side-value">
        {value === null || value === undefined ? (
          <span className="zk-meta">{say('value.none')}</span>
        ) : (
          <Cell value={value} field={field} object={object} place="fact" />
        )}
      </span>
      <span className="zk-meta zk-small">{note}</span>
    </button>
  )
}

type StaleChoiceProps = Readonly<{
  object: ObjectMeta
  /** The record as it is now. */
  now: Row
  /** What the person wanted to write, by field, in reading shape. */
  mine: Partial<Row>
  /** Names of the fields whose own value shall stand. */
  onDecide(mine: readonly string[]): void
  onClose(): void
}>

/** Somebody else changed the record meanwhile: both values of each field side by side, and which one shall stand. */
export function StaleChoice({ object, now, mine, onDecide, onClose }: StaleChoiceProps) {
  const say = useTexts()
  const format = useFormat()
  const fields = Object.keys(mine).flatMap((name) => object.fields[name] ?? [])
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({})
  const by = (now.updatedBy as { title?: string } | null | undefined)?.title ?? ''
  const notes: Readonly<Record<Side, string>> = {
    theirs: `${by} ${now.updatedAt ? format.momentRelative(String(now.updatedAt)) : ''}`.trim(),
    mine: say('stale.mine.note'),
  }
  return (
    <Modal
      open
      title={say('stale.title', { title: titleOf(object, now) })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('form.cancel')}</Button>
          <Button
            type="primary"
            disabled={fields.some(({ name }) => !chosen[name])}
            onClick={() => onDecide(fields.filter(({ name }) => chosen[name] === 'mine').map(({ name }) => name))}
          >
            {say('stale.decide')}
          </Button>
        </>
      }
    >
      {fields.map((field) => (
        <section key={field.name} className="zk-sides">
          <p className="zk-second">{say('stale.text', { field: field.label })}</p>
          <div>
            {sides.map((side) => (
              <Box
                key={side}
                side={side}
                isChosen={chosen[field.name] === side}
                choose={() => setChosen({ ...chosen, [field.name]: side })}
                field={field}
                object={object.name}
                value={side === 'mine' ? mine[field.name] : now[field.name]}
                note={notes[side]}
              />
            ))}
          </div>
        </section>
      ))}
    </Modal>
  )
}
