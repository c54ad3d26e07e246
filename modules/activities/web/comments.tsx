import { Button } from 'antd'
import {
  AppLink,
  type LinkValue,
  type ObjectMeta,
  type Row,
  recordAddress,
  SayMore,
  Spoken,
  showDone,
  showProblem,
  useAction,
  useList,
  useMeta,
  useTexts,
} from '#kernel/web'
import { ShownField } from './shown-field.tsx'

/** What was said to a follow-up, and a line to say more. */
export function Comments({ object, followUp }: Readonly<{ object: ObjectMeta; followUp: Row }>) {
  const say = useTexts()
  const { rows } = useList({ object: object.name, filter: { followUp: followUp.id }, sort: ['createdAt'], limit: 100 })
  const initial = { followUp: { id: followUp.id, title: String(followUp.summary ?? '') } }
  return (
    <div className="zk-act-comments">
      {rows.map((row) => (
        <Said key={row.id} object={object} row={row} />
      ))}
      {object.may.create && <SayMore object={object} initial={initial} send={say('activities.send')} />}
    </div>
  )
}

function Said({ object, row }: Readonly<{ object: ObjectMeta; row: Row }>) {
  const say = useTexts()
  const task = useMeta().objects.task
  const make = useAction<Readonly<{ task: string }>>('activities.comment-to-task', object.name)
  const made = row.madeTask as LinkValue | null
  const toTask = () =>
    make.mutate({ id: row.id }, { onSuccess: ({ changeSet }) => showDone(say('activities.task-made'), changeSet), onError: showProblem })
  const asTask =
    task && made?.id ? (
      <AppLink to={recordAddress(task.plural, made.id)} className="zk-small">
        {say('activities.became-task')}
      </AppLink>
    ) : (
      task?.may.create && (
        <Button type="link" size="small" loading={make.isPending} onClick={toTask}>
          {say('activities.to-task')}
        </Button>
      )
    )
  return (
    <Spoken author={row.owner ?? row.createdBy} at={row.createdAt} beside={asTask}>
      <ShownField object={object} row={row} name="content" place="record" />
    </Spoken>
  )
}
