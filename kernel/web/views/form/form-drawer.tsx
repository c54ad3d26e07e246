import { Drawer } from 'antd'
import { type RefObject, useRef, useState } from 'react'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import { showDone } from '../../data/undo.ts'
import { titleOf, useObject } from '../../data/use-meta.ts'
import { useRow } from '../../data/use-row.ts'
import { webTypeOf } from '../../fields/type-of.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useIsPhone } from '../../parts/use-is-phone.ts'
import { FormBody, focusForm, focusOpened } from './form-body.tsx'
import { FormSteps } from './form-steps.tsx'
import { StaleChoice } from './stale-choice.tsx'
import { type FormState, useForm } from './use-form.ts'

type FormDrawerProps = Readonly<{
  object: string
  /** The record to edit; absent: a new one. */
  row?: Row
  /** Values a new record starts with, in reading shape. */
  initial?: Partial<Row>
  onSaved(row: Row): void
  onClose(): void
}>

type StaleProps = Readonly<{ object: ObjectMeta; row: Row; form: FormState; since: number | undefined; onSaved(row: Row): void }>

/** Which of two values shall stand, once somebody else wrote the same record. */
function Stale({ object, row, form, since, onSaved }: StaleProps) {
  const { data: now } = useRow(object.name, row.id)
  const [isClosed, setClosed] = useState(false)
  // The page behind follows what others write, so the record shown there may be the newer one already.
  if (!now || isClosed || now.version === since) return null
  const differs = (name: string) => JSON.stringify(form.values[name] ?? null) !== JSON.stringify(row[name] ?? null)
  const mine = Object.fromEntries(
    Object.keys(form.values)
      .filter(differs)
      .map((name) => [name, form.values[name]]),
  )
  const decide = async (kept: readonly string[]) => {
    const saved = await form.save({ version: now.version, leave: Object.keys(mine).filter((name) => !kept.includes(name)) })
    if (saved) onSaved(saved.row)
  }
  return <StaleChoice object={object} now={now} mine={mine} onDecide={(kept) => void decide(kept)} onClose={() => setClosed(true)} />
}

const hasTable = (object: ObjectMeta): boolean => Object.values(object.fields).some((field) => webTypeOf(field).table)

/** A record made or edited beside the page. */
export function FormDrawer({ object: name, row, initial, onSaved, onClose }: FormDrawerProps) {
  const say = useTexts()
  const object = useObject(name)
  const isPhone = useIsPhone()
  const [isOpen, setOpen] = useState(true)
  const body = useRef<HTMLFormElement>(null)
  if (!object) return null
  return (
    <Drawer
      open={isOpen}
      onClose={() => setOpen(false)}
      afterOpenChange={(open) => (open ? focusOpened(body.current) : onClose())}
      size={isPhone ? '100%' : hasTable(object) ? 800 : 640}
      title={row ? say('form.edit', { object: object.label, title: titleOf(object, row) }) : say('object.create', { object: object.label })}
      classNames={{ body: 'zk-drawer-body' }}
      destroyOnHidden
    >
      <DrawerForm
        object={object}
        body={body}
        {...(row ? { row } : {})}
        {...(initial ? { initial } : {})}
        onSaved={onSaved}
        onClose={() => setOpen(false)}
      />
    </Drawer>
  )
}

type DrawerFormProps = Omit<FormDrawerProps, 'object'> & Readonly<{ object: ObjectMeta; body: RefObject<HTMLFormElement | null> }>

function DrawerForm({ object, row, initial, body, onSaved, onClose }: DrawerFormProps) {
  const say = useTexts()
  const form = useForm({ object, row, initial, keepsDraft: !initial || Object.keys(initial).length === 0 })
  const save = async () => {
    const saved = await form.save()
    if (!saved) {
      requestAnimationFrame(() => focusForm(body.current))
      return
    }
    showDone(say(row ? 'form.saved' : 'form.created', { object: object.label, title: titleOf(object, saved.row) }), saved.changeSet)
    onSaved(saved.row)
    onClose()
  }
  return (
    <>
      <div className="zk-drawer-form">
        <FormBody object={object} form={form} isNew={!row} bodyRef={body} onSave={() => void save()} />
      </div>
      <FormSteps isNew={!row} isSaving={form.isSaving} onSave={() => void save()} onClose={onClose} />
      {row && form.stale && (
        <Stale key={form.stale.turn} object={object} row={row} form={form} since={form.stale.since} onSaved={onSaved} />
      )}
    </>
  )
}
