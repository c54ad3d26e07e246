import { defineRound } from '#kernel'
import { contract, daysLater, planLine } from '#modules/contracts'
import { hearersOf } from './money/told.ts'
import { dunNow } from './notices.ts'
import { dunningStep } from './objects/index.ts'

const portion = 1_000
/** A step that fell on days when nothing ran is still told within a week. */
const graceDays = 7

/** Instalments that have come to a step: told once for each, to whoever looks after it, further up as the steps say. */
const dunning = defineRound('documents.dunning', {
  async run(work) {
    for (const step of await work.settings(dunningStep)) {
      const late = await work.find(
        planLine,
        {
          isLive: true,
          isWaived: false,
          status: { in: ['open', 'part'] },
          'contract.kind': { ne: 'purchase' },
          dueOn: { lte: daysLater(work.today, -step.afterDays), gt: daysLater(work.today, -step.afterDays - graceDays) },
        } as never,
        { limit: portion, sort: ['dueOn'] },
      )
      if (late.length === 0) continue
      const rows = await work.find(contract, { id: { in: [...new Set(late.map((line) => line.contract as string))] } }, { limit: portion })
      const owners = new Map(rows.map((row) => [row.id as string, row.owner as string | null]))
      const ownerOf = (line: (typeof late)[number]) => (line.responsible as string | null) ?? owners.get(line.contract as string) ?? null
      const hearers = await hearersOf(
        work,
        step,
        late.flatMap((line) => ownerOf(line) ?? []),
      )
      work.tell(
        dunNow,
        late.flatMap((line) =>
          hearers(ownerOf(line)).map((person) => ({
            person,
            record: line.id,
            once: `dun ${step.step} ${line.dueOn}`,
            values: { step: step.name },
          })),
        ),
      )
    }
  },
})

export const rounds = [dunning]
