import { defineRound, type NoticeDef, type Work } from '#kernel'
import { daysLater } from '#modules/contracts'
import { lateInstalments, openBills } from '#modules/payments'
import { hearersOf } from './money/told.ts'
import { dunBill, dunNow } from './notices.ts'
import { dunningStep } from './objects/index.ts'

/** A step that fell on days when nothing ran is still told within a week. */
const graceDays = 7

type Days = Readonly<{ lte: string; gt: string }>
type Late = Readonly<{ id: string; dueOn: string | null; person: string | null }>

const kinds: readonly (readonly [NoticeDef, (work: Work, dueOn: Days) => Promise<readonly Late[]>])[] = [
  [dunNow, lateInstalments],
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
