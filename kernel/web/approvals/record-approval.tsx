import { useState } from 'react'
import { useAsOf } from '../data/as-of.ts'
import type { ObjectMeta, Row } from '../data/meta-types.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { useCase, useRecordCases } from './approval-api.ts'
import { StateTag, TurnLine } from './case-parts.tsx'
import { ChainView } from './chain-view.tsx'
import { WaitingPart } from './correct/waiting-part.tsx'
import './approvals.css'

function Running({ id }: Readonly<{ id: string }>) {
  const { data: one } = useCase(id)
  if (!one) return null
  return (
    <WaitingPart one={one}>
      <ChainView chain={one.chain} progress={one} />
    </WaitingPart>
  )
}

/** What waits for approval of a record, or was decided last: whose turn it is and since when; opened, the chain and what the reader may do. */
export function RecordApproval({ object, row }: Readonly<{ object: ObjectMeta; row: Row }>) {
  const say = useTexts()
  const asOf = useAsOf()
  const { data } = useRecordCases({ object: object.name, plural: object.plural, id: row.id })
  const running = data?.rows.find(({ state }) => state === 'running')
  const [isOpen, setOpen] = useState(true)
  const shown = running ?? data?.rows[0]
  if (!shown || asOf) return null
  return (
    <section className="zk-card zk-record-approval" aria-label={say('approval.of-record')}>
      <div className="zk-row zk-record-approval-head">
        <StateTag one={shown} />
        <AppLink to={`/approvals/${shown.id}`} className="zk-strong zk-clip">
          {shown.title}
        </AppLink>
        <TurnLine one={shown} />
        <span className="zk-grow" />
        {running && (
          <button type="button" className="zk-plain-button zk-second" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {say(isOpen ? 'approval.less' : 'approval.show')}
          </button>
        )}
      </div>
      {running && isOpen && <Running id={running.id} />}
    </section>
  )
}
