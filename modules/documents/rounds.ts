import { defineRound, type NoticeDef, type Work } from '#kernel'
import { contract, daysLater, planLine } from '#modules/contracts'
import { openBills } from '#modules/payments'
import { hearersOf } from './money/told.ts'
import { dunBill, dunNow } from './notices.ts'
import { dunningStep } from './objects/index.ts'

const portion = 1_000
/** A step that fell on days when nothing ran is still told within a week. */
const graceDays = 7

type Days = Readonly<{ lte: string; gt: string }>
type Late = Readonly<{ id: string; dueOn: string | null; person: string | null }>

async function instalments(work: Work, dueOn: Days): Promise<readonly Late[]> {
  const open = { isLive: true, isWaived: false, status: { in: ['open', 'part'] }, 'contract.kind': { ne: 'purchase' } }
  const late = await work.find(planLine, { ...open, dueOn } as never, { limit: portion, sort: ['dueOn'] })
  if (late.length === 0) return []
  const rows = await work.find(contract, { id: { in: [...new Set(late.map((line) => line.contract as string))] } }, { limit: portion })
  const owners = new Map(rows.map((row) => [row.id as string, row.owner as string | null]))
  return late.map((line) => ({ id: line.id, dueOn: line.dueOn, person: line.responsible ?? owners.get(line.contract) ?? null }))
}

const kinds: readonly (readonly [NoticeDef, (work: Work, dueOn: Days) => Promise<readonly Late[]>])[] = [
  [dunNow, instalments],
  [dunBill, openBills],
]

/** Instalments, and invoices of what has no contract, that have come to a step: told once for each, to whoever looks after it, further up as the steps say. */
const dunning = defineRound('documents.dunning', {
  async run(work) {
    for (const step of await work.settings(dunningStep)) {
      const days = { lte: daysLater(work.today, -step.afterDays), gt: daysLater(work.today, -step.afterDays - graceDays) }
      for (const [notice, lateOn] of kinds) {
        const late = await lateOn(work, days)
        if (late.length === 0) continue
        const hearers = await hearersOf(
          work,
          step,
          late.flatMap(({ person }) => person ?? []),
        )
        work.tell(
          notice,
          late.flatMap(({ id, dueOn, person: first }) =>
            hearers(first).map((person) => ({ person, record: id, once: `dun ${step.step} ${dueOn}`, values: { step: step.name } })),
          ),
        )
      }
    }
  },
})

export const rounds = [dunning]
