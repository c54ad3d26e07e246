import { Button } from 'antd'
import { type PanelProps, toAmount, useAction, useFormat, useMeta, useTexts } from '#kernel/web'
import './earn.css'

type Part = Readonly<{ plan: string; measure: string; result: number; hasNoTarget: boolean }>
type Earned = Readonly<{ earns: unknown; parts: readonly Part[] | null }>

/** What the reader would earn of an open deal, if he has a part in it: asked when he wants to know. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const { currency } = useMeta().workspace
  const { mutate, data, error, isPending } = useAction<Earned>('commissions.would-earn', 'opportunity')
  if (row.outcome !== 'open') return <p className="zk-earn-note">{say('commissions.earn.closed')}</p>
  return (
    <div className="zk-earn">
      <Button onClick={() => mutate({ id: row.id })} loading={isPending}>
        {say('action.commissions.would-earn')}
      </Button>
      {error && <p className="zk-earn-note">{error.message}</p>}
      {data && (
        <>
          <strong>{format.money(toAmount(data.result.earns) ?? 0, currency)}</strong>
          <ul>
            {(data.result.parts ?? []).map((part) => (
              <li key={part.plan}>
                <span>
                  {part.plan} · {say(`commissionPlan.measure.${part.measure}`)}
                  {part.hasNoTarget && <small> · {say('commissionLine.attained.none')}</small>}
                </span>
                <span>{format.money(part.result, currency)}</span>
              </li>
            ))}
          </ul>
          <p className="zk-earn-note">{say('commissions.earn.note')}</p>
        </>
      )}
    </div>
  )
}
