import { useFormat, useTexts } from '#kernel/web'
import './targets.css'

/** How much of a target is reached, with a mark where the working days stand. Says nothing where there is no target. */
export function RateBar({ rate, pace }: Readonly<{ rate: number | null; pace: number | null }>) {
  const format = useFormat()
  const say = useTexts()
  if (rate === null) return <span className="zk-meta">–</span>
  const state = rate >= 1 ? 'done' : pace !== null && rate < pace ? 'behind' : 'on'
  const word = say(`targets.${state}`)
  return (
    <span className="zk-reached" data-state={state} title={word}>
      <span className="zk-reached-bar" aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, Math.max(0, rate * 100))}%` }} />
        {pace !== null && pace > 0 && pace < 1 && <i style={{ insetInlineStart: `${pace * 100}%` }} />}
      </span>
      <span className="zk-reached-rate">{format.percent(rate * 100, 1)}</span>
      <span className="zk-unseen">{word}</span>
    </span>
  )
}
