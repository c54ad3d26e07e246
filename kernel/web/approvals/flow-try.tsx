import { useState } from 'react'
import { call } from '../data/api.ts'
import { showProblem } from '../data/undo.ts'
import { useList } from '../data/use-list.ts'
import { titleOf, useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { GranteePicker, type Picked } from '../rights/pickers.tsx'
import type { ChainStep } from './approval-api.ts'
import { ChainView } from './chain-view.tsx'
import { type FlowDraft, isComplete, toSteps } from './flow-draft.ts'

/** Who that would be for somebody who submits the record written last. */
export function FlowTry({ draft }: Readonly<{ draft: FlowDraft }>) {
  const say = useTexts()
  const object = useMeta().objects[draft.object]
  const [person, setPerson] = useState<Picked>(null)
  const [chain, setChain] = useState<readonly ChainStep[] | null>(null)
  const { rows } = useList({ object: draft.object, sort: ['-updatedAt'], limit: 1 }, { enabled: object !== undefined })
  const record = rows[0]
  if (!isComplete(draft)) return null
  const ask = async (one: Picked) => {
    setPerson(one)
    setChain(null)
    if (!one) return
    try {
      const body = {
        object: draft.object,
        steps: toSteps(draft.steps),
        repeated: draft.repeated,
        submitter: one.id,
        ...(record ? { record: record.id } : {}),
      }
      setChain((await call<{ chain: readonly ChainStep[] }>('POST', '/approval/flows/try', { body })).body.chain)
    } catch (error) {
      showProblem(error)
    }
  }
  return (
    <section className="zk-card zk-flow-step" aria-label={say('approval.try')}>
      <span className="zk-strong">{say('approval.try')}</span>
      <GranteePicker to="member" label={say('approval.try.person')} value={person} onChange={(one) => void ask(one)} />
      {object && record && <span className="zk-second zk-small">{say('approval.try.record', { record: titleOf(object, record) })}</span>}
      {chain && <ChainView chain={chain} />}
    </section>
  )
}
