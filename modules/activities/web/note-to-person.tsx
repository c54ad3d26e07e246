import { Button, Modal } from 'antd'
import { FormField, type ObjectMeta, showDone, useForm, useFormat, useTexts } from '#kernel/web'

const asked = ['subject', 'dueOn', 'remark'] as const

type NoteProps = Readonly<{ task: ObjectMeta; person: Readonly<{ id: string; name: string }>; onClose(): void }>

/** A word to somebody becomes a task of his: he is told of it, and the writer when it is done. */
export function NoteToPerson({ task, person, onClose }: NoteProps) {
  const say = useTexts()
  const format = useFormat()
  const form = useForm({
    object: task,
    initial: { owner: { id: person.id, title: person.name }, dueOn: format.today() },
    keepsDraft: false,
  })
  const save = async () => {
    const saved = await form.save()
    if (!saved) return
    showDone(say('activities.task-made'), saved.changeSet)
    onClose()
  }
  const problems = [
    ...form.issues.rest,
    ...Object.entries(form.issues.byField).flatMap(([name, text]) => (asked.includes(name as never) ? [] : [text])),
  ]
  return (
    <Modal
      open
      title={say('activities.note-to', { name: person.name })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('activities.cancel')}</Button>
          <Button type="primary" loading={form.isSaving} onClick={() => void save()}>
            {say('activities.save')}
          </Button>
        </>
      }
    >
      <form
        className="zk-form zk-form-narrow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {asked.flatMap((name) => {
          const field = task.fields[name]
          return field
            ? [
                <FormField
                  key={name}
                  field={field}
                  object={task.name}
                  values={form.values}
                  issue={form.issues.byField[name]}
                  onChange={(value) => form.set(name, value)}
                />,
              ]
            : []
        })}
        {form.isDirty &&
          problems.map((text) => (
            <p key={text} className="zk-error zk-small" role="alert">
              {text}
            </p>
          ))}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Modal>
  )
}
