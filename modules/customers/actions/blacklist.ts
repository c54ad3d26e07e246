import { defineAction, fail, system } from '#kernel'
import { choice, day, link, text } from '#kernel/model'
import { account, blacklistEffects } from '../objects/index.ts'

const none = { blacklist: null, blacklistReason: null, blacklistUntil: null, blacklistedOn: null, blacklistedBy: null }

/**
 * A customer with whom business is warned of or stopped, with the reason and the day to which it holds; without a day until it is lifted.
 *
 * @throws `customers.end-in-past`, `kernel.forbidden` for whoever may not change the customer
 */
export const blacklist = defineAction('customers.blacklist', {
  on: account,
  many: true,
  input: {
    account: link(account, { required: true }),
    effect: choice(blacklistEffects, { required: true, default: 'warn' }),
    reason: text({ required: true, max: 500 }),
    until: day(),
  },
  result: { account: link(account, { required: true }) },
  fails: ['customers.end-in-past'],
  aside: true,
  async run(work, { account: id, effect, reason, until }) {
    if (until && until < work.today) fail('customers.end-in-past')
    await work.one(account, id, { lock: true })
    await work.as(system('blacklisted')).change(account, id, {
      blacklist: effect ?? 'warn',
      blacklistReason: reason,
      blacklistUntil: until ?? null,
      blacklistedOn: work.today,
      blacklistedBy: work.actor.memberId as never,
    })
    return { account: id }
  },
})

/** The customer is like any other again. A fresh workspace asks for approval of it. @throws `customers.not-blacklisted` */
export const lift = defineAction('customers.lift', {
  on: account,
  input: { account: link(account, { required: true }), reason: text({ required: true, max: 500 }) },
  result: { account: link(account, { required: true }) },
  fails: ['customers.not-blacklisted'],
  aside: true,
  offered: { blacklist: { empty: false } },
  async run(work, { account: id, reason }) {
    const found = await work.one(account, id, { lock: true })
    if (!found.blacklist) fail('customers.not-blacklisted', { account: id })
    await work.as(system(`taken off the blacklist: ${reason}`)).change(account, id, none)
    return { account: id }
  },
})

export { none as notBlacklisted }
