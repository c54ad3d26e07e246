import { useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import {
  AppLink,
  EmptyState,
  listAddress,
  type Row,
  recordAddress,
  SkeletonLines,
  showDone,
  showProblem,
  useAction,
  useFormat,
  useMeta,
  useObject,
  useRow,
  useTexts,
} from '#kernel/web'
import { TryRule } from './try-rule.tsx'
import { type Kind, type Meant, type RuleSums, type Step, useSums, useTonight } from './use-tonight.ts'
import './tonight.css'

const kinds = ['account', 'lead'] as const
const steps = ['take', 'warn', 'leftOut'] as const
const objects = { account: 'accounts', lead: 'leads' } as const

/** What the night that comes will do, before it does it: whom each rule takes and warns, and why. With a rule in the address, what that one would do if it were in force. */
export function Page() {
  const { ids = '' } = useSearch({ strict: false }) as { ids?: string }
  const poolRule = String(ids).split(',')[0] || undefined
  const { data: rule } = useRow('poolRule', poolRule)
  const { data: pool } = useRow('pool', (rule?.pool as { id: string } | undefined)?.id)
  if (!poolRule) return <Tonight />
  if (!rule || !pool) return <SkeletonLines lines={6} />
  return <Tonight key={rule.id} rule={{ row: rule, id: rule.id, name: String(rule.name), kind: pool.kind as Kind }} />
}

function Tonight({ rule }: Readonly<{ rule?: Readonly<{ row: Row; id: string; name: string; kind: Kind }> }>) {
  const say = useTexts()
  const format = useFormat()
  const meta = useMeta()
  const [kind, setKind] = useState<Kind>(rule?.kind ?? 'account')
  const [step, setStep] = useState<Step>('take')
  const [changed, setChanged] = useState<Readonly<Record<string, unknown>> | undefined>(undefined)
  const { data: sums, error } = useSums({ kind, poolRule: rule?.id, changed })
  const counts = sums && {
    take: sums.rules.reduce((sum, { takes }) => sum + takes, 0),
    warn: sums.rules.reduce((sum, { warns }) => sum + warns, 0),
    leftOut: sums.leftOut,
  }
  return (
    <div className="zk-tonight">
      <header className="zk-row">
        <h1>{rule ? say('pools.tonight.of', { rule: rule.name }) : say('page.pools.tonight')}</h1>
        <span className="zk-grow" />
        {!rule && (
          <div className="zk-segments" role="group" aria-label={say('pool.kind')}>
            {kinds.map((one) => (
              <button key={one} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
                {meta.objects[one]?.labelPlural ?? one}
              </button>
            ))}
          </div>
        )}
      </header>
      <p className="zk-second">
        {sums && say('pools.tonight.day', { day: format.day(sums.day) })} {say(rule ? 'pools.tonight.tried' : 'pools.tonight.means')}
      </p>
      {rule && <TryRule rule={rule.row} onTry={setChanged} />}
      {error && (
        <p className="zk-error" role="alert">
          {error.message}
        </p>
      )}
      {sums?.rules.length === 0 && sums.leftOut === 0 ? (
        <EmptyState icon="list-restart" title={say('pools.tonight.no-rules')} why={say('pools.tonight.no-rules.why')}>
          {meta.objects.poolRule && <AppLink to={listAddress(meta.objects.poolRule.plural)}>{meta.objects.poolRule.labelPlural}</AppLink>}
        </EmptyState>
      ) : (
        <>
          {sums && sums.rules.length > 0 && <Sums rules={sums.rules} />}
          <div className="zk-segments" role="group" aria-label={say('pools.tonight.steps')}>
            {steps.map((one) => (
              <button key={one} type="button" aria-pressed={step === one} onClick={() => setStep(one)} data-step={one}>
                {say(`pools.tonight.${one}`)} <span className="zk-count">{counts ? format.number(counts[one]) : '…'}</span>
              </button>
            ))}
          </div>
          <Meaning key={`${kind} ${step}`} kind={kind} step={step} poolRule={rule?.id} changed={changed} />
        </>
      )}
    </div>
  )
}

/** How much each rule does; its name opens what it does by itself. */
function Sums({ rules }: Readonly<{ rules: readonly RuleSums[] }>) {
  const say = useTexts()
  const format = useFormat()
  const heads = ['days', 'noticeDays', 'take', 'warn'] as const
  const label = { days: 'poolRule.days', noticeDays: 'poolRule.noticeDays', take: 'pools.tonight.take', warn: 'pools.tonight.warn' }
  return (
    <div className="zk-tonight-wide">
      <table data-sums>
        <thead>
          <tr>
            <th scope="col">{say('poolRule')}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="zk-number">
                {say(label[head])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map(({ id, name, days, noticeDays, takes, warns }) => (
            <tr key={id}>
              <th scope="row">
                {name === null ? (
                  say('pools.tonight.unseen')
                ) : (
                  <AppLink to="/pools/tonight" search={{ ids: id }}>
                    {name}
                  </AppLink>
                )}
              </th>
              {[days, noticeDays, takes, warns].map((figure, i) => (
                <td key={heads[i]} className="zk-number">
                  {format.number(figure)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type MeaningProps = Readonly<{
  kind: Kind
  step: Step
  poolRule: string | undefined
  changed: Readonly<Record<string, unknown>> | undefined
}>

/** Whom it is about, one page after the other. */
function Meaning({ kind, step, poolRule, changed }: MeaningProps) {
  const say = useTexts()
  const { rows, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useTonight({ kind, step, poolRule, changed })
  const object = useObject(kind)
  if (isPending || !object) return <SkeletonLines lines={6} />
  if (rows.length === 0) return <EmptyState icon="list-restart" title={say(`pools.tonight.none.${step}`)} />
  return (
    <div className="zk-tonight-wide">
      <table data-tonight={step}>
        <thead>
          <tr>
            <th scope="col">{object.label}</th>
            <th scope="col">{object.fields.owner?.label}</th>
            <th scope="col">{say('pools.tonight.why')}</th>
            <th scope="col">{say(step === 'take' ? 'pools.tonight.since' : 'pools.tonight.on')}</th>
            <th scope="col">{say('pool')}</th>
            <th scope="col">
              <span className="zk-unseen">{say('action.pools.leave-out')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} kind={kind} isOut={step === 'leftOut'} />
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('pools.tonight.more')}
        </Button>
      )}
    </div>
  )
}

function Line({ row, kind, isOut }: Readonly<{ row: Meant; kind: Kind; isOut: boolean }>) {
  const say = useTexts()
  const format = useFormat()
  const fields = useObject(kind)?.fields
  const mayLeaveOut = useObject(kind)?.may.update === true
  const { mutate, isPending } = useAction(kind === 'account' ? 'pools.leave-out' : 'pools.leave-out-lead', kind)
  const leaveOut = () =>
    mutate(
      { id: row.id, input: { isBack: isOut } },
      {
        onSuccess: ({ changeSet }) => showDone(say(isOut ? 'pools.tonight.back' : 'pools.tonight.out', { name: row.name }), changeSet),
        onError: showProblem,
      },
    )
  const from = row.from?.at ? `${fields?.[row.from.field]?.label} ${format.day(row.from.at.slice(0, 10))}` : ''
  return (
    <tr>
      <th scope="row">
        <AppLink to={recordAddress(objects[kind], row.id)}>{row.name}</AppLink>
      </th>
      <td>{row.owner?.title}</td>
      <td>
        {row.rule ? <AppLink to={recordAddress('pool-rules', row.rule.id)}>{row.rule.title}</AppLink> : say('pools.tonight.unseen')}
        <div className="zk-meta">{from && say('pools.tonight.counted', { from, days: row.days ?? 0 })}</div>
      </td>
      <td className="zk-nowrap">{row.on && format.day(row.on)}</td>
      <td>{row.pool && <AppLink to={recordAddress('pools', row.pool.id)}>{row.pool.title}</AppLink>}</td>
      <td>
        {mayLeaveOut && (
          <Button size="small" loading={isPending} onClick={leaveOut}>
            {say(isOut ? 'pools.tonight.put-back' : 'action.pools.leave-out')}
          </Button>
        )}
      </td>
    </tr>
  )
}
