import { Button, Checkbox, Drawer, Progress } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../data/api.ts'
import { rememberChangeSet, showProblem, undoChangeSet } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { GranteePicker, type Picked } from './pickers.tsx'
import { type Handover, type Holding, peopleChanged, useHandover, useHoldings } from './rights-api.ts'
import '../views/object-page.css'
import './rights.css'

type DrawerProps = Readonly<{
  member: Readonly<{ id: string; name: string; active: boolean | null }>
  onClose(): void
  onShow(changeSet: string): void
}>
const keyOf = ({ object, field }: Holding): string => `${object}.${field}`

type LineProps = Readonly<{ holding: Holding; isOpenOnly: boolean; value: Picked; onChange(value: Picked): void }>

/** One kind of thing that the leaver holds, and who gets it. */
function HoldingLine({ holding, isOpenOnly, value, onChange }: LineProps) {
  const say = useTexts()
  const object = useMeta().objects[holding.object]
  const field = object?.fields[holding.field]
  const count = isOpenOnly ? holding.open : holding.count
  return (
    <div className="zk-handover-line">
      <span className="zk-column">
        <span className="zk-strong">
          {object?.labelPlural ?? holding.object} <span className="zk-second">{field?.label}</span>
        </span>
        <span className="zk-second zk-small">{say('handover.counts', { count: holding.count, open: holding.open })}</span>
      </span>
      {holding.mayHandOver && count > 0 ? (
        <GranteePicker
          to="member"
          label={say('handover.to', { objects: object?.labelPlural ?? holding.object })}
          value={value}
          onChange={onChange}
        />
      ) : (
        <span className="zk-second zk-small">{say(count === 0 ? 'handover.nothing' : 'handover.not-yours')}</span>
      )}
    </div>
  )
}

/** How far a handover is, and what can be done when it has ended. */
function Running({ id, onClose, onShow }: Readonly<{ id: string; onClose(): void; onShow(changeSet: string): void }>) {
  const say = useTexts()
  const { data } = useHandover(id)
  const state = data?.state ?? 'queued'
  const hasEnded = state !== 'queued' && state !== 'running'
  const changeSet = data?.changeSet ?? null
  useEffect(() => {
    if (!hasEnded) return
    rememberChangeSet(changeSet)
    void peopleChanged()
  }, [hasEnded, changeSet])
  const percent = data && data.total > 0 ? Math.floor((100 * data.done) / data.total) : hasEnded ? 100 : 0
  const status = state === 'done' ? 'success' : state === 'failed' ? 'exception' : hasEnded ? 'normal' : 'active'
  const stop = () => void call('POST', `/handovers/${id}/stop`).catch(showProblem)
  return (
    <div className="zk-handover">
      <Progress percent={percent} status={status} aria-label={say(`handover.state.${state}`)} />
      <p role="status">{say(`handover.state.${state}`, { done: data?.done ?? 0, total: data?.total ?? 0 })}</p>
      <span className="zk-row zk-role-steps">
        {!hasEnded && <Button onClick={stop}>{say('handover.stop')}</Button>}
        {hasEnded && changeSet && <Button onClick={() => onShow(changeSet)}>{say('handover.show')}</Button>}
        {hasEnded && changeSet && <Button onClick={() => void undoChangeSet(changeSet).then(peopleChanged)}>{say('toast.undo')}</Button>}
        {hasEnded && (
          <Button type="primary" onClick={onClose}>
            {say('handover.close')}
          </Button>
        )}
      </span>
    </div>
  )
}

/** Hands over what somebody holds: all that there is by kind, one receiver for all or one for each. */
export function HandoverDrawer({ member, onClose, onShow }: DrawerProps) {
  const say = useTexts()
  const { data, isPending } = useHoldings(member.id)
  const [forAll, setForAll] = useState<Picked>(null)
  const [single, setSingle] = useState<Readonly<Record<string, Picked>>>({})
  const [isOpenOnly, setOpenOnly] = useState(false)
  const [isLeaving, setLeaving] = useState(member.active !== false)
  const [running, setRunning] = useState<string | null>(null)
  const rows = data?.rows ?? []
  const receiverOf = (holding: Holding) => single[keyOf(holding)] ?? forAll
  const wanted = rows.filter((one) => one.mayHandOver && (isOpenOnly ? one.open : one.count) > 0)
  const receivers = Object.fromEntries(wanted.flatMap((one) => (receiverOf(one) ? [[keyOf(one), receiverOf(one)!.id]] : [])))
  const mayBegin = Object.keys(receivers).length > 0 || (isLeaving && wanted.length === 0)
  const begin = async () => {
    try {
      const body = { member: member.id, receivers, openOnly: isOpenOnly, deactivate: isLeaving && member.active !== false }
      setRunning((await call<Handover>('POST', '/handovers', { body })).body.id)
    } catch (error) {
      showProblem(error)
    }
  }
  return (
    <Drawer open width={560} title={say('handover.title', { name: member.name })} onClose={onClose}>
      {running ? (
        <Running id={running} onClose={onClose} onShow={onShow} />
      ) : isPending ? (
        <SkeletonLines lines={6} />
      ) : (
        <div className="zk-handover">
          <p className="zk-second">{say(rows.length === 0 ? 'handover.empty' : 'handover.why')}</p>
          {rows.length > 0 && (
            <div className="zk-handover-line">
              <span className="zk-strong">{say('handover.all')}</span>
              <GranteePicker to="member" label={say('handover.all')} value={forAll} onChange={setForAll} />
            </div>
          )}
          {rows.length > 0 && (
            <div>
              {rows.map((holding) => (
                <HoldingLine
                  key={keyOf(holding)}
                  holding={holding}
                  isOpenOnly={isOpenOnly}
                  value={receiverOf(holding)}
                  onChange={(value) => setSingle({ ...single, [keyOf(holding)]: value })}
                />
              ))}
            </div>
          )}
          <p>
            <Checkbox checked={isOpenOnly} onChange={(event) => setOpenOnly(event.target.checked)}>
              {say('handover.open-only')}
            </Checkbox>
          </p>
          {member.active !== false && (
            <p>
              <Checkbox checked={isLeaving} onChange={(event) => setLeaving(event.target.checked)}>
                {say('handover.deactivate', { name: member.name })}
              </Checkbox>
            </p>
          )}
          <Button type="primary" disabled={!mayBegin} onClick={() => void begin()}>
            {say('handover.begin')}
          </Button>
        </div>
      )}
    </Drawer>
  )
}
