import { defineAction, fail, system, type Work } from '#kernel'
import { type AnyObject, integer, link } from '#kernel/model'
import { task } from '#objects/activities'
import { account, lead } from '#objects/customers'
import { opportunity } from '#objects/sales'
import { type About, beginPlans, type Subject } from '../begin.ts'
import { activityPlan } from '../objects/index.ts'

const fails = ['plans.not-for-this', 'plans.under-way'] as const
const plan = link(activityPlan, { required: true })
const result = { tasks: integer({ required: true }) }

/** @throws `plans.not-for-this` for a plan that is not active or about something else; `plans.under-way` while tasks of it are open here. */
async function beginFor(work: Work, object: AnyObject, of: Readonly<{ id: string; plan: string }>): Promise<{ tasks: number }> {
  const about = object.name as About
  const row = (await work.one(object, of.id, { lock: true })) as unknown as Subject
  // Whoever may not change the record may plan nothing for its owner.
  await work.change(object, of.id, {})
  const chosen = await work.one(activityPlan, of.plan)
  if (!chosen.isActive || chosen.about !== about) fail('plans.not-for-this', { plan: chosen.name, about: chosen.about })
  const kernel = work.as(system('a plan of activities'))
  const open = await kernel.count(task, { plan: chosen.id, [about]: row.id, state: 'open' }, { most: 1 })
  if (open > 0) fail('plans.under-way', { plan: chosen.name })
  const subject = about === 'opportunity' ? row : { ...row, account: null, contact: null }
  return { tasks: await beginPlans(kernel, { about, plansOf: new Map([[row.id, [chosen]]]), subjects: [subject], again: true }) }
}

/** Makes tasks of the steps of a plan, for a deal. It may be done again once they are done. */
export const beginForDeal = defineAction('plans.begin-for-deal', {
  on: opportunity,
  aside: true,
  input: { opportunity: link(opportunity, { required: true }), plan },
  result,
  fails,
  run: (work, input) => beginFor(work, opportunity, { id: input.opportunity, plan: input.plan }),
})

export const beginForLead = defineAction('plans.begin-for-lead', {
  on: lead,
  aside: true,
  input: { lead: link(lead, { required: true }), plan },
  result,
  fails,
  offered: { status: { in: ['new', 'working'] } },
  run: (work, input) => beginFor(work, lead, { id: input.lead, plan: input.plan }),
})

export const beginForCustomer = defineAction('plans.begin-for-customer', {
  on: account,
  aside: true,
  input: { account: link(account, { required: true }), plan },
  result,
  fails,
  run: (work, input) => beginFor(work, account, { id: input.account, plan: input.plan }),
})
