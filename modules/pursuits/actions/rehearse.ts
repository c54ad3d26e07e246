import { defineAction } from '#kernel'
import { integer, json, link } from '#kernel/model'
import { opportunity } from '#objects/sales'
import { closingRule } from '../objects/index.ts'
import { idleIn } from '../rounds/dead-deals.ts'

const mostNamed = 200

/** What a rule would close if it were as given here, deal by deal with the reason, and how many it would warn of. Nothing is written. */
export const rehearseClosing = defineAction('pursuits.rehearse', {
  on: closingRule,
  input: {
    closingRule: link(closingRule, { required: true }),
    idleDays: integer({ min: 1, max: 3_650 }),
    noticeDays: integer({ min: 1, max: 365 }),
  },
  result: {
    due: integer({ required: true }),
    near: integer({ required: true }),
    deals: json({ required: true }),
    dueFilter: json({ required: true }),
    nearFilter: json({ required: true }),
  },
  async run(work, input) {
    const kept = await work.one(closingRule, input.closingRule)
    const rule = { ...kept, idleDays: input.idleDays ?? kept.idleDays }
    const dueFilter = idleIn(work, rule, 0)
    const nearFilter = idleIn(work, rule, input.noticeDays ?? kept.noticeDays)
    const deals = await work.find(opportunity, dueFilter, { limit: mostNamed, sort: ['stageSince', 'id'] })
    return {
      due: await work.count(opportunity, dueFilter),
      near: await work.count(opportunity, nearFilter),
      deals: deals.map(({ id, name, owner, stage, stageSince }) => ({
        id,
        name,
        owner,
        stage,
        since: stageSince,
        idleDays: rule.idleDays,
        rule: rule.name,
      })),
      dueFilter,
      nearFilter,
    }
  },
})
