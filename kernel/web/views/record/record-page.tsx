import { useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { RecordApproval } from '../../approvals/record-approval.tsx'
import { useAsOf } from '../../data/as-of.ts'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import { isProblem } from '../../data/problem.ts'
import { titleOf, useObject } from '../../data/use-meta.ts'
import { useRow } from '../../data/use-row.ts'
import { NotFound } from '../../frame/not-found.tsx'
import { PageProblem } from '../../frame/page-problem.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { useIsPhone } from '../../parts/use-is-phone.ts'
import { viewsOf } from '../form/form-shape.ts'
import { RecordTimeline } from '../timeline/record-timeline.tsx'
import { RecordDetails, RecordTables } from './record-details.tsx'
import { RecordHead } from './record-head.tsx'
import { useBack } from './record-neighbours.tsx'
import { PanelCards, RecordPanel, usePanels } from './record-panels.tsx'
import { RelatedCard, RelatedCount, useRelated } from './record-related.tsx'
import { useChangedFields } from './use-changed-fields.ts'
import './record.css'

type RecordProps = Readonly<{ object: ObjectMeta; row: Row; fresh: ReadonlySet<string> }>

/** Details at the left, what happened in the middle, what belongs to it at the right. */
function WideRecord({ object, row, fresh }: RecordProps) {
  const say = useTexts()
  const related = useRelated(object)
  const panels = usePanels(object)
  const hasRight = related.length > 0 || panels.length > 0
  return (
    <div className={`zk-record${hasRight ? '' : ' zk-record-two'}`}>
      <section className="zk-record-left" aria-label={say('record.details')}>
        <RecordDetails object={object} row={row} fresh={fresh} />
      </section>
      <section className="zk-record-middle" aria-label={say('record.timeline')}>
        <RecordTables object={object} row={row} fresh={fresh} />
        <RecordTimeline object={object} row={row} />
      </section>
      {hasRight && (
        <aside className="zk-record-right" aria-label={say('record.related')}>
          <PanelCards defs={panels} object={object} row={row} />
          {related.map((reverse) => (
            <RelatedCard key={reverse.name} object={object} row={row} reverse={reverse} />
          ))}
        </aside>
      )}
    </div>
  )
}

/** The same under tabs, one at a time. */
function NarrowRecord({ object, row, fresh }: RecordProps) {
  const say = useTexts()
  const related = useRelated(object)
  const panels = usePanels(object)
  const [tab, setTab] = useState('timeline')
  const tabs = [
    { key: 'timeline', label: say('record.timeline'), count: null },
    { key: 'details', label: say('record.details'), count: null },
    ...panels.map(({ name }) => ({ key: name, label: say(`panel.${name}`), count: null })),
    ...related.map((one) => ({ key: `+${one.name}`, label: one.label, count: <RelatedCount row={row} reverse={one} /> })),
  ]
  const panel = panels.find(({ name }) => tab === name)
  const reverse = related.find(({ name }) => tab === `+${name}`)
  return (
    <>
      <div className="zk-record-tabs" role="tablist" aria-label={titleOf(object, row)}>
        {tabs.map(({ key, label, count }) => (
          <button key={key} type="button" role="tab" aria-selected={tab === key} className="zk-tab" onClick={() => setTab(key)}>
            {label}
            {count}
          </button>
        ))}
      </div>
      <div className="zk-record-tab" role="tabpanel">
        {tab === 'timeline' && <RecordTimeline object={object} row={row} />}
        {tab === 'details' && (
          <>
            <RecordDetails object={object} row={row} fresh={fresh} />
            <RecordTables object={object} row={row} fresh={fresh} />
          </>
        )}
        {panel && <RecordPanel def={panel} object={object} row={row} />}
        {reverse && <RelatedCard key={reverse.name} object={object} row={row} reverse={reverse} isBare />}
      </div>
    </>
  )
}

function Bones() {
  return (
    <div className="zk-record-page">
      <div className="zk-record-head zk-record-bones">
        <SkeletonLines lines={2} />
      </div>
      <div className="zk-record">
        <section className="zk-record-left">
          <SkeletonLines lines={9} />
        </section>
        <section className="zk-record-middle">
          <SkeletonLines lines={6} />
        </section>
        <aside className="zk-record-right" />
      </div>
    </div>
  )
}

function Record({ object: declared, id }: Readonly<{ object: ObjectMeta; id: string }>) {
  const isPhone = useIsPhone()
  const asOf = useAsOf()
  const { data: row, error, isPending } = useRow(declared.name, id)
  const object = useMemo(() => ({ ...declared, views: viewsOf(declared, row) }), [declared, row])
  const fresh = useChangedFields(asOf ? undefined : row)
  const title = row ? titleOf(object, row) : ''
  useEffect(() => {
    if (title) document.title = `${title} · ${object.label}`
  }, [title, object.label])
  const isGone = isProblem(error) && error.status === 404
  const back = useBack(declared, id)
  // Whoever has just given it away, or lost it to somebody, goes on where he was.
  useEffect(() => {
    if (isGone && row && !asOf) back()
  }, [isGone, row, asOf, back])
  if (isPending) return <Bones />
  if (!row) return isGone ? <NotFound /> : <PageProblem error={error} />
  return (
    <div className="zk-record-page">
      <RecordHead object={object} row={row} fresh={fresh} isPhone={isPhone} />
      <RecordApproval object={object} row={row} />
      {isPhone ? <NarrowRecord object={object} row={row} fresh={fresh} /> : <WideRecord object={object} row={row} fresh={fresh} />}
    </div>
  )
}

/** One record with everything that is known of it. */
export function Page() {
  const { plural, id } = useParams({ strict: false }) as { plural: string; id: string }
  const object = useObject(plural)
  if (!object?.may.read) return <NotFound />
  return <Record key={id} object={object} id={id} />
}
