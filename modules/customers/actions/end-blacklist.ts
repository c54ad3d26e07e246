import { defineRound } from '#kernel'
import { account } from '../objects/index.ts'
import { notBlacklisted } from './blacklist.ts'

const batch = 1_000

/** Whose last day on the blacklist is over is off it. */
export const endBlacklist = defineRound('customers.end-blacklist', {
  async run(work) {
    const over = await work.find(account, { blacklistUntil: { lt: work.today } }, { limit: batch, sort: ['id'] })
    if (over.length > 0)
      await work.changeMany(
        account,
        over.map(({ id }) => ({ id, ...notBlacklisted })),
      )
  },
})
