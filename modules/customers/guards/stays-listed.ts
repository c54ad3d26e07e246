import { defineUndoGuard, fail } from '#kernel'
import { account } from '../objects/index.ts'

/** Taking somebody off the blacklist is a decision of its own, which others may have to approve: an undo of what put him there does not do it. */
export const staysListed = defineUndoGuard(account, async (_work, written) => {
  const off = written.find(({ row, was }) => row && was?.blacklist && row.blacklist !== was.blacklist)
  if (off) fail('customers.lift-instead', { account: off.id })
})
