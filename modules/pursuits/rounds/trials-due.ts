import { defineRound } from '#kernel'
import { trialDue } from '../notices.ts'
import { dealTrial } from '../objects/index.ts'

const portion = 1_000

/** On the day on which a trial should end its owner is told. */
export const trialsDue = defineRound('pursuits.trials-due', {
  async run(work) {
    const due = await work.find(
      dealTrial,
      { state: 'out', until: { lte: work.today }, owner: { empty: false } },
      { limit: portion, sort: ['-until', 'id'] },
    )
    work.tell(
      trialDue,
      due.map(({ id, owner, until }) => ({ person: owner!, record: id, once: until })),
    )
  },
})
