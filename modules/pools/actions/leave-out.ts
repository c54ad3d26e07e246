import { defineAction, system, type Work } from '#kernel'
import { link, yesNo } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { nextNight } from '../rounds/tonight.ts'
import { checkMayAssign } from './assign.ts'
import { changePooled, type PooledObject, readPooled } from './pooled.ts'

/** Left out of one night: the next one looks at it again, with the same day. */
async function leaveOut(work: Work, object: PooledObject, { id, isBack }: Readonly<{ id: string; isBack: boolean }>): Promise<void> {
  checkMayAssign(work)
  await readPooled(work, object, id, { lock: true })
  const kernel = work.as(system('left out of a night'))
  await changePooled(kernel, object, [{ id, leftOutOn: isBack ? null : await nextNight(work) }])
}

const asked = {
  /** Not left out after all. */
  isBack: yesNo({ default: false }),
}

/** The night that comes next neither takes this customer nor warns of it. */
export const leaveOutAccount = defineAction('pools.leave-out', {
  on: account,
  many: true,
  aside: true,
  input: { account: link(account, { required: true }), ...asked },
  result: { account: link(account, { required: true }) },
  fails: ['pools.not-yours'],
  offered: { returnOn: { empty: false } },
  async run(work, { account: id, isBack }) {
    await leaveOut(work, account, { id, isBack: isBack === true })
    return { account: id }
  },
})

/** The night that comes next neither takes this lead nor warns of it. */
export const leaveOutLead = defineAction('pools.leave-out-lead', {
  on: lead,
  many: true,
  aside: true,
  input: { lead: link(lead, { required: true }), ...asked },
  result: { lead: link(lead, { required: true }) },
  fails: ['pools.not-yours'],
  offered: { returnOn: { empty: false } },
  async run(work, { lead: id, isBack }) {
    await leaveOut(work, lead, { id, isBack: isBack === true })
    return { lead: id }
  },
})
