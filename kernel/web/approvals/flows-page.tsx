import { Button, Switch } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { call } from '../data/api.ts'
import type { Row } from '../data/meta-types.ts'
import { isProblem } from '../data/problem.ts'
import { showDone, showProblem } from '../data/undo.ts'
import { useList } from '../data/use-list.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { installedFlows } from '../slots/installed.ts'
import { approvalsChanged } from './approval-api.ts'
import { EndFlowDialog, type EndWish } from './end-flow-dialog.tsx'
import { type FlowDraft, flowOf, newFlow, readyDraft } from './flow-draft.ts'
import { FlowDrawer } from './flow-drawer.tsx'
import '../views/object-page.css'
import '../admin/admin.css'
import '../define/define.css'
import './approvals.css'

type Open = Readonly<{ flow: Readonly<{ id: string; version: number }> | null; start: FlowDraft }>

/** Switching a flow on or off and removing it; with running cases it is asked first what becomes of them. */
function useFlowSteps(onRunning: (wish: EndWish) => void) {
  const say = useTexts()
  const attempt = async (row: Row, remove: boolean, run: () => Promise<{ changeSet: string | null }>) => {
    try {
      const { changeSet } = await run()
      await approvalsChanged()
      showDone(say('approval.flow.saved'), changeSet)
    } catch (error) {
      if (isProblem(error) && error.code === 'kernel.cases-running')
        onRunning({ id: row.id, title: String(row.title), remove, count: Number(error.more.count) })
      else showProblem(error)
    }
  }
  return {
    turn: (row: Row, active: boolean) => attempt(row, false, () => call('PATCH', `/approval-flows/${row.id}`, { body: { active } })),
    remove: (row: Row) => attempt(row, true, () => call('DELETE', `/approval-flows/${row.id}`)),
  }
}

function FlowLine({ row, onOpen, onRunning }: Readonly<{ row: Row; onOpen(): void; onRunning(wish: EndWish): void }>) {
  const say = useTexts()
  const meta = useMeta()
  const steps = useFlowSteps(onRunning)
  const draft = flowOf(row)
  const object = meta.objects[draft.object]
  const action = object?.actions.find(({ name }) => name === draft.action)
  return (
    <article className="zk-card zk-row zk-flow-line">
      <button type="button" className="zk-plain-button zk-column zk-grow zk-define-open" onClick={onOpen}>
        <span className="zk-strong">{draft.title}</span>
        <span className="zk-second zk-small">
          {object?.label ?? draft.object} · {action?.label ?? say(`approval.occasion.${draft.occasion}`)} ·{' '}
          {draft.steps.map(({ name }) => name).join(' → ')}
        </span>
      </button>
      <Switch
        size="small"
        checked={row.active === true}
        aria-label={say('approval.flow.on', { flow: draft.title })}
        onChange={(isOn) => void steps.turn(row, isOn)}
      />
      <Button
        type="text"
        size="small"
        aria-label={say('approval.flow.remove')}
        icon={<Trash2 size={14} aria-hidden="true" />}
        onClick={() => void steps.remove(row)}
      />
    </article>
  )
}

/** Flows that modules have ready and nobody has taken yet; one that is taken is off until it is switched on. */
function ReadyFlows({ rows, onTake }: Readonly<{ rows: readonly Row[]; onTake(draft: FlowDraft): void }>) {
  const say = useTexts()
  const meta = useMeta()
  const left = installedFlows().filter(
    ({ of, action }) => meta.objects[of] && !rows.some((row) => row.object === of && row.action === action),
  )
  if (left.length === 0) return null
  const named = meta.objects.member?.fields.roles?.options.choices ?? []
  const nameOf = (role: string) => named.find(({ key }) => key === role)?.label ?? role
  const stepNames = (roles: readonly string[] = []) => [say('approval.who.superior'), ...roles.map(nameOf)]
  return (
    <section className="zk-column">
      <h2>{say('approval.flow.ready')}</h2>
      {left.map((flow) => (
        <article key={flow.name} className="zk-card zk-row zk-flow-line">
          <span className="zk-column zk-grow">
            <span className="zk-strong">{say(`flow.${flow.name}`)}</span>
            <span className="zk-second zk-small">
              {meta.objects[flow.of]!.label} · {stepNames(flow.roles).join(' → ')}
            </span>
          </span>
          <Button onClick={() => onTake(readyDraft(flow, say(`flow.${flow.name}`), stepNames(flow.roles)))}>
            {say('approval.flow.take')}
          </Button>
        </article>
      ))}
    </section>
  )
}

/** All flows of approval: what needs it, and who decides. */
export function Page() {
  const say = useTexts()
  const { rows, isPending } = useList({ object: 'approvalFlow', sort: ['position', 'title'], fields: ['*'], limit: 200 })
  const [open, setOpen] = useState<Open | null>(null)
  const [ending, setEnding] = useState<EndWish | null>(null)
  return (
    <div className="zk-admin">
      <header className="zk-row zk-define-head">
        <h1 className="zk-grow">{say('page.kernel.flows')}</h1>
        <Button type="primary" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setOpen({ flow: null, start: newFlow('') })}>
          {say('approval.flow.new')}
        </Button>
      </header>
      {isPending && <SkeletonLines lines={5} />}
      {!isPending && rows.length === 0 && (
        <EmptyState icon="list-checks" title={say('approval.flow.none')} why={say('approval.flow.none.why')} />
      )}
      {rows.map((row) => (
        <FlowLine
          key={row.id}
          row={row}
          onOpen={() => setOpen({ flow: { id: row.id, version: Number(row.version) }, start: flowOf(row) })}
          onRunning={setEnding}
        />
      ))}
      {!isPending && <ReadyFlows rows={rows} onTake={(start) => setOpen({ flow: null, start })} />}
      {open && <FlowDrawer key={open.flow?.id ?? 'new'} flow={open.flow} start={open.start} onClose={() => setOpen(null)} />}
      {ending && <EndFlowDialog wish={ending} onClose={() => setEnding(null)} />}
    </div>
  )
}
