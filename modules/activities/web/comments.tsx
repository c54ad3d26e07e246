import { Button } from 'antd'
import {
  AppLink,
  Avatar,
  type ObjectMeta,
  type Row,
  recordAddress,
  showDone,
  showProblem,
  useAction,
  useForm,
  useFormat,
  useList,
  useMeta,
  useTexts,
  webTypeOf,
} from '#kernel/web'
import { ShownField } from './shown-field.tsx'

/** What was said to a follow-up, and a line to say more. */
export function Comments({ object, followUp }: Readonly<{ object: ObjectMeta; followUp: Row }>) {
  const { rows } = useList({ object: object.name, filter: { followUp: followUp.id }, sort: ['createdAt'], limit: 100 })
  return (
    <div className="zk-act-comments">
      {rows.map((row) => (
        <Said key={row.id} object={object} row={row} />
      ))}
      {object.may.create && <Say object={object} followUp={followUp} />}
    </div>
  )
}

function Said({ object, row }: Readonly<{ object: ObjectMeta; row: Row }>) {
  const say = useTexts()
  const format = useFormat()
  const task = useMeta().objects.task
  const make = useAction<Readonly<{ task: string }>>('activities.comment-to-task', object.name)
  const author = (row.owner ?? row.createdBy) as Readonly<{ id: string; title?: string | null }> | null
  const made = row.madeTask as Readonly<{ id: string; title?: string | null }> | null
  const toTask = () =>
    make.mutate({ id: row.id }, { onSuccess: ({ changeSet }) => showDone(say('activities.task-made'), changeSet), onError: showProblem })
  return (
    <article className="zk-act-comment">
      {author && <Avatar name={author.title ?? ''} id={author.id} />}
      <div className="zk-grow">
        <p className="zk-tl-line">
          <span className="zk-strong">{author?.title}</span>
          {task && made?.id ? (
            <AppLink to={recordAddress(task.plural, made.id)} className="zk-small">
              {say('activities.became-task')}
            </AppLink>
          ) : (
            task?.may.create && (
              <Button type="link" size="small" loading={make.isPending} onClick={toTask}>
                {say('activities.to-task')}
              </Button>
            )
          )}
          <time dateTime={String(row.createdAt)} title={format.moment(String(row.createdAt))}>
            {format.momentRelative(String(row.createdAt))}
          </time>
        </p>
        <div className="zk-act-text">
          <ShownField object={object} row={row} name="content" place="record" />
        </div>
      </div>
    </article>
  )
}

function Say({ object, followUp }: Readonly<{ object: ObjectMeta; followUp: Row }>) {
  const say = useTexts()
  const initial = { followUp: { id: followUp.id, title: String(followUp.summary ?? '') } }
  const form = useForm({ object, initial, keepsDraft: false })
  const field = object.fields.content
  const Input = field ? webTypeOf(field).Input : undefined
  if (!field || !Input) return null
  const send = async () => {
    if (await form.save()) form.discard()
  }
  const issue = form.issues.byField.content ?? form.issues.rest[0]
  return (
    <div className="zk-act-say">
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
        {say('activities.send')}
      </Button>
    </div>
  )
}
