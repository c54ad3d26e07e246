import { Button } from 'antd'
import { Avatar, type PanelProps, useForm, useFormat, useList, useMeta, useTexts, webTypeOf } from '#kernel/web'
import './playbook.css'

const most = 200

/** What was said to a tip, and a line to say more. */
export function Panel({ row }: PanelProps) {
  const format = useFormat()
  const { rows } = useList({ object: 'tipReply', filter: { tip: row.id }, sort: ['createdAt'], limit: most })
  return (
    <div className="zk-answers">
      {rows.map((one) => {
        const author = one.owner as Readonly<{ id: string; title?: string | null }> | null
        return (
          <article key={one.id}>
            {author && <Avatar name={author.title ?? ''} id={author.id} />}
            <div>
              <p>
                <strong>{author?.title}</strong>{' '}
                <time dateTime={String(one.createdAt)} title={format.moment(String(one.createdAt))}>
                  {format.momentRelative(String(one.createdAt))}
                </time>
              </p>
              <p className="zk-tips-words">{String(one.content ?? '')}</p>
            </div>
          </article>
        )
      })}
      <Say id={row.id} title={String(row.title ?? '')} />
    </div>
  )
}

function Say({ id, title }: Readonly<{ id: string; title: string }>) {
  const say = useTexts()
  const object = useMeta().objects.tipReply
  if (!object?.may.create) return null
  return <Line key={id} object={object} initial={{ tip: { id, title } }} send={say('playbook.answers.send')} />
}

type LineProps = Readonly<{
  object: Parameters<typeof useForm>[0]['object']
  initial: Readonly<Record<string, unknown>>
  send: string
}>

function Line({ object, initial, send }: LineProps) {
  const form = useForm({ object, initial: initial as never, keepsDraft: false })
  const field = object.fields.content
  const Input = field ? webTypeOf(field).Input : undefined
  if (!field || !Input) return null
  const save = async () => {
    if (await form.save()) form.discard()
  }
  const issue = form.issues.byField.content ?? form.issues.rest[0]
  return (
    <div className="zk-answers-say">
      <Input
        value={form.values.content ?? null}
        onChange={(value) => form.set('content', value)}
        field={field}
        object={object.name}
        row={form.values}
        place="form"
        aria-label={field.label}
        onDone={() => void save()}
      />
      {issue && form.isDirty && (
        <span className="zk-error zk-small" role="alert">
          {issue}
        </span>
      )}
      <Button type="primary" size="small" disabled={!form.values.content} loading={form.isSaving} onClick={() => void save()}>
        {send}
      </Button>
    </div>
  )
}
