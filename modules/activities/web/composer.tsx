import { Button } from 'antd'
import { useState } from 'react'
import { type ComposerProps, type FieldMeta, FormField, type ObjectMeta, type Row, showDone, useForm, useMeta, useTexts } from '#kernel/web'
import { ComposerFiles } from './composer-files.tsx'
import { UnseenBy } from './unseen-by.tsx'
import './activities.css'

const first = ['content', 'kind', 'nextOn', 'nextStep'] as const
const more = ['happenedAt', 'outcome', 'contact', 'promise', 'promisedOn'] as const

/** Links that the record has too: who follows up about a deal means its customer. */
function sharedLinks(child: ObjectMeta, parent: ObjectMeta, row: Row): Partial<Row> {
  const shared = Object.values(child.fields).filter(
    ({ name, options }) => options.to !== undefined && parent.fields[name]?.options.to === options.to && !parent.fields[name].system,
  )
  return Object.fromEntries(shared.filter(({ name }) => row[name] && name !== 'owner').map(({ name }) => [name, row[name]]))
}

/** What happened, what comes next, what was promised: one form at the top of a timeline. */
export function Composer({ object: parent, row, initial }: ComposerProps) {
  const say = useTexts()
  const [isOpen, setOpen] = useState(false)
  const object = useMeta().objects.followUp
  if (!object) return null
  if (!isOpen)
    return (
      <button type="button" className="zk-plain-button zk-act-closed" onClick={() => setOpen(true)}>
        {say('activities.compose')}
      </button>
    )
  return (
    <Form
      object={object}
      parent={parent}
      row={row}
      initial={{ ...sharedLinks(object, parent, row), ...initial }}
      onClose={() => setOpen(false)}
    />
  )
}

type FormProps = Readonly<{ object: ObjectMeta; parent: ObjectMeta; row: Row; initial: Partial<Row>; onClose(): void }>

function Form({ object, parent, row, initial, onClose }: FormProps) {
  const say = useTexts()
  const [isWide, setWide] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const form = useForm({ object, initial, keepsDraft: false })
  const fields = [...first, ...(isWide ? more : [])].flatMap((name) => (name in initial ? [] : (object.fields[name] ?? [])))
  const save = async () => {
    const saved = await form.save()
    if (!saved) return
    showDone(say('activities.saved'), saved.changeSet)
    form.discard()
    onClose()
  }
  const draw = (field: FieldMeta) => (
    <FormField
      key={field.name}
      field={field}
      object={object.name}
      values={form.values}
      issue={form.isDirty ? form.issues.byField[field.name] : undefined}
      isNamed={field.name === 'content'}
      // Whoever opened it writes on; elsewhere the letters would be keys of the page.
      autoFocus={field.name === 'content'}
      onChange={(value) => form.set(field.name, value)}
    />
  )
  const hidden = Object.entries(form.issues.byField).filter(([name]) => !fields.some((field) => field.name === name) && form.isDirty)
  return (
    <form
      className="zk-form zk-form-narrow zk-act-composer"
      noValidate
      aria-label={say('activities.compose')}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="zk-act-fields">{fields.map(draw)}</div>
      <ComposerFiles value={form.values.files} onChange={(files) => form.set('files', files)} onBusy={setBusy} />
      <UnseenBy parent={parent} id={row.id} text={(form.values.content as string | null) ?? ''} />
      {[...form.issues.rest, ...hidden.map(([, text]) => text)].map((text) => (
        <p key={text} className="zk-error zk-small" role="alert">
          {text}
        </p>
      ))}
      <div className="zk-row zk-act-steps">
        <Button type="text" onClick={() => setWide(!isWide)} aria-expanded={isWide}>
          {say(isWide ? 'activities.fewer' : 'activities.more')}
        </Button>
        <span className="zk-grow" />
        <Button onClick={onClose}>{say('activities.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={form.isSaving} disabled={!form.values.content || isBusy}>
          {say('activities.save')}
        </Button>
      </div>
    </form>
  )
}
