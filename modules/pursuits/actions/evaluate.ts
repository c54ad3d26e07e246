import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { link, text } from '#kernel/model'
import { dealEvaluation } from '../objects/index.ts'
import { staffDeal } from './staff-deal.ts'

const on = { dealEvaluation: link(dealEvaluation, { required: true }) }
const result = { ...on, state: text({ required: true }) }
const because = system('an evaluation is decided')
const criteria = ['need', 'budget', 'deciders', 'competition', 'capability'] as const

async function stepFrom(work: Work, id: string, from: string, to: string): Promise<RowOf<typeof dealEvaluation>> {
  const row = await work.one(dealEvaluation, id, { lock: true })
  await work.change(dealEvaluation, id, {})
  if (row.state !== from) fail('pursuits.no-such-step', { from: row.state, to })
  return row
}

/**
 * The deal is taken on, with its team and budget. Who has to approve it is said by the approval flow of this action; once the last of them has, it is done.
 *
 * @throws `pursuits.no-such-step`; `pursuits.missing` with the criteria that nobody has judged.
 */
export const submit = defineAction('pursuits.submit', {
  on: dealEvaluation,
  input: on,
  result,
  fails: ['pursuits.no-such-step', 'pursuits.missing'],
  offered: { state: 'draft' },
  async run(work, { dealEvaluation: id }) {
    const row = await stepFrom(work, id, 'draft', 'approved')
    const missing = criteria.filter((name) => row[name] === null)
    if (missing.length > 0) fail('pursuits.missing', { missing })
    await work.as(because).change(dealEvaluation, id, { state: 'approved', decidedOn: work.today, decidedBy: work.actor.name })
    await staffDeal(work, row)
    return { dealEvaluation: id, state: 'approved' }
  },
})

/** It is not worth the effort. @throws `pursuits.no-such-step` */
export const reject = defineAction('pursuits.reject', {
  on: dealEvaluation,
  input: { ...on, reason: text({ required: true, max: 500 }) },
  result,
  aside: true,
  fails: ['pursuits.no-such-step'],
  offered: { state: 'draft' },
  async run(work, { dealEvaluation: id, reason }) {
    await stepFrom(work, id, 'draft', 'rejected')
    const to = { state: 'rejected', decidedOn: work.today, decidedBy: work.actor.name, rejectReason: reason } as const
    await work.as(because).change(dealEvaluation, id, to)
    return { dealEvaluation: id, state: 'rejected' }
  },
})

/** Judged anew, as something has changed; what was decided before stands in its history. @throws `pursuits.no-such-step` */
export const reviseEvaluation = defineAction('pursuits.revise', {
  on: dealEvaluation,
  input: on,
  result,
  aside: true,
  fails: ['pursuits.no-such-step'],
  offered: { state: 'rejected' },
  async run(work, { dealEvaluation: id }) {
    await stepFrom(work, id, 'rejected', 'draft')
    await work.as(because).change(dealEvaluation, id, { state: 'draft', decidedOn: null, decidedBy: null, rejectReason: null })
    return { dealEvaluation: id, state: 'draft' }
  },
})
