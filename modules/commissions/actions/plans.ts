import { defineAction, fail, system } from '#kernel'
import { day, link, text } from '#kernel/model'
import { commissionPlan, commissionTier } from '../objects/index.ts'

const on = { commissionPlan: link(commissionPlan, { required: true }) }
const result = { ...on, state: text({ required: true }) }
const because = system('a plan goes on')

/** From now on the plan pays. @throws `commissions.no-such-step`, `commissions.no-rates` */
export const activate = defineAction('commissions.activate', {
  on: commissionPlan,
  input: on,
  result,
  fails: ['commissions.no-such-step', 'commissions.no-rates'],
  offered: { state: 'draft' },
  async run(work, input) {
    const row = await work.one(commissionPlan, input.commissionPlan, { lock: true })
    if (row.state !== 'draft') fail('commissions.no-such-step', { from: row.state, to: 'active' })
    await work.change(commissionPlan, row.id, {})
    if ((await work.count(commissionTier, { plan: row.id })) === 0) fail('commissions.no-rates')
    await work.as(because).change(commissionPlan, row.id, { state: 'active' })
    return { commissionPlan: row.id, state: 'active' }
  },
})

/** The plan pays for nothing that happens after the day; what was counted by it stays. @throws `commissions.no-such-step` */
export const end = defineAction('commissions.end', {
  on: commissionPlan,
  input: { ...on, endsOn: day({ default: 'today' }) },
  result,
  fails: ['commissions.no-such-step'],
  offered: { state: 'active' },
  async run(work, input) {
    const row = await work.one(commissionPlan, input.commissionPlan, { lock: true })
    if (row.state !== 'active') fail('commissions.no-such-step', { from: row.state, to: 'ended' })
    await work.change(commissionPlan, row.id, { endsOn: input.endsOn ?? work.today })
    await work.as(because).change(commissionPlan, row.id, { state: 'ended' })
    return { commissionPlan: row.id, state: 'ended' }
  },
})
