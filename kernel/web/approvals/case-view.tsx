import { useMeta } from '../data/use-meta.ts'
import { useRow } from '../data/use-row.ts'
import { useFormat } from '../format/use-format.ts'
import { NotFound } from '../frame/not-found.tsx'
import { ShownValue } from '../history/shown-value.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Person } from '../parts/avatar.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { casePanels } from '../slots/installed.ts'
import { PanelCards } from '../views/record/record-panels.tsx'
import { useCase, type WholeCase } from './approval-api.ts'
import { CaseLog, RecordLink, StateTag } from './case-parts.tsx'
import { ChainView } from './chain-view.tsx'
import { WaitingPart } from './correct/waiting-part.tsx'
import '../views/object-page.css'
import './approvals.css'

function DoesLine({ one }: Readonly<{ one: WholeCase }>) {
  const say = useTexts()
  const object = useMeta().objects[one.object]
  const action = object?.actions.find(({ name }) => name === one.action)
  return (
    <span className="zk-row zk-case-does">
      <span className="zk-second">{say(`approval.does.${one.does}`, { action: action?.label ?? one.action ?? '' })}</span>
      <RecordLink one={one} />
    </span>
  )
}

/** The rest of what there is to know at a glance. */
function FactsView({ one }: Readonly<{ one: WholeCase }>) {
  const fields = useMeta().objects[one.object]?.fields ?? {}
  const names = Object.keys(one.facts).filter((name) => !(name in one.differs) && one.facts[name] !== null && one.facts[name] !== '')
  if (names.length === 0) return null
  return (
    <dl className="zk-case-glance">
      {names.map((name) => (
        <div key={name}>
          <dt className="zk-second zk-small">{fields[name]?.label ?? name}</dt>
          <dd>
            <ShownValue object={one.object} field={name} value={one.facts[name]} place="fact" />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What modules know for whoever decides, as he may see it, while it is to be decided. */
function CaseFigures({ one }: Readonly<{ one: WholeCase }>) {
  const object = useMeta().objects[one.object]
  const defs = one.isReader && one.state === 'running' ? casePanels(one.object) : []
  const { data: row } = useRow(one.object, object && defs.length > 0 ? one.record : undefined)
  return object && row ? <PanelCards defs={defs} object={object} row={row} /> : null
}

function Whole({ one, isBare }: Readonly<{ one: WholeCase; isBare: boolean }>) {
  const say = useTexts()
  const format = useFormat()
  const usual = one.usualSeconds === null || one.state !== 'running' ? null : Math.max(1, Math.round(one.usualSeconds / 3600))
  return (
    <article className="zk-case">
      <header className="zk-case-head">
        {!isBare && <h1>{one.title}</h1>}
        <span className="zk-row zk-case-facts">
          <StateTag one={one} />
          <Person id={one.submitter.id} name={one.submitter.name} />
          <time className="zk-second zk-small" dateTime={one.createdAt}>
            {format.momentRelative(one.createdAt)}
          </time>
          {one.round > 1 && <span className="zk-second zk-small">{say('approval.round', { round: one.round })}</span>}
        </span>
      </header>
      <section className="zk-card zk-case-part">
        <DoesLine one={one} />
        <WaitingPart one={one}>
          <FactsView one={one} />
          <CaseFigures one={one} />
        </WaitingPart>
      </section>
      <section className="zk-card zk-case-part">
        <h2>{say('approval.chain')}</h2>
        <ChainView chain={one.chain} progress={one} />
        {usual !== null && <p className="zk-second zk-small">{say('approval.usual', { count: usual, hours: format.number(usual) })}</p>}
      </section>
      <section className="zk-card zk-case-part">
        <h2>{say('approval.log')}</h2>
        <CaseLog one={one} />
      </section>
    </article>
  )
}

/** A case with everything: what waits, who decides, what was said, and what the reader may do. By its id or that of a task. */
export function CaseView({ id, isBare = false }: Readonly<{ id: string; isBare?: boolean }>) {
  const { data: one, isPending } = useCase(id)
  if (isPending) return <SkeletonLines lines={8} />
  if (!one) return isBare ? null : <NotFound />
  return <Whole one={one} isBare={isBare} />
}
