import { Button } from 'antd'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import { webTypeOf } from '../../fields/registry.ts'
import { useForm } from '../form/use-form.ts'
import './spoken.css'

type SayMoreProps = Readonly<{
  /** The object whose records are what is said, in their field `content`. */
  object: ObjectMeta
  /** What it is said to. */
  initial: Partial<Row>
  send: string
}>

/** A line to say more, and what stands against it. */
export function SayMore({ object, initial, send: label }: SayMoreProps) {
  const form = useForm({ object, initial, keepsDraft: false })
  const field = object.fields.content
  const Input = field ? webTypeOf(field).Input : undefined
  if (!field || !Input) return null
  const send = async () => {
    if (await form.save()) form.discard()
  }
  const issue = form.issues.byField.content ?? form.issues.rest[0]
  return (
    <div className="zk-say-more">
      <Input
        value={form.values.content ?? null}
        onChange={(value) => form.set('content', value)}
        field={field}
        object={object.name}
        row={form.values}
        place="form"
        aria-label={field.label}
        onDone={() => void send()}
      />
      {issue && form.isDirty && (
        <span className="zk-error zk-small" role="alert">
          {issue}
        </span>
      )}
      <Button type="primary" size="small" disabled={!form.values.content} loading={form.isSaving} onClick={() => void send()}>
        {label}
      </Button>
    </div>
  )
}
