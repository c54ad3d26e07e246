import { type ReactNode, useState } from 'react'
import type { WholeCase } from '../approval-api.ts'
import { DecideBar, SubmitterBar } from '../decide-bar.tsx'
import { DiffersView } from '../differs-view.tsx'
import { CorrectWaiting } from './correct-waiting.tsx'

/** What waits, what there is to know of it, and what the reader may do about it; its submitter corrects it in its place. */
export function WaitingPart({ one, children }: Readonly<{ one: WholeCase; children?: ReactNode }>) {
  const [isCorrecting, setCorrecting] = useState(false)
  const isOpen = isCorrecting && one.may.correct
  return (
    <>
      {isOpen ? (
        <CorrectWaiting one={one} onClose={() => setCorrecting(false)} />
      ) : (
        <DiffersView object={one.object} differs={one.differs} untold={one.untold} of={one} />
      )}
      {children}
      {one.may.decide && <DecideBar one={one} />}
      {!isOpen && <SubmitterBar one={one} onCorrect={() => setCorrecting(true)} />}
    </>
  )
}
