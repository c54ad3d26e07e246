import { defineAction, fail, system, type Work } from '#kernel'
import { link, text } from '#kernel/model'
import { commissionException } from '../objects/index.ts'

const on = { commissionException: link(commissionException, { required: true }) }
const result = { ...on, state: text({ required: true }) }
const fails = ['commissions.decided', 'commissions.own-exception'] as const

/** Nobody decides what he asked for, or what he is paid by. @throws `commissions.decided`, `commissions.own-exception` */
async function decide(work: Work, id: string, state: 'approved' | 'refused') {
  const row = await work.one(commissionException, id, { lock: true })
  if (row.state !== 'draft') fail('commissions.decided')
  const me = work.actor.memberId
  if (me && (row.owner === me || row.person === me)) fail('commissions.own-exception')
  await work.change(commissionException, row.id, {})
  await work.as(system('an exception is decided')).change(commissionException, row.id, { state, decidedBy: work.actor.name })
  return { commissionException: row.id, state }
}

/** From now on months that are open count by it. @throws `commissions.decided`, `commissions.own-exception` */
export const approveException = defineAction('commissions.approve-exception', {
  on: commissionException,
  input: on,
  result,
  fails,
  offered: { state: 'draft' },
  run: (work, input) => decide(work, input.commissionException, 'approved'),
})

/** The plan counts as it says. @throws `commissions.decided`, `commissions.own-exception` */
export const refuseException = defineAction('commissions.refuse-exception', {
  on: commissionException,
  input: on,
  result,
  fails,
  offered: { state: 'draft' },
  run: (work, input) => decide(work, input.commissionException, 'refused'),
})
