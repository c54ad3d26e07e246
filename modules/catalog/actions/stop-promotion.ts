import { defineAction, fail, system } from '#kernel'
import { day, link, text } from '#kernel/model'
import { promotion } from '../objects/index.ts'

/**
 * Ends a promotion before its day: no price takes it any more; what was offered with it stays.
 *
 * @throws `catalog.promotion-stopped` for one that was stopped already
 */
export const stopPromotion = defineAction('catalog.stop-promotion', {
  on: promotion,
  input: { promotion: link(promotion, { required: true }), reason: text({ required: true, max: 300 }) },
  result: { promotion: link(promotion, { required: true }), stoppedOn: day({ required: true }) },
  fails: ['catalog.promotion-stopped'],
  offered: { stoppedOn: { empty: true } },
  async run(work, { promotion: id, reason }) {
    const row = await work.one(promotion, id, { lock: true })
    if (row.stoppedOn) fail('catalog.promotion-stopped', { stoppedOn: row.stoppedOn })
    await work.as(system('a promotion is stopped')).change(promotion, id, { stoppedOn: work.today, stopReason: reason })
    return { promotion: id, stoppedOn: work.today }
  },
})
