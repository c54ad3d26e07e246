import { defineRound } from '#kernel'
import { addDays } from '#kernel/model'
import { deadline, depositOverdue } from './notices.ts'
import { tender } from './objects/index.ts'
import { daysOf } from './steps.ts'

const portion = 1_000
const noticeDays = 3

/** Some days before each day of a tender its owner is told; of a deposit that should be back, his superior, too. */
export const tenderDays = defineRound('tenders.days', {
  async run(work) {
    const near = { gte: work.today, lte: addDays(work.today, noticeDays) }
    const due = await work.find(
      tender,
      { owner: { empty: false }, or: [{ questionsBy: near }, { handInBy: near }, { openingOn: near }] },
      { limit: portion, sort: ['handInBy', 'id'] },
    )
    work.tell(
      deadline,
      due.flatMap((row) => {
        const days = daysOf(row).filter(({ step, on }) => step !== 'deposit' && on >= near.gte && on <= near.lte)
        const [first] = days.map(({ on }) => on).toSorted()
        if (!first) return []
        // One notice of a tender, whatever comes near; another as soon as one more does.
        return [{ person: row.owner!, record: row.id, values: { day: first }, once: days.map(({ step, on }) => `${step} ${on}`).join(' ') }]
      }),
    )
    const late = await work.find(
      tender,
      { owner: { empty: false }, depositPaidOn: { empty: false }, depositBackOn: { empty: true }, depositDueOn: { lt: work.today } },
      { limit: portion, sort: ['depositDueOn', 'id'] },
    )
    if (late.length === 0) return
    const above = await work.superiorsOf([...new Set(late.map(({ owner }) => owner as string))])
    work.tell(
      depositOverdue,
      late.flatMap((row) =>
        [row.owner!, above.get(row.owner!)].flatMap((person) =>
          person ? [{ person, record: row.id, once: `deposit ${row.depositDueOn}` }] : [],
        ),
      ),
    )
  },
})
