import { type PanelProps, SayMore, Spoken, useList, useMeta, useTexts } from '#kernel/web'
import './playbook.css'

const most = 200

/** What was said to a tip, and a line to say more. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const object = useMeta().objects.tipReply
  const { rows } = useList({ object: 'tipReply', filter: { tip: row.id }, sort: ['createdAt'], limit: most })
  const initial = { tip: { id: row.id, title: String(row.title ?? '') } }
  return (
    <div className="zk-answers">
      {rows.map((one) => (
        <Spoken key={one.id} author={one.owner} at={one.createdAt}>
          {String(one.content ?? '')}
        </Spoken>
      ))}
      {object?.may.create && <SayMore key={row.id} object={object} initial={initial} send={say('playbook.answers.send')} />}
    </div>
  )
}
