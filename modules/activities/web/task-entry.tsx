import { Button } from 'antd'
import {
  AppLink,
  Avatar,
  recordAddress,
  showDone,
  showProblem,
  type TimelineEntryProps,
  useAction,
  useAsOf,
  useFormat,
  useTexts,
} from '#kernel/web'
import { ShownField } from './shown-field.tsx'
import './activities.css'

const facts = ['dueOn', 'owner', 'result'] as const

/** Something to do, as it stands in a timeline; ticked off where it stands. */
export function Entry({ object, row }: TimelineEntryProps) {
  const say = useTexts()
  const format = useFormat()
  const asOf = useAsOf()
  const complete = useAction('activities.complete', object.name)
  const author = row.createdBy as Readonly<{ id: string; title?: string | null }> | null
  const at = String(row.createdAt)
  const tick = () =>
    complete.mutate(
      { id: row.id },
      { onSuccess: ({ changeSet }) => showDone(say('activities.done', { title: String(row.subject) }), changeSet), onError: showProblem },
    )
  return (
    <>
      <p className="zk-tl-line">
        {author?.id && <Avatar name={author.title ?? ''} id={author.id} />}
        <AppLink to={recordAddress(object.plural, row.id)} className="zk-strong zk-clip">
          {String(row.subject)}
        </AppLink>
        <ShownField object={object} row={row} name="state" />
        {row.state === 'open' && object.may.update && !asOf && (
          <Button size="small" type="link" loading={complete.isPending} onClick={tick}>
            {say('activities.tick')}
          </Button>
        )}
        <time dateTime={at} title={format.moment(at)}>
          {format.time(at)}
        </time>
      </p>
      <p className="zk-act-facts">
        {facts.map((name) => (
          <ShownField key={name} object={object} row={row} name={name} isLabelled />
        ))}
      </p>
    </>
  )
}
