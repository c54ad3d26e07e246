import { Button } from 'antd'
import {
  AppLink,
  type PanelProps,
  type Row,
  recordAddress,
  showProblem,
  Tag,
  useAction,
  useFormat,
  useList,
  useMeta,
  useTexts,
} from '#kernel/web'
import './playbook.css'

type Filter = Readonly<Record<string, unknown>>
const most = 5

/** What colleagues have learned that fits here: at this stage, against these competitors. What is recommended comes first. */
export function Panel({ object, row }: PanelProps) {
  const isDeal = object.name === 'opportunity'
  const rivals = useList({ object: 'dealRival', filter: { opportunity: isDeal ? row.id : null }, fields: ['id', 'competitor'], limit: 50 })
  const met = rivals.rows.flatMap((one) => (one.competitor as Readonly<{ id: string }> | null)?.id ?? [])
  return isDeal ? <Tips filter={atDeal(String(row.stage ?? ''), met)} /> : <Tips filter={{ pins: { some: { competitor: row.id } } }} />
}

function atDeal(stage: string, met: readonly string[]): Filter {
  const against = { competitor: { in: met } }
  const here = { stage, competitor: { empty: true } }
  const alone = { stage: { empty: true }, ...against }
  const fits = met.length > 0 ? { or: [here, alone, { stage, ...against }] } : here
  return { pins: { some: fits } }
}

function Tips({ filter }: Readonly<{ filter: Filter }>) {
  const say = useTexts()
  const meta = useMeta()
  const tips = useList({
    object: 'tip',
    filter,
    fields: ['id', 'title', 'content', 'skill', 'isRecommended', 'helped', 'owner'],
    sort: ['-isRecommended', '-createdAt'],
    limit: most,
  })
  const object = meta.objects.tip
  if (!object) return null
  if (tips.rows.length === 0) return <p className="zk-secondary">{say('playbook.tips.none')}</p>
  return (
    <ul className="zk-tips">
      {tips.rows.map((tip) => (
        <Tip key={tip.id} tip={tip} plural={object.plural} />
      ))}
    </ul>
  )
}

function Tip({ tip, plural }: Readonly<{ tip: Row; plural: string }>) {
  const say = useTexts()
  const format = useFormat()
  const meta = useMeta()
  const help = useAction('playbook.helped', 'tip')
  const owner = tip.owner as Readonly<{ id: string; title?: string | null }> | null
  return (
    <li>
      <details>
        <summary>
          <AppLink to={recordAddress(plural, tip.id)}>{String(tip.title)}</AppLink>
          {tip.isRecommended === true && <Tag color="green">{say('tip.isRecommended')}</Tag>}
        </summary>
        <p className="zk-tips-words">{String(tip.content)}</p>
        <p className="zk-tips-foot">
          <span>{owner?.title}</span>
          <span>{say('playbook.tips.helped', { n: format.number(Number(tip.helped ?? 0)) })}</span>
          {owner?.id !== meta.person.id && (
            <Button size="small" loading={help.isPending} onClick={() => help.mutate({ id: tip.id }, { onError: showProblem })}>
              {say('playbook.tips.help')}
            </Button>
          )}
        </p>
      </details>
    </li>
  )
}
