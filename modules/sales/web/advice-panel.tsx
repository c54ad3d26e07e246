import { type PanelProps, useFormat, useList, useTexts } from '#kernel/web'
import './advice.css'

/** What is to be done at the stage where the deal stands, and how long deals usually take from here. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const stages = useList({
    object: 'pipelineStage',
    filter: { key: String(row.stage ?? '') },
    fields: ['id', 'advice', 'limitDays', 'usualDays', 'restDays', 'countedDeals'],
    limit: 1,
  })
  const stage = stages.rows[0]
  if (!stage || row.outcome !== 'open') return null
  const days = [
    ['limit', stage.limitDays],
    ['usual', stage.usualDays],
    ['rest', stage.restDays],
  ] as const
  return (
    <div className="zk-advice">
      <p className="zk-advice-words">{String(stage.advice ?? '') || say('sales.advice.none')}</p>
      <dl>
        {days.map(([name, value]) => (
          <div key={name}>
            <dt>{say(`sales.advice.${name}`)}</dt>
            <dd>{typeof value === 'number' ? say('sales.advice.days', { days: format.number(value) }) : say('sales.advice.unknown')}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
